"""Rows that nobody filled in: told once, not cell by cell.

Nothing stands in them but what a template or a pull of the mouse put there beforehand (a code or a date, zeros, formulas that
gave nothing), or nothing that every row must have. What they were to be, nobody can tell.
"""

from collections.abc import Collection, Iterator, Sequence

from schemas.basics.cell import ERROR_VALUES, Cell, CellError, NotCalculated
from schemas.basics.text import Text
from schemas.declaration.element import DataElement
from schemas.declaration.form import Table
from schemas.language.numbers import is_dash
from schemas.records.reading import LocatedTable

_LEAST_PREFILLED = 2
_ENOUGH_TO_TELL = 2
_PREFILLED = Text(
    "{rows}-жолдарда алдын ала қойылған мәндерден басқа ештеңе жоқ. Бұл жолдарды толтырыңыз, керек болмаса, түгел өшіріңіз.",
    "В строках {rows} нет ничего, кроме заранее проставленных значений. Заполните эти строки, а лишние удалите целиком.",
    "Rows {rows} hold nothing but what was put there beforehand. Fill them in, or delete them whole.",
)
_NOTHING_REQUIRED = Text(
    "{rows}-жолда міндетті ұяшықтардың бірде-бірі толтырылмаған. Оларды толтырыңыз, ал бұл жоғарыдағы жолдың жалғасы болса, "
    "мәтінін сонда көшіріп, жолды өшіріңіз.",
    "В строке {rows} не заполнена ни одна обязательная ячейка. Заполните их, а если это продолжение строки выше, перенесите "
    "текст туда и удалите строку.",
    "No required cell of row {rows} is filled in. Fill them in; if the row above goes on here, move the text there "
    "and delete this row.",
)


def unfilled_rows(table: Table, located: LocatedTable, rows: Collection[int]) -> Iterator[tuple[list[int], Text]]:
    """Those of the rows that nobody filled in, by what is to be said of them.

    A single prefilled row was more likely begun and forgotten.
    """
    required = [located.columns[name] for name in table.required_columns if name in located.columns]
    lacking = [row for row in sorted(rows) if any(is_blank(column[row]) for column in required)]
    prefilled = [row for row in lacking if _is_prefilled(table, located, row)] if len(lacking) >= _LEAST_PREFILLED else []
    if len(prefilled) >= _LEAST_PREFILLED:
        yield prefilled, _PREFILLED
        lacking = sorted(set(lacking).difference(prefilled))
    if bare := [row for row in lacking if _lacks_all(required, row)]:
        yield bare, _NOTHING_REQUIRED


def _lacks_all(required: Sequence[Sequence[Cell]], row: int) -> bool:
    return len(required) > 1 and all(is_blank(column[row]) for column in required)


def is_blank(cell: Cell) -> bool:
    """Whether a cell says nothing: blank, or dashes alone."""
    return cell == "" or (type(cell) is str and is_dash(cell))


def _is_prefilled(table: Table, located: LocatedTable, row: int) -> bool:
    """Whether a row holds nothing but codes, or a date, zeros and errors. A date and a code tell of something that was."""
    stated = {name: column[row] for name, column in located.columns.items() if not is_blank(column[row])}
    groups = {table.elements[name].kind for name in stated if table.elements[name].kind.groups_rows}
    return len(groups) < _ENOUGH_TO_TELL and all(_says_nothing(cell, table.elements[name]) for name, cell in stated.items())


def _says_nothing(cell: Cell, element: DataElement) -> bool:
    if isinstance(cell, CellError | NotCalculated) or cell in ERROR_VALUES:
        return True
    return element.kind.is_prefilled(cell, element)
