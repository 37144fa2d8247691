"""What published relations are without small counts: figures that could point at a child, and whatever would give them away.

The rule is the page's (`schemas/basics/small_counts.py`). Figures by unit and in total are blank where the page leaves them
out. What tells figures in another way, row by row, in words or as they were before, is blank as a whole.
"""

from collections.abc import Mapping, Sequence

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
_IN_WORDS = {
    "issue": ("value", "message_kk", "message_ru", "message_en", "suggestion", "explanation"),
    "event": ("value", "reason", "details"),
}


class Undisclosed:
    """The relations of a snapshot as they may be published, of forms some of whose indicators are sensitive."""

    def __init__(self, snapshot: Snapshot, forms: Mapping[str, Form], small: int) -> None:
        sensitive = {code: [one for one in form.own_indicators if one.sensitive] for code, form in forms.items()}
        self._sensitive = {code: indicators for code, indicators in sensitive.items() if indicators}
        self._forms = [forms[code] for code in self._sensitive]
        self._shown: list[tuple[str, ...]] = []
        self._totals: list[tuple[str, ...]] = []
        for form, indicators in self._sensitive.items():
            for indicator in indicators:
                self._decide(snapshot, form, indicator, small)

    def select(self, relation: Relation) -> str:
        """The query that gives a relation without them."""
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
            "revision_change": f"{source} where not {self._is_told_of} and not {self._is_whole_row}",
        }
        told = _without(source, _IN_WORDS.get(relation.name, ()), _is_in(("form",), [(form,) for form in self._sensitive]))
        return selected.get(relation.name, told)

    def _decide(self, snapshot: Snapshot, form: str, indicator: Indicator, small: int) -> None:
        by_total: dict[tuple[str, str], dict[str, int | None]] = {}
        for period, region, unit, value in snapshot.rows(_VALUES, indicator.code, form):
            by_total.setdefault((period, region), {})[unit] = value
        for (period, region), values in by_total.items():
            left_out: Hidden = hidden(values, small)
            self._shown += [(form, period, unit, indicator.code) for unit in values if unit not in left_out.units]
            if left_out.total:
                self._totals.append((form, period, region, indicator.code))

    @property
    def _is_sensitive(self) -> str:
        named = [(form, indicator.code) for form, indicators in self._sensitive.items() for indicator in indicators]
        return _is_in(("form", "indicator"), named)

    @property
    def _is_told_of(self) -> str:
        named = [(form, name) for form, of in self._sensitive.items() for one in of for name in (one.code, one.element) if name]
        named += [(form.code, form.explanations.text) for form in self._forms if form.explanations]
        return f"coalesce({_is_in(('form', 'element'), named)}, false)"

    @property
    def _is_whole_row(self) -> str:
        tables = [(form, one.table) for form, of in self._sensitive.items() for one in of]
        tables += [(form.code, form.explanations.table) for form in self._forms if form.explanations]
        return f"(element is null and coalesce({_is_in(('form', 'table'), tables)}, false))"

    def _columns(self, relation: Relation) -> Sequence[str]:
        """The columns of a form's rows that make up sensitive figures, or explain queries in words."""
        for form in self._forms:
            for table in form.all_tables.values():
                if (relation.schema, relation.name) in ((form.code, table.code), ("history", row_table(form, table))):
                    told = form.explanations
                    words = [told.text] if told and told.table == table.code else []
                    counts = [one.element for one in self._sensitive[form.code] if one.table == table.code]
                    return [columns(form, table)[name] for name in (*words, *filter(None, counts))]
        return ()


def _without(source: str, columns: Sequence[str], where: str = "true") -> str:
    """A relation whose columns are null in the rows that a condition chooses."""
    if not columns:
        return source
    blank = ", ".join(f"case when {where} then null else {quoted(name)} end as {quoted(name)}" for name in columns)
    return f"select * replace ({blank}) {source}"


def _is_in(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return "false"
    listed = ", ".join(f"({', '.join(map(literal, row))})" for row in rows)
    return f"({', '.join(map(quoted, columns))}) in ({listed})"
