"""Hides small counts in published relations: figures that could point at a child, and whatever would reveal them.

The rule is the page's (`schemas/basics/small_counts.py`). Figures of units and totals are blank where the page hides them.
Whatever gives the same figures in another way (rows, messages, earlier values) is blank altogether.
"""

from collections.abc import Mapping, Sequence

from schemas.basics.exact import Number
from schemas.basics.small_counts import Hidden, hidden
from schemas.declaration.form import Form, Indicator
from svod.warehouse.catalogue import Relation
from svod.warehouse.reader import Snapshot
from svod.warehouse.schema.form_tables import columns, literal, quoted, row_table

_VALUES = """
    select period, region, unit, value
    from main.completeness
    left join (
        select form, period, unit, value from main.indicator_value where indicator = ?
    ) using (form, period, unit)
    join main.reporting_unit using (unit)
    where form = ?
    order by period, reporting_unit.position
"""
_YEAR_DIGITS = 4
_IN_WORDS = {
    "issue": ("value", "message_kk", "message_ru", "message_en", "suggestion", "explanation"),
    "event": ("value", "reason", "details"),
}


class Undisclosed:
    """The relations of a snapshot as they may be published."""

    def __init__(self, snapshot: Snapshot, forms: Mapping[str, Form], small: int) -> None:
        sensitive = {
            code: [indicator for indicator in form.own_indicators if indicator.sensitive] for code, form in forms.items()
        }
        self._sensitive = {code: indicators for code, indicators in sensitive.items() if indicators}
        self._forms = [forms[code] for code in self._sensitive]
        self._shown: list[tuple[str, ...]] = []
        self._totals: list[tuple[str, ...]] = []
        for form, indicators in self._sensitive.items():
            for indicator in indicators:
                self._decide(snapshot, form, indicator, small)

    def select(self, relation: Relation) -> str:
        """The query for a relation without what must be hidden."""
        source = f"from {quoted(relation.schema)}.{quoted(relation.name)}"
        if not self._sensitive:
            return source
        if relation.schema != "main":
            return _without(source, self._columns(relation))
        shown = _is_in(("form", "period", "unit", "indicator"), self._shown)
        selected = {
            "indicator_value": _without(source, ("value",), f"{self._is_sensitive} and not {shown}"),
            "provenance": f"{source} where not {self._is_sensitive} or {shown}",
            "regional_total": _without(source, ("value",), _is_in(("form", "period", "region", "indicator"), self._totals)),
            # with the totals of the other periods, that of a year would give a hidden one away
            "total_over": _without(
                source, ("value",), _is_in(("form", "period", "region", "indicator"), self._totals_of_years)
            ),
            "revision_change": f"{source} where not {self._is_about_sensitive} and not {self._is_whole_row}",
        }
        without_words = _without(
            source, _IN_WORDS.get(relation.name, ()), _is_in(("form",), [(form,) for form in self._sensitive])
        )
        return selected.get(relation.name, without_words)

    def _decide(self, snapshot: Snapshot, form: str, indicator: Indicator, small: int) -> None:
        units_by_total: dict[tuple[str, str], dict[str, Number | None]] = {}
        for period, region, unit, value in snapshot.rows(_VALUES, indicator.code, form):
            units_by_total.setdefault((period, region), {})[unit] = value
        for (period, region), values in units_by_total.items():
            left_out: Hidden = hidden(values, small)
            self._shown += [(form, period, unit, indicator.code) for unit in values if unit not in left_out.units]
            if left_out.total:
                self._totals.append((form, period, region, indicator.code))

    @property
    def _totals_of_years(self) -> list[tuple[str, ...]]:
        years = ((form, period[:_YEAR_DIGITS], *of) for form, period, *of in self._totals)
        return list(dict.fromkeys(years))

    @property
    def _is_sensitive(self) -> str:
        named = [(form, indicator.code) for form, indicators in self._sensitive.items() for indicator in indicators]
        return _is_in(("form", "indicator"), named)

    @property
    def _is_about_sensitive(self) -> str:
        named = [
            (form, name)
            for form, of in self._sensitive.items()
            for indicator in of
            for name in (indicator.code, indicator.element)
            if name
        ]
        named += [(form.code, form.explanations.text) for form in self._forms if form.explanations]
        return f"coalesce({_is_in(('form', 'element'), named)}, false)"

    @property
    def _is_whole_row(self) -> str:
        tables = [(form, indicator.table) for form, of in self._sensitive.items() for indicator in of]
        tables += [(form.code, form.explanations.table) for form in self._forms if form.explanations]
        return f"(element is null and coalesce({_is_in(('form', 'table'), tables)}, false))"

    def _columns(self, relation: Relation) -> Sequence[str]:
        """The columns of a form's rows that add up to sensitive figures or explain queries in words."""
        for form in self._forms:
            for table in form.all_tables.values():
                if (relation.schema, relation.name) in ((form.code, table.code), ("history", row_table(form, table))):
                    explanations = form.explanations
                    words = [explanations.text] if explanations and explanations.table == table.code else []
                    counts = [indicator.element for indicator in self._sensitive[form.code] if indicator.table == table.code]
                    return [columns(form, table)[name] for name in (*words, *filter(None, counts))]
        return ()


def _without(source: str, columns: Sequence[str], where: str = "true") -> str:
    """SQL for a relation with null in some columns of the rows that meet a condition."""
    if not columns:
        return source
    blank = ", ".join(f"case when {where} then null else {quoted(name)} end as {quoted(name)}" for name in columns)
    return f"select * replace ({blank}) {source}"


def _is_in(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return "false"
    listed = ", ".join(f"({', '.join(map(literal, row))})" for row in rows)
    return f"({', '.join(map(quoted, columns))}) in ({listed})"
