"""How printed forms number their columns: 1, 2, 3; А, Б, 1, 2; 7, 7а, 7б; I, II, III."""

import re
from collections.abc import Sequence
from itertools import pairwise, product

_LEAST_NUMBERS = 3
# "А", "7", "7а", "(7)", "гр. 7", "7=8+9": a letter, or a number with a letter and with what it adds up.
_NUMBER = re.compile(
    r"\W*(?:(?:гр|графа|баған|col)\.?\s*)?"
    r"(?:(?P<letter>[^\W\d_])|(?P<number>\d{1,2})(?P<part>[^\W\d_]?|\.\d)\s*(?:=[\d\s+–-]+)?)\W*"
)
_LATIN = str.maketrans("ІХ", "IX")
_ROMAN = {
    tens + ones: number
    for number, (tens, ones) in enumerate(product(("", "X"), ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")))
}


def number_columns(texts: Sequence[str]) -> bool:
    """True if texts number columns, in their order.

    >>> number_columns(["А", "Б", "1", "2", "3"]), number_columns(["1", "2", "2а", "3=1+2"]), number_columns(["1", "3", "4"])
    (True, True, False)
    """
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
    """The number that a text is in Roman numerals, up to twenty; 0 where it is none."""
    return _ROMAN.get(text.strip(" .()").upper().translate(_LATIN), 0)


def _count_up(numbers: Sequence[tuple[int, str]]) -> bool:
    """True if each number, with a letter or without, follows the one before: 1, 2, 2а, 2б, 3."""
    return all(
        (number == before + 1) or (number == before and part > part_before)
        for (before, part_before), (number, part) in pairwise([(0, ""), *numbers])
    )
