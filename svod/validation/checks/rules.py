"""Rules that the form writes as expressions: `participants >= pupils + parents + teachers`."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from schemas.basics.text import Text, fill
from schemas.basics.texts import Texts
from schemas.checks.catalogue import CHECKS
from schemas.checks.form_checks import check_of
from schemas.declaration.figures import as_typed
from schemas.expressions.tree import RELATIONS, Aggregate, Cell, Comparison, Element, Relation, Tree, walk
from schemas.records.issue import Issue
from svod.validation.cell_issues import must_be_filled_in
from svod.validation.checks import finds
from svod.validation.expressions import cell_row, shown
from svod.validation.rule_verdicts import REFUSING, JudgedRule, judged_rules
from svod.validation.typed_return import TypedReturn

TEXTS = Texts(__package__)

_MIRRORED: Mapping[Relation, Relation] = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "<>": "<>"}


@finds(REFUSING, refuses=True)
def values_out_of_range(typed: TypedReturn) -> Iterator[Issue]:
    """Values that a rule calls out of range, such as an end before its start: they are refused like other such values."""
    for judged in judged_rules(typed.form, refusing=True):
        for row, issue in _broken(judged, typed):
            yield issue
            if isinstance(at := judged.bound.at, Element):
                typed.tables[at.table].refuse(at.name, row if at.table == judged.bound.table else 0)


@finds("cell.required", "return.correction_reason", "column.missing", "row.parts_exceed_whole", "control.mismatch")
def broken_rules(typed: TypedReturn) -> Iterator[Issue]:
    """Rows, or the return, where another rule doesn't hold. A column that is missing is told once."""
    for judged in judged_rules(typed.form, refusing=False):
        yield from dict.fromkeys(issue for _, issue in _broken(judged, typed))


def _broken(judged: JudgedRule, typed: TypedReturn) -> list[tuple[int, Issue]]:
    """The rows in which a rule doesn't hold, with their issues."""
    bound = judged.bound
    if bound.rule.valid_from and not bound.holds_in(typed.period):
        return []
    rows = list(judged.broken(typed))
    compared = judged.compared(typed) if rows else None
    return [(row, _issue(judged, typed, row, compared and (compared[0][row], compared[1][row]))) for row in rows]


def _issue(judged: JudgedRule, typed: TypedReturn, row: int, compared: tuple[object, object] | None) -> Issue:
    check = check_of(judged.bound, typed.form)
    place = _place(judged, typed, row)
    if place["cell"] is None and check.severity == "error" and "column" in place:
        return CHECKS["column.missing"].issue(sheet=place["sheet"], column=place["column"])
    places: dict[str, Any] = {"column": place["sheet"], "step": must_be_filled_in(), **place}
    if compared:
        places |= _compared(judged, typed, *map(shown, compared))
    return check.issue(**places)


def _place(judged: JudgedRule, typed: TypedReturn, row: int) -> dict[str, Any]:
    """Where the issue stands, and the value there."""
    at = judged.bound.at
    table = typed.tables.get(at.table if at else judged.bound.table)
    found: int | None = None
    if table is not None and at is not None:
        found = cell_row(at, table) if isinstance(at, Cell) else row if at.table == judged.bound.table else 0
    if table is None or at is None or found is None:
        return {"sheet": (typed.cover if table is None else table).sheet, "cell": None}
    name = at.column if isinstance(at, Cell) else at.name
    return {**table.place(name, found), "value": table.columns[name][found]}


def _compared(judged: JudgedRule, typed: TypedReturn, left: object, right: object) -> dict[str, Any]:
    """What messages say of a comparison: both sides, the side that isn't the cell's own, what is expected instead."""
    at, tree = judged.bound.at, judged.bound.tree
    assert isinstance(tree, Comparison)
    is_left = at is not None and at in list(walk(tree.left))
    own, other, value = (tree.left, tree.right, right) if is_left else (tree.right, tree.left, left)
    relation = tree.relation if is_left else _MIRRORED[tree.relation]
    over = next((part.table for part in walk(other) if isinstance(part, Aggregate)), None)
    return {
        "left": left,
        "right": right,
        "whole": _labels(own, typed),
        "parts": _labels(other, typed),
        "sum": value,
        "expected": _expected(relation, other, value, typed),
        "sheet_name": (typed.tables[over] if over else typed.cover).sheet,
        "suggestion": _typed(value) if relation == "=" and own == at and type(value) is not str else None,
    }


def _typed(value: object) -> str:
    """A value as a clerk types it."""
    return as_typed(value) if isinstance(value, Decimal) else str(value)


def _labels(tree: Tree, typed: TypedReturn) -> list[Text]:
    """The labels of the elements on a side."""
    named = (part for part in walk(tree) if isinstance(part, Element))
    return [typed.form.all_tables[part.table].elements[part.name].labels for part in named]


def _expected(relation: Relation, other: Tree, value: object, typed: TypedReturn) -> Text:
    """What the cell has to be, compared with the other side: not before "Period start" (5 June 2026)."""
    labels = _labels(other, typed)
    if isinstance(value, date) and labels:
        return fill(TEXTS.group("expected_day")[RELATIONS[relation]], {"name": labels[0], "day": value})
    return fill(TEXTS.group("expected")[RELATIONS[relation]], {"value": value})
