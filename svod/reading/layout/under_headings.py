"""Rows that printed forms have right under the headings: the numbers of the columns, and what is counted in them."""

import re
from collections.abc import Sequence
from itertools import pairwise

from schemas.basics.cell import Cell
from schemas.language.measures import rescales
from schemas.language.name_key import words
from svod.reading.layout.reasons import Reason
from svod.reading.layout.wording import is_hint
from svod.reading.workbook.sheet_scan import Grid

# So many rows under the headings may be such rows: numbers and units, in any order.
_MOST_ROWS = 3
_LEAST_NUMBERS = 3
# "А", "7", "7а", "(7)", "гр. 7": a letter, a number, a number with a letter.
_NUMBER = re.compile(
    r"\W*(?:(?:гр|графа|баған|col)\.?\s*)?(?:(?P<letter>[^\W\d_])|(?P<number>\d{1,2})(?P<part>[^\W\d_]?|\.\d))\W*"
)


def rows_under_headings(grid: Grid, rows: Sequence[int]) -> dict[int, Reason]:
    """Return those of the first rows that number the columns ("numbering") or say what they count in ("units")."""
    found: dict[int, Reason] = {}
    for number in rows[:_MOST_ROWS]:
        reason: Reason | None = "numbering" if is_numbering(grid[number]) else "units" if is_units(grid[number]) else None
        if reason is None:
            break
        found[number] = reason
    return found


def is_numbering(row: Sequence[Cell]) -> bool:
    """True if a row numbers the columns: 1, 2, 3; А, Б, 1, 2, 3; 1, 2, 2а, 2б, 3."""
    first = row[0] if row[0] != "" else next((cell for cell in row if cell != ""), "")
    if type(first) is not str and first != 1:
        return False
    numbers = [_NUMBER.fullmatch(str(cell).removesuffix(".0")) for cell in row if cell != ""]
    if len(numbers) < _LEAST_NUMBERS or None in numbers:
        return False
    letters = [found["letter"] for found in numbers if found and found["letter"]]
    if len(set(letters)) < len(letters) or not all(found and found["letter"] for found in numbers[: len(letters)]):
        return False
    return _count_up([(int(found["number"]), found["part"]) for found in numbers[len(letters) :] if found])


def _count_up(numbers: Sequence[tuple[int, str]]) -> bool:
    """True if each number, with a letter or without, follows the one before: 1, 2, 2а, 2б, 3."""
    return all(
        (number == before + 1) or (number == before and part > part_before)
        for (before, part_before), (number, part) in pairwise([(0, ""), *numbers])
    )


def is_units(row: Sequence[Cell]) -> bool:
    """True if a row only says how to fill the columns in, or what is counted in them: "дд.мм.гггг", "чел.", "шт."."""
    texts = [cell for cell in row if cell != ""]
    return all(type(text) is str and bool(words(text)) and (is_hint(text) or rescales(text)) for text in texts)
