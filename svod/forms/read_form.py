"""Reads a form workbook: every mistake in one pass, each at its cell."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from schemas.basics.text import Language
from schemas.declaration.definition import (
    CodeDefinition,
    ColumnDefinition,
    FormDefinition,
    QuestionDefinition,
    SurveyDefinition,
    TableDefinition,
)
from schemas.declaration.form import RESERVED, Form, MonthDay
from schemas.declaration.indicator import Indicator
from schemas.declaration.period import PeriodType
from schemas.declaration.rule import Condition
from schemas.declaration.survey import Explanations
from schemas.records.issue import Issue
from svod.forms.form_workbook import form_sheets
from svod.forms.implied_rules import implied_rules
from svod.forms.read_indicators import codes_of, read_indicators
from svod.forms.read_rules import bound_rules, report_unparsed, stated_rules
from svod.forms.read_tables import Declared, read_declared, unused_lists
from svod.forms.sheet_rows import TEXTS, Scope, SheetRow, SheetRows, TypedRows

_DAY_OF_YEAR = re.compile(r"(\d{1,2})-(\d{1,2})")
_WINDOW = re.compile(r"(\d{1,2}-\d{1,2})\s*[–—-]\s*(\d{1,2}-\d{1,2})")
_LEAP_YEAR = 2000
_MOST_DAYS = 366
_PARTS: Mapping[PeriodType, int] = {"year": 1, "half": 2, "quarter": 4, "month": 12, "week": 53}
"""How many periods of a type a year has at most."""
_NEEDED = {"form", "tables", "columns", "indicators"}

_TableAndElements = tuple[str, tuple[ColumnDefinition, ...]]


def read_form(typed: Mapping[str, TypedRows], issues: list[Issue], others: Mapping[str, Form]) -> FormDefinition | None:
    """The definition of a form; adds every mistake to the issues. None if there is any.

    `others` are the forms known besides it, which its rules may name.
    """
    sheets = {code: SheetRows(rows, form_sheets()[code].elements, issues) for code, rows in typed.items()}
    if not sheets.keys() >= _NEEDED:
        return None
    declared = read_declared(sheets)
    indicators = read_indicators(sheets["indicators"], declared)
    form = _FormReader(next(iter(sheets["form"])), declared).read(sheets.get("survey"), indicators)
    rules = stated_rules(sheets["rules"], form["code"] or "") if "rules" in sheets else []
    if has_errors(issues):
        report_unparsed(rules)
        return None
    if "lists" in sheets:
        unused_lists(sheets["lists"], declared)
    definition = FormDefinition(
        **form,
        lists=tuple(declared.list_definitions),
        tables=tuple(_with_period_bounds(declared.definitions, form)),
        indicators=tuple(filter(None, indicators.declared.values())),
        report=_report(sheets["report"]) if "report" in sheets else {},
    )
    implied = (rule for table in definition.tables for rule in implied_rules(table))
    bound = (*bound_rules(definition, rules, others), *implied)
    return None if has_errors(issues) else definition.model_copy(update={"rules": bound})


def has_errors(issues: list[Issue]) -> bool:
    """True if one of the issues is an error."""
    return any(issue.severity == "error" for issue in issues)


def _report(rows: SheetRows) -> dict[Language, str]:
    """The templates of the written report by language."""
    lines: dict[Language, list[str]] = {}
    for row in rows:
        if row["language"] is not None:
            lines.setdefault(row["language"].value, []).append(row["line"] or "")
    return {language: "\n".join(text) + "\n" for language, text in lines.items()}


def _with_period_bounds(tables: Sequence[TableDefinition], form: Mapping[str, Any]) -> list[TableDefinition]:
    """The tables with the numbers that years and the parts of a year may have, where the workbook leaves them open."""
    cover, *others = tables
    bounds = dict(zip(form["period_elements"], [(2000, 2100), (1, _PARTS[form["period_type"]])], strict=False))
    columns = [
        column.model_copy(update=dict(zip(("least", "most"), bounds[column.name], strict=True)))
        if column.name in bounds and (column.least, column.most) == (0, 1_000_000)
        else column
        for column in cover.columns
    ]
    return [cover.model_copy(update={"columns": tuple(columns)}), *others]


class _FormReader:
    """Reads the sheet about the whole form."""

    def __init__(self, row: SheetRow, declared: Declared) -> None:
        self._row, self._declared = row, declared

    def read(self, survey: SheetRows | None, indicators: Scope[Indicator]) -> dict[str, Any]:
        """The fields of the definition that this sheet states."""
        row = self._row
        code = row.code("code")
        if code in RESERVED:
            row.mistake("declaration.reserved", "code")
        period_type: PeriodType | None = row["period_type"] and row["period_type"].value
        first = row.period("valid_from", row["period_type"])
        return {
            "code": code,
            "version": row["version"] or "1",
            "valid_from": first and str(first),
            "title": row.texts("title"),
            "spellings": row.several("spellings"),
            "period_type": period_type,
            "period_elements": self._period_elements(period_type),
            "unit_element": self._element("unit_element", row["unit_element"] or "unit", "unit"),
            **self._due(),
            "window": self._window(),
            "within_elements": self._elements("period_days", "date", 2) or None,
            "nil_element": self._element("nil_element", row["nil_element"], "truth"),
            "correction": self._correction(),
            "explanations": self._explanations(),
            "survey": self._survey(survey, indicators),
        }

    def _element(self, name: str, found: str | None, kind: str) -> str | None:
        """An element of the cover that has a role in the form."""
        column = self._row.reference(name, self._declared.cover, found) if found else None
        if column and column.kind != kind:
            self._row.mistake("declaration.role", name, value=column.name, expected=TEXTS.group("kind")[kind])
        return found

    def _elements(self, name: str, kind: str, count: int) -> tuple[str, ...]:
        found = self._row.several(name)
        if found and (len(found) != count or len(set(found)) != count):
            self._row.not_read(name, "elements", count=count)
        else:
            for part in found:
                self._element(name, part, kind)
        return found

    def _period_elements(self, period_type: PeriodType | None) -> tuple[str, ...]:
        """The cover's elements for the year and its part: by default year, and the element named like the period's type."""
        if period_type is None:
            return ()
        count = 1 if period_type == "year" else 2
        if self._row["period_elements"] is not None:
            return self._elements("period_elements", "count", count)
        default = ("year", period_type)[:count]
        for part in default:
            self._element("period_elements", part, "count")
        return default

    def _due(self) -> dict[str, object]:
        text, rule = (self._row["due"] or "").strip(), self._row["due_rule"]
        due_rule = rule.value if rule else "calendar_day"
        if text.isdecimal() and int(text) <= _MOST_DAYS:
            return {"due_days": int(text), "due_rule": due_rule}
        day = _day_of_year(text)
        if day is None and text:
            self._row.not_read("due", "due")
        elif text and due_rule == "working_days":
            self._row.not_read("due", "working_days")
        return {"due_date": day, "due_rule": due_rule}

    def _window(self) -> tuple[MonthDay, MonthDay] | None:
        text = self._row["window"]
        if text is None:
            return None
        match = _WINDOW.fullmatch(text.strip())
        first, last = (_day_of_year(part) for part in match.groups()) if match else (None, None)
        if first is None or last is None or (first.month, first.day) > (last.month, last.day):
            self._row.not_read("window", "window")
            return None
        return first, last

    def _correction(self) -> Condition | None:
        text = self._row["correction"]
        if text is None:
            return None
        name, equals, values = text.partition("=")
        if not equals or not values.strip():
            self._row.not_read("correction", "correction")
            return None
        column = self._row.reference("correction", self._declared.cover, name.strip())
        codes = codes_of(self._row, "correction", column, self._declared) if column else None
        found = [self._row.reference("correction", codes, value.strip()) for value in values.split(",")] if codes else []
        return Condition(element=name.strip(), values=tuple(code.code for code in found if code))

    def _explanations(self) -> Explanations | None:
        found = self._of_table("explanations", "explanations")
        if found is None:
            return None
        table, (code, cell, text) = found
        return Explanations(table=table, code=code.name, cell=cell.name, text=text.name)

    def _survey(self, rows: SheetRows | None, indicators: Scope[Indicator]) -> SurveyDefinition | None:
        found = self._of_table("survey", "survey")
        if found is None:
            return None
        table, (question, answer, respondents) = found
        codes = [codes_of(self._row, "survey", column, self._declared) for column in (question, answer)]
        questions = _questions(rows, *codes) if rows and codes[0] and codes[1] else []
        base = self._row.several("survey_base")
        if len(base) != 2:
            self._row.not_read("survey_base", "survey_base")
            return None
        self._element("survey_base", base[0], "count")
        self._row.reference("survey_base", indicators, base[1])
        return SurveyDefinition(
            table=table,
            question=question.name,
            answer=answer.name,
            respondents=respondents.name,
            base=base[0],
            base_indicator=base[1],
            questions=tuple(questions),
        )

    def _of_table(self, name: str, expected: str) -> _TableAndElements | None:
        """A table and three of its elements: "explanation: code; cell; explanation"."""
        text = self._row[name]
        if text is None:
            return None
        table, _, rest = text.partition(":")
        elements = [part.strip() for part in rest.split(";") if part.strip()]
        if len(elements) != 3:
            self._row.not_read(name, expected)
            return None
        columns = self._row.reference(name, self._declared.tables, table.strip())
        found = [self._row.reference(name, columns, element) for element in elements] if columns else []
        parts = tuple(filter(None, found))
        return (table.strip(), parts) if len(parts) == 3 else None


def _questions(
    rows: SheetRows, questions: Scope[CodeDefinition] | None, answers: Scope[CodeDefinition] | None
) -> list[QuestionDefinition]:
    found = []
    assert questions
    assert answers
    for row in rows:
        question = row.reference("question", questions)
        given = [row.reference("answers", answers, answer) for answer in row.several("answers")]
        if question:
            codes = tuple(answer.code for answer in given if answer)
            found.append(QuestionDefinition(code=question.code, answers=codes, several=bool(row["several"])))
    return found


def _day_of_year(text: str) -> MonthDay | None:
    """A day written as month and day: 06-16."""
    match = _DAY_OF_YEAR.fullmatch(text)
    if match is None:
        return None
    month, day = map(int, match.groups())
    try:
        date(_LEAP_YEAR, month, day)
    except ValueError:
        return None
    return MonthDay(month, day)
