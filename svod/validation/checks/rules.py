"""The kinds of rules inside one return, applied to what is valid: a value already refused is not judged again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from schemas.basics.cell import a1
from schemas.basics.text import Text
from schemas.basics.texts import Texts
from schemas.checks.catalogue import CHECKS
from schemas.declaration.form import Form, Indicator
from schemas.declaration.rule import ControlFigure, NilReturn, NotBefore, PartsWithinWhole, RequiredWhen, RowsOnce, Rule
from schemas.records.issue import Issue, as_found
from svod.validation.cell_issues import must_be_filled_in
from svod.validation.typed_table import Indicators, Judged, Tables

TEXTS = Texts(__package__)


@dataclass(frozen=True, slots=True)
class JudgedReturn:
    """What the rules of one return look at: its typed tables, the cover among them, and its indicators."""

    form: Form
    tables: Tables
    indicators: Indicators

    @property
    def cover(self) -> Judged:
        """The cover."""
        return self.tables[self.form.cover.code]


def apply_rules(judged: JudgedReturn) -> list[Issue]:
    """Every issue of the form's rules in one pass."""
    issues: list[Issue] = []
    for rule in judged.form.rules:
        issues.extend(_RULES[type(rule)](rule, judged))
    return issues


def required_when(rule: RequiredWhen, of: JudgedReturn) -> list[Issue]:
    """Blank where the row's condition makes it required."""
    judged = of.tables.get(rule.table)
    if judged is None or not len(judged):
        return []
    element = judged.table.elements[rule.element]
    wanted = [
        row
        for row, (value, on) in enumerate(zip(judged.columns[rule.element], judged.columns[rule.when.element], strict=True))
        if value is None and on is not None and rule.when.holds(on) and judged.valid(rule.element, row)
    ]
    if wanted and judged.located.cell(rule.element, 0) is None:
        return [CHECKS["column.missing"].issue(sheet=judged.sheet, column=element.labels)]
    check = CHECKS[rule.check]
    cells = [judged.located.cell(rule.element, row) for row in wanted]
    return [check.issue(sheet=judged.sheet, cell=cell, column=element.labels, step=must_be_filled_in()) for cell in cells]


def parts_within_whole(rule: PartsWithinWhole, of: JudgedReturn) -> list[Issue]:
    """The parts of a row add up to more than its whole."""
    judged = of.tables.get(rule.table)
    if judged is None or not len(judged):
        return []
    wholes = judged.columns[rule.whole]
    if wholes.count(None) == len(wholes):
        return []
    sums = [0] * len(judged)
    for part in rule.parts:
        sums = [found + (value or 0) for found, value in zip(sums, judged.columns[part], strict=True)]
    elements = judged.table.elements
    return [
        CHECKS["row.parts_exceed_whole"].issue(
            sheet=judged.sheet,
            cell=judged.located.cell(rule.whole, row),
            value=whole,
            whole=elements[rule.whole].labels,
            parts=[elements[part].labels for part in rule.parts],
            sum=parts,
        )
        for row, (whole, parts) in enumerate(zip(wholes, sums, strict=True))
        if whole is not None and parts > whole
    ]


def not_before(rule: NotBefore, of: JudgedReturn) -> list[Issue]:
    """A period that ends before it starts."""
    cover = of.cover
    start, end = cover.first(rule.start), cover.first(rule.end)
    if start is None or end is None or end >= start:
        return []
    cover.refuse(rule.end, 0)
    return [
        CHECKS["cell.out_of_range"].issue(
            sheet=cover.sheet,
            cell=cover.located.cell(rule.end, 0),
            value=end,
            column=of.form.cover.elements[rule.end].labels,
            expected=TEXTS.fill("order_of_dates.not_before", start=of.form.cover.elements[rule.start].labels, day=start),
        )
    ]


def control_figure(rule: ControlFigure, of: JudgedReturn) -> list[Issue]:
    """A control figure on the cover that the rows don't add up to."""
    cover = of.cover
    stated = cover.first(rule.element)
    indicator = of.form.indicators[rule.indicator]
    judged = of.tables.get(indicator.table)
    if stated is None or judged is None or _refused(judged, indicator):
        return []
    found = of.indicators[rule.indicator] or 0
    if found == stated:
        return []
    return [
        CHECKS["control.mismatch"].issue(
            sheet=cover.sheet,
            cell=cover.located.cell(rule.element, 0),
            value=stated,
            suggestion=str(found),
            column=of.form.cover.elements[rule.element].labels,
            sheet_name=judged.sheet,
            sum=found,
        )
    ]


def nil_return(rule: NilReturn, of: JudgedReturn) -> list[Issue]:
    """A return without rows that isn't declared nil, or one with rows that is."""
    cover = of.cover
    unread = any(table.required and table.code not in of.tables for table in of.form.tables)
    if unread or not cover.valid(rule.element, 0):
        return []
    reported = [of.tables[table.code] for table in of.form.tables if table.reports and table.code in of.tables]
    rows = sum(len(judged) - len(judged.unfilled) for judged in reported)
    nil = bool(cover.first(rule.element))
    label = of.form.cover.elements[rule.element].labels
    at: dict[str, Any] = {"sheet": cover.sheet, "cell": cover.located.cell(rule.element, 0), "nil": label}
    if nil and rows:
        return [CHECKS["return.nil_with_rows"].issue(count=rows, **at)]
    return [] if nil or any(map(len, reported)) else [CHECKS["return.empty"].issue(**at)]


def rows_once(rule: RowsOnce, of: JudgedReturn) -> list[Issue]:
    """A row that says the same as one above it."""
    judged = of.tables.get(rule.table)
    if judged is None or len(judged) < 2:
        return []
    # Rows that differ where something must stand differ; only others need a look at every column.
    required = [judged.columns[name] for name in rule.elements or judged.table.required_columns]
    if len(set(zip(*required, strict=True))) == len(judged):
        return []
    compared = [judged.columns[name] for name in rule.elements or judged.columns]
    rows = list(zip(*compared, strict=True))
    refused = set().union(*judged.refused.values())
    first: dict[tuple[Any, ...], int] = {}
    sheet_rows = judged.located.rows
    name = next(iter(judged.located.positions))
    return [
        CHECKS["row.duplicate"].issue(
            sheet=judged.sheet,
            cell=a1(sheet_rows[row], judged.located.positions[name]),
            value=_said(judged, row),
            said=_repeats(rule, judged, str(sheet_rows[first[values]] + 1)),
        )
        for row, values in enumerate(rows)
        if row not in refused and first.setdefault(values, row) != row
    ]


def _repeats(rule: RowsOnce, judged: Judged, first: str) -> Text:
    columns = [judged.table.elements[name].labels for name in rule.elements]
    if columns:
        return TEXTS.fill("repeated_rows.agrees", first=first, columns=columns)
    return TEXTS.fill("repeated_rows.repeats", first=first)


def _said(judged: Judged, row: int) -> str:
    """What a row says, but for personal data."""
    elements = judged.table.elements
    values = (as_found(column[row]) for name, column in judged.columns.items() if not elements[name].element.personal)
    return "; ".join(str(value) for value in values if value is not None)


def _refused(judged: Judged, indicator: Indicator) -> bool:
    """Whether a value that the indicator is computed from was refused: then it can't be compared."""
    names = {indicator.element, *indicator.where}
    return any(judged.refused.get(name) for name in names if name)


_RULES: dict[type[Rule], Callable[[Any, JudgedReturn], list[Issue]]] = {
    RequiredWhen: required_when,
    PartsWithinWhole: parts_within_whole,
    NotBefore: not_before,
    ControlFigure: control_figure,
    NilReturn: nil_return,
    RowsOnce: rows_once,
}
