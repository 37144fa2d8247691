"""The rows of a form workbook that says what a definition does: the inverse of reading it."""

from collections.abc import Iterator, Mapping
from typing import Any

from schemas.basics.text import LANGUAGES, Text
from schemas.declaration.definition import ColumnDefinition, FormDefinition, RowDefinition, TableDefinition
from schemas.declaration.form import MonthDay
from schemas.declaration.indicator import Indicator
from schemas.declaration.kinds.truth import TRUTHS
from schemas.declaration.rule import ExpressionRule
from svod.forms.implied_rules import implied_rules

Values = Mapping[str, Any]
"""The values of one row by column."""


def rows_of(definition: FormDefinition) -> dict[str, list[Values]]:
    """The rows of each sheet by its code. What the printed rows imply is no rule of its own."""
    implied = [rule for table in definition.tables for rule in implied_rules(table)]
    return {
        "form": [_form(definition)],
        "tables": [_table(table, is_cover=table is definition.tables[0]) for table in definition.tables],
        "columns": [_column(table.code, column) for table in definition.tables for column in table.columns],
        "rows": [_row(table.code, row) for table in definition.tables for row in table.rows],
        "lists": [
            {
                "list": each.name,
                "code": code.code,
                **_texts("label", code.labels),
                "spellings": _joined(code.spellings),
                "valid_from": code.valid_from,
                "valid_to": code.valid_to,
                "successor": code.successor,
            }
            for each in definition.lists
            for code in each.codes
        ],
        "rules": [_rule(rule, definition.code) for rule in definition.rules if rule not in implied],
        "indicators": [
            {
                "code": indicator.code,
                **_texts("label", indicator.labels),
                **_texts("meaning", indicator.meaning),
                "table": indicator.table,
                "element": indicator.element,
                "where": _joined(f"{element} = {', '.join(codes)}" for element, codes in indicator.where.items()),
                **_aggregated(indicator),
                "sensitive": indicator.sensitive or None,
            }
            for indicator in definition.indicators
        ],
        "survey": [
            {"question": question.code, "answers": _joined(question.answers), "several": question.several or None}
            for question in (definition.survey.questions if definition.survey else ())
        ],
        "report": list(_report(definition)),
    }


def _form(definition: FormDefinition) -> Values:
    explanations, survey, window = definition.explanations, definition.survey, definition.window
    correction = definition.correction
    return {
        "code": definition.code,
        "version": definition.version,
        "valid_from": definition.valid_from,
        **_texts("title", definition.title),
        "spellings": _joined(definition.spellings),
        "period_type": definition.period_type,
        "due": _day(definition.due_date) if definition.due_date else str(definition.due_days),
        "due_rule": definition.due_rule,
        "window": window and " – ".join(map(_day, window)),
        "unit_element": definition.unit_element,
        "period_elements": _joined(definition.period_elements),
        "period_days": _joined(definition.within_elements or ()),
        "nil_element": definition.nil_element,
        "correction": correction and f"{correction.element} = {', '.join(correction.values)}",
        "explanations": explanations
        and f"{explanations.table}: {_joined((explanations.code, explanations.cell, explanations.text))}",
        "survey": survey and f"{survey.table}: {_joined((survey.question, survey.answer, survey.respondents))}",
        "survey_base": survey and _joined((survey.base, survey.base_indicator)),
    }


def _table(table: TableDefinition, *, is_cover: bool) -> Values:
    names = tuple(column.name for column in table.columns)
    return {
        "code": table.code,
        **_texts("sheet", table.sheet),
        "layout": "cover" if is_cover else "fixed" if table.rows else "list",
        "required": table.required or None,
        "remarks": None if table.reports else True,
        "once": "*" if table.once in ((), names) else _joined(table.once or ()),
        **_texts("grain", table.grain),
    }


def _column(table: str, column: ColumnDefinition) -> Values:
    element = column.element
    default = TRUTHS[column.default].kk if isinstance(column.default, bool) else column.default
    return {
        "table": table,
        "code": column.name,
        "number": element.number or None,
        **_texts("label", element.labels),
        **_texts("meaning", element.meaning),
        "kind": column.kind,
        "list": column.codes,
        **_texts("measure", element.measure),
        "decimals": element.decimals or None,
        **_texts("currency", element.currency),
        "scale": None if element.scale == 1 else str(element.scale),
        "required": column.required or None,
        "default": None if default is None else str(default),
        "least": None if column.least is None else str(column.least),
        "most": None if column.most is None else str(column.most),
        "longest": column.longest,
        "aggregation": None if element.aggregation == "none" else element.aggregation,
        "personal": element.personal or None,
        "within": element.within,
        "spellings": _joined(element.spellings),
    }


def _aggregated(indicator: Indicator) -> Values:
    """How an indicator is aggregated, as far as it isn't a plain sum."""
    return {
        "aggregation": None if indicator.aggregation == "sum" else indicator.aggregation,
        "over_time": indicator.over_time,
        "weight": indicator.weight,
        "part": indicator.part,
        "whole": indicator.whole,
        "times": None if indicator.times == 1 else indicator.times,
        "decimals": None if indicator.decimals == 1 else indicator.decimals,
    }


def _row(table: str, row: RowDefinition) -> Values:
    return {
        "table": table,
        "code": row.code,
        **_texts("label", row.labels),
        "part_of": row.part_of,
        "exact": None if row.exact else False,
        "not_asked": _joined(row.not_asked),
        "spellings": _joined(row.spellings),
    }


def _rule(rule: ExpressionRule, form: str) -> Values:
    return {
        "code": rule.check.removeprefix(f"{form}."),
        "severity": rule.severity,
        "table": rule.table or None,
        "expression": rule.expression,
        "at": rule.at or None,
        "if_blank": rule.if_blank,
        **_texts("message", rule.message),
        "valid_from": rule.valid_from or None,
        "trial": rule.trial or None,
    }


def _report(definition: FormDefinition) -> Iterator[Values]:
    for language, template in definition.report.items():
        for line in template.removesuffix("\n").split("\n"):
            yield {"language": language, "line": line or None}


def _texts(name: str, text: Text | None) -> Values:
    return {f"{name}_{language}": text and text.in_(language) for language in LANGUAGES}


def _joined(parts: Any) -> str | None:
    """The parts of a text, or None if there is none."""
    return "; ".join(parts) or None


def _day(day: MonthDay) -> str:
    return f"{day.month:02d}-{day.day:02d}"
