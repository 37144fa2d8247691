"""One return judged: typed rows, indicators, and every issue in one pass."""

from schemas.declaration.form import Form, Table
from schemas.declaration.period import Period
from schemas.records.issue import Issue
from schemas.records.reading import LocatedTable, Reading
from schemas.records.submission import CheckedReturn, CheckedTable
from schemas.units.register import UnitRegister
from svod.validation.cell_issues import not_owed
from svod.validation.checks.dates import check_days
from svod.validation.checks.doubtful_rows import check_rows_told_apart
from svod.validation.checks.explanations import as_queries, check_explanations
from svod.validation.checks.rules import JudgedReturn, apply_rules
from svod.validation.checks.survey import check_survey
from svod.validation.checks.totals_rows import check_totals_rows
from svod.validation.indicators import compute_indicators
from svod.validation.typed_table import Judged, judge


def validate(reading: Reading, sha256: str, form: Form | None, register: UnitRegister) -> CheckedReturn:
    """Judge what was read. A return whose cover couldn't be found is rejected with the issues of reading alone."""
    checked = CheckedReturn(sha256, form=reading.form, issues=list(reading.issues), cells=reading.cells)
    if form is None:
        return checked
    tables = {code: _judge(form.all_tables[code], located, register, checked) for code, located in reading.tables.items()}
    cover = tables.get(form.cover.code)
    if cover is None:
        return checked
    period = _period(form, cover)
    checked.unit, checked.period = cover.first(form.unit_element), str(period) if period else None
    checked.issues.extend(_not_owed(form, cover, period, register))
    checked.nil = bool(form.nil_element and cover.first(form.nil_element))
    if period is not None:
        checked.issues.extend(check_days(form, tables, period))
    if form.survey:
        unit = register.by_code.get(checked.unit) if checked.unit else None
        checked.issues.extend(check_survey(form, form.survey, tables, pooled=unit is not None and unit.consolidates))
    checked.indicators = compute_indicators(form, tables)
    checked.issues.extend(apply_rules(JudgedReturn(form, tables, checked.indicators)))
    checked.issues.extend(check_rows_told_apart(form, tables))
    checked.issues.extend(check_explanations(form, tables))
    for judged in tables.values():
        if judged.located.totals_rows:
            checked.issues.extend(check_totals_rows(judged, register))
    if any(judged.located.origins for judged in tables.values()):
        # What stands once for several rows is wrong once.
        checked.issues = list(dict.fromkeys(checked.issues))
    checked.row_counts = {code: len(judged) for code, judged in tables.items()}
    checked.tables = {
        code: CheckedTable(judged.sheet, [row + 1 for row in judged.located.rows], judged.columns, judged.located.addresses)
        for code, judged in tables.items()
    }
    return checked


def _judge(table: Table, located: LocatedTable, register: UnitRegister, checked: CheckedReturn) -> Judged:
    issues: list[Issue] = []
    judged = judge(table, located, register, issues)
    checked.issues.extend(issues if table.reports else as_queries(issues))
    return judged


def _period(form: Form, cover: Judged) -> Period | None:
    numbers = [cover.first(name) for name in form.period_elements]
    return None if None in numbers else form.period(*numbers)


def _not_owed(form: Form, cover: Judged, period: Period | None, register: UnitRegister) -> list[Issue]:
    """A unit that did not exist yet, or does no longer, at the end of the period."""
    unit = register.by_code.get(cover.first(form.unit_element))
    if unit is None or period is None or unit.owes(period.last_day):
        return []
    return [not_owed(unit, period.last_day, cover.sheet, cover.located.cell(form.unit_element, 0))]
