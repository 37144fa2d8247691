"""What an export leaves out: hidden figures, and whatever would reveal them.

Figures of units and totals are blank where reports hide them. Whatever gives the same figures in another way (rows, messages,
earlier values) is blank altogether.
"""

from collections.abc import Mapping, Sequence

from schemas.declaration.form import Form
from schemas.declaration.indicator import Indicator
from schemas.expressions.sensitive import sensitive_elements, sensitive_indicators, sensitive_labels
from svod.warehouse.catalogue import Relation
from svod.warehouse.reader import Snapshot
from svod.warehouse.schema.form_tables import columns, literal, quoted, row_table
from svod.warehouse.schema.wide_totals import KEY, TOTAL, total_columns
from svod.warehouse.suppression import read_decided, read_hidden

_YEAR_DIGITS = 4
_IN_WORDS = {
    "issue": ("value", "message_kk", "message_ru", "message_en", "suggestion", "explanation"),
    "event": ("value", "reason", "details"),
}


class Undisclosed:
    """The relations of a snapshot as they may be published."""

    def __init__(self, snapshot: Snapshot, forms: Mapping[str, Form]) -> None:
        self._sensitive: dict[str, list[Indicator]] = {}
        self._units: list[tuple[str, ...]] = []
        self._totals: list[tuple[str, ...]] = []
        self.last: int | None = None
        for code, form in forms.items():
            for period in read_decided(snapshot, code):
                self._sensitive[code] = [one for together in sensitive_indicators(form) for one in together.indicators]
                hidden = read_hidden(snapshot, form, period)
                self.last = max(filter(None, (self.last, hidden.last)), default=None)
                self._units += [(code, period, *figure) for figure in sorted(hidden.units)]
                self._totals += [(code, period, *total) for total in sorted(hidden.totals)]
        self._forms = [forms[code] for code in self._sensitive]
        self._blank = {form.code: _blank(form, self._sensitive[form.code]) for form in self._forms}

    def select(self, relation: Relation) -> str:
        """The query for a relation without what must be hidden."""
        source = f"from {quoted(relation.schema)}.{quoted(relation.name)}"
        if not self._sensitive:
            return source
        if relation.name == TOTAL:
            return self._wide(source, relation.schema)
        if relation.schema != "main":
            return _without(source, self._columns(relation))
        hidden = _is_in(("form", "period", "unit", "indicator"), self._units)
        selected = {
            "indicator_value": _without(source, ("value",), hidden),
            "provenance": f"{source} where not {hidden}",
            "regional_total": _without(source, ("value",), _is_in(("form", "period", "region", "indicator"), self._totals)),
            # With the totals of the other periods, that of a year would give a hidden one away.
            "total_over": _without(
                source, ("value",), _is_in(("form", "period", "region", "indicator"), self._totals_of_years)
            ),
            "revision_change": f"{source} where not {self._is_about_sensitive} and not {self._is_whole_row}",
        }
        if relation.name == "issue":
            # That a figure jumped, or is far above others, would bound it.
            source = f"from ({_without(source, ('code', 'sheet', 'cell'), self._names_sensitive)})"
        without_words = _without(
            source, _IN_WORDS.get(relation.name, ()), _is_in(("form",), [(form,) for form in self._sensitive])
        )
        return selected.get(relation.name, without_words)

    def _wide(self, source: str, code: str) -> str:
        """The query for a form's wide relation. A figure is blank where that of its unit or region is."""
        form = next((form for form in self._forms if form.code == code), None)
        hidden: dict[str, list[tuple[str, ...]]] = {}
        for of, period, unit, indicator in (*self._units, *self._totals) if form else ():
            if of == code:
                hidden.setdefault(indicator, []).append((unit, period))
        named = {column: hidden.get(one.code) for column, one in total_columns(form).items()} if form else {}
        blank = (
            f"case when {_is_in(KEY, rows)} then null else {quoted(column)} end as {quoted(column)}"
            for column, rows in named.items()
            if rows
        )
        return f"select * replace ({', '.join(blank)}) {source}" if hidden else source

    @property
    def _totals_of_years(self) -> list[tuple[str, ...]]:
        years = ((form, period[:_YEAR_DIGITS], *of) for form, period, *of in self._totals)
        return list(dict.fromkeys(years))

    @property
    def _names_sensitive(self) -> str:
        conditions = (
            f"(form = {literal(form.code)} and contains(message_en, {literal(label)}))"
            for form in self._forms
            for label in sensitive_labels(form, self._sensitive[form.code])
        )
        return f"coalesce({' or '.join(conditions)}, false)"

    @property
    def _is_about_sensitive(self) -> str:
        codes = [(form, indicator.code) for form, of in self._sensitive.items() for indicator in of]
        elements = [(form, name) for form, tables in self._blank.items() for names in tables.values() for name in names]
        return f"coalesce({_is_in(('form', 'element'), [*codes, *elements])}, false)"

    @property
    def _is_whole_row(self) -> str:
        tables = [(form, table) for form, of_form in self._blank.items() for table in of_form]
        tables += [(form, indicator.table) for form, of in self._sensitive.items() for indicator in of]
        return f"(element is null and coalesce({_is_in(('form', 'table'), tables)}, false))"

    def _columns(self, relation: Relation) -> Sequence[str]:
        """The columns of a form's rows that give sensitive figures away or explain queries in words."""
        for form in self._forms:
            for code, elements in self._blank[form.code].items():
                table = form.all_tables[code]
                if (relation.schema, relation.name) in ((form.code, code), ("history", row_table(form, table))):
                    return [columns(form, table)[name] for name in elements]
        return ()


def _blank(form: Form, sensitive: Sequence[Indicator]) -> dict[str, list[str]]:
    """The elements that are left out of the rows, by table."""
    blank = sensitive_elements(form, sensitive)
    if form.explanations:
        blank.setdefault(form.explanations.table, []).append(form.explanations.text)
    return blank


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
