"""The units that the path of a file names, in its folders and its name."""

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePath

from schemas.units.register import UnitRegister
from schemas.units.unit_names import MOST_WORDS, runs

# The name of a folder of one day: "2026-06-14".
_DAY_FOLDER = re.compile(r"\d{4}-\d{2}-\d{2}")

# "Ақжар_ауданы (соңғы).xlsx" has the words Ақжар, ауданы, соңғы.
SEPARATORS = re.compile(r"[\s_,;()]+")


def parts_of(path: str) -> list[str]:
    """The folders and the name of a file, without folders of a day.

    >>> parts_of("2026-06-14/Ақжар/есеп.xlsx")
    ['Ақжар', 'есеп.xlsx']
    """
    return [part for part in path.split("/") if not _DAY_FOLDER.fullmatch(part)]


def units_in(part: str, register: UnitRegister) -> set[str]:
    """The codes of the units that a folder or file's name means.

    They are found by the longest runs of words that mean one that owes returns; else that mean one with others below it.
    """
    words = _words(part)
    return _longest(words, lambda run: filter(None, [register.find(run)])) or _longest(words, register.candidates_above)


def _words(part: str) -> list[str]:
    return [word for word in SEPARATORS.split(part.rsplit(".", 1)[0]) if word]


def _longest(words: Sequence[str], meant: Callable[[str], Iterable[str]]) -> set[str]:
    """What the longest runs of words mean that mean anything."""
    for length in range(min(MOST_WORDS, len(words)), 0, -1):
        if codes := {code for run in runs(words, length) for code in meant(run)}:
            return codes
    return set()


def path_of_given(given: PurePath, register: UnitRegister) -> str:
    """The path under raw/ for a file from elsewhere: its name below those of its folders that name units above others.

    Such a folder may tell which of several units of one name is meant.
    """
    folders = [part for part in given.parent.parts if _longest(_words(part), register.candidates_above)]
    return "/".join([*folders, given.name])


def units_of_path(path: str, register: UnitRegister) -> set[str]:
    """The codes of all units that a path names."""
    return {code for part in parts_of(path) for code in units_in(part, register)}


def unit_of_path(path: str, register: UnitRegister) -> str | None:
    """The code of the unit that owes returns and is named by a path. None if it names none or several."""
    codes = [code for code in units_of_path(path, register) if register.by_code[code].owes_return]
    return codes[0] if len(codes) == 1 else None
