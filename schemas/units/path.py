"""The units that the path of a file names, in its folders and its name."""

import re
from collections.abc import Iterator

from schemas.units.register import UnitRegister

# The name of a folder of one day: "2026-06-14".
_DAY_FOLDER = re.compile(r"\d{4}-\d{2}-\d{2}")

# "Ақжар_ауданы (соңғы).xlsx" has the words Ақжар, ауданы, соңғы.
SEPARATORS = re.compile(r"[\s_,;()]+")

_MOST_WORDS_OF_A_UNIT = 4


def parts_of(path: str) -> list[str]:
    """The folders and the name of a file, without folders of a day.

    >>> parts_of("2026-06-14/Ақжар/есеп.xlsx")
    ['Ақжар', 'есеп.xlsx']
    """
    return [part for part in path.split("/") if not _DAY_FOLDER.fullmatch(part)]


def units_in(part: str, register: UnitRegister) -> set[str]:
    """The codes of the units that a folder or file's name means, found by the longest runs of words that mean one."""
    words = [word for word in SEPARATORS.split(part.rsplit(".", 1)[0]) if word]
    for length in range(min(_MOST_WORDS_OF_A_UNIT, len(words)), 0, -1):
        codes = {code for run in _runs(words, length) if (code := register.find(" ".join(run)))}
        if codes:
            return codes
    return set()


def unit_of_path(path: str, register: UnitRegister) -> str | None:
    """The code of the unit that a path names. None if it names none or several."""
    codes = {code for part in parts_of(path) for code in units_in(part, register)}
    return codes.pop() if len(codes) == 1 else None


def _runs(words: list[str], length: int) -> Iterator[list[str]]:
    """Each run of this many words: of a, b, c with the length 2 a b, b c."""
    for start in range(len(words) - length + 1):
        yield words[start : start + length]
