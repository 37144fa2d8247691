"""The rules that the printed rows of a fixed table imply: each whole is the sum of its parts, but for percentages."""

from collections.abc import Iterator
from functools import reduce

from schemas.declaration.definition import ColumnDefinition, RowDefinition, TableDefinition
from schemas.declaration.kinds import kind_named
from schemas.declaration.rule import ExpressionRule
from schemas.expressions.tree import Arithmetic, Cell, Comparison, Tree, compiled
from schemas.expressions.written import written


def implied_rules(table: TableDefinition) -> Iterator[ExpressionRule]:
    """One rule for each row that has parts and each column that adds up and is filled in there."""
    for whole in table.rows:
        parts = [row for row in table.rows if row.part_of == whole.code]
        for column in table.columns if parts else ():
            if kind_named(column.kind).adds_up and column.name not in whole.not_asked:
                asked = [row for row in parts if column.name not in row.not_asked]
                if asked:
                    yield _rule(table, column, whole, asked)


def _rule(table: TableDefinition, column: ColumnDefinition, whole: RowDefinition, parts: list[RowDefinition]) -> ExpressionRule:
    cells: list[Tree] = [Cell(table.code, row.code, column.name) for row in parts]
    total = reduce(lambda left, right: Arithmetic("+", left, right), cells)
    is_exact = all(row.exact for row in parts)
    own = Cell(table.code, whole.code, column.name)
    tree = Comparison("=" if is_exact else ">=", own, total)
    return ExpressionRule(
        expression=written(tree),
        check="row.sum_mismatch" if is_exact else "row.parts_exceed_whole",
        at=written(own),
        compiled=compiled(tree),
    )
