"""Rows that printed forms have directly below the headings: the numbers of the columns, and their units."""

import re
from collections.abc import Sequence
from itertools import pairwise, product

from schemas.basics.cell import Cell
from schemas.declaration.form import Table
from schemas.language.measures import rescales
from schemas.language.name_key import words
from svod.reading.layout.headings import Headings
from svod.reading.layout.reasons import Reason
from svod.reading.layout.wording import is_hint, is_plainly
from svod.reading.workbook.sheet_scan import Grid

# How many rows below the headings may be such rows, numbers and units in any order.
_MOST_ROWS = 3
_LEAST_NUMBERS = 3
# "А", "7", "7а", "(7)", "гр. 7", "7=8+9": a letter, or a number with a letter and with what it adds up.
_NUMBER = re.compile(
    r"\W*(?:(?:гр|графа|баған|col)\.?\s*)?"
    r"(?:(?P<letter>[^\W\d_])|(?P<number>\d{1,2})(?P<part>[^\W\d_]?|\.\d)\s*(?:=[\d\s+–-]+)?)\W*"
)
_LEAST_UNITS = 2


_LATIN = str.maketrans("ІХ", "IX")
_ROMAN = {
    tens + ones: number
    for number, (tens, ones) in enumerate(product(("", "X"), ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")))
}


def rows_under_headings(grid: Grid, rows: Sequence[int], table: Table, headings: Headings) -> dict[int, Reason]:
    """Return those of the first rows that number the columns ("numbering") or say what they count in ("units")."""
    found: dict[int, Reason] = {}
    for number in rows[:_MOST_ROWS]:
        if is_numbering(grid[number]):
            found[number] = "numbering"
        elif all(type(cell) is str for cell in grid[number]) and _is_units(grid[number], table, headings):
            found[number] = "units"
        else:
            break
    return found


def is_numbering(row: Sequence[Cell]) -> bool:
    """True if a row numbers the columns: 1, 2, 3; А, Б, 1, 2, 3; 1, 2, 2а, 2б, 3."""
    first = row[0] if row[0] != "" else next((cell for cell in row if cell != ""), "")
    if type(first) is not str and first != 1:
        return False
    texts = [str(cell).removesuffix(".0") for cell in row if cell != ""]
    if len(texts) < _LEAST_NUMBERS:
        return False
    numbers = [_NUMBER.fullmatch(text) for text in texts]
    if None in numbers:
        return _count_up([(_roman(text), "") for text in texts])
    letters = [found["letter"] for found in numbers if found and found["letter"]]
    if len(set(letters)) < len(letters) or not all(found and found["letter"] for found in numbers[: len(letters)]):
        return False
    return _count_up([(int(found["number"]), found["part"]) for found in numbers[len(letters) :] if found])


def _roman(text: str) -> int:
    """The value of a Roman numeral up to twenty. 0 if the text is none."""
    return _ROMAN.get(text.strip(" .()").upper().translate(_LATIN), 0)


def _count_up(numbers: Sequence[tuple[int, str]]) -> bool:
    """True if each number, possibly with a letter, follows the one before: 1, 2, 2а, 2б, 3."""
    return all(
        (number == before + 1) or (number == before and part > part_before)
        for (before, part_before), (number, part) in pairwise([(0, ""), *numbers])
    )


def _is_units(row: Sequence[Cell], table: Table, headings: Headings) -> bool:
    """True if a row only says how to fill the columns in, or what is counted in them: "дд.мм.гггг", "чел.", "шт.".

    If several columns of figures say so and none has anything else, the other columns may have any words.
    """
    texts = {column: text for column, text in enumerate(row) if type(text) is str and text}
    others = {column: text for column, text in texts.items() if not (words(text) and (is_hint(text) or rescales(text)))}
    elements = {column: table.elements[name] for name, column in headings.positions.items() if column in texts}
    figures = [column for column, element in elements.items() if element.kind.is_figure]
    plain = any(column in elements and is_plainly(text, elements[column]) for column, text in others.items())
    return not others or (len(figures) >= _LEAST_UNITS and others.keys().isdisjoint(figures) and not plain)
