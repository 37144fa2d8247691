"""Reads the rules of a form workbook: their expressions are parsed, bound to the form and typed."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from schemas.checks.catalogue import CHECKS
from schemas.declaration.definition import FormDefinition, form_of
from schemas.declaration.form import Form
from schemas.declaration.rule import ExpressionRule
from schemas.expressions.parse import NotAnExpression, parse
from schemas.expressions.rules import problems_of
from schemas.expressions.tree import compiled
from svod.forms.sheet_rows import SheetRow, SheetRows


def stated_rules(rows: SheetRows, form: str) -> list[tuple[SheetRow, ExpressionRule]]:
    """The rules that have a code and an expression, each with its row. A code without a dot is one of the form's own."""
    rules = []
    for row in rows:
        if row["code"] is None or row["expression"] is None:
            continue
        rule = ExpressionRule(
            expression=row["expression"],
            check=row["code"] if "." in row["code"] else f"{form}.{row['code']}",
            table=row["table"] or "",
            severity=row["severity"] and row["severity"].value,
            at=row["at"] or "",
            message=row.some_texts("message"),
            if_blank=row["if_blank"] and row["if_blank"].value,
            valid_from=row["valid_from"] or "",
            trial=bool(row["trial"]),
        )
        rules.append((row, rule))
    return rules


def report_unparsed(rules: list[tuple[SheetRow, ExpressionRule]]) -> None:
    """Report the expressions that can't be parsed: all that can be said of rules whose form has other mistakes."""
    for row, rule in rules:
        try:
            parse(rule.expression)
        except NotAnExpression as error:
            row.mistake("declaration.expression", "expression", problem=error.message)


def bound_rules(
    definition: FormDefinition, rules: list[tuple[SheetRow, ExpressionRule]], others: Mapping[str, Form]
) -> Iterator[ExpressionRule]:
    """The rules with their parsed expressions; a mistake for each that the form can't have."""
    form = form_of(definition.model_copy(update={"rules": tuple(rule for _, rule in rules)}))
    for row, rule in rules:
        problems = problems_of(rule, form, others, CHECKS.keys())
        for problem in dict.fromkeys(problems):  # a message in one language stands for all
            column = _column_of(problem.part, rule)
            row.mistake("declaration.expression", column, problem=problem.message, suggestion=problem.suggestion)
        if not problems:
            yield replace(rule, compiled=compiled(parse(rule.expression)))


def _column_of(part: str, rule: ExpressionRule) -> str:
    """The column in which a mistaken part of a rule stands."""
    if rule.message and part in rule.message.all:
        return f"message_{('kk', 'ru', 'en')[rule.message.all.index(part)]}"
    for column in ("check", "table", "valid_from", "at"):
        if part == getattr(rule, column):
            return "code" if column == "check" else column
    return "expression"
