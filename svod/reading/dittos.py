"""Ditto marks: -//-, —"—, то же. They say of a day or a code what stands above them; of a count they say nothing."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from schemas.element import DataElement
from schemas.spelling import key
from schemas.table import Cell
from svod.reading.book import Grid

At = tuple[int, int]

_MARKS = frozenset("\"“”„‟«»〃'’‘ʼ`´/\\|-–—―−_.,= \N{NO-BREAK SPACE}")
_SAID = ('"', "“", "”", "„", "«", "»", "〃", "''", "’’", "//", "\\\\", "||")
_WORDS = frozenset(map(key, ("то же", "то же самое", "тот же", "та же", "сол", "дәл сол", "дәл солай", "ditto", "same")))


def is_ditto(cell: Cell) -> bool:
    """Whether a cell says no more than what stands above it. Dashes alone say nothing."""
    return type(cell) is str and bool(cell) and _is_ditto(cell)


def find_dittos(grid: Grid, rows: Sequence[int], keyed: Mapping[int, DataElement], spread: Mapping[At, At]) -> dict[At, At]:
    """The ditto marks in the columns of days and codes, each with the cell above that says it, itself or by `spread`."""
    found: dict[At, At] = {}
    for at in (at for at, element in keyed.items() if element.kind in ("code", "date")):
        said: At | None = None
        for number in rows:
            if not is_ditto(grid[number][at]):
                said = (number, at) if grid[number][at] != "" else spread.get((number, at))
            elif said is not None:
                found[number, at] = said
    return found


@lru_cache(maxsize=1 << 12)
def _is_ditto(text: str) -> bool:
    return (_MARKS.issuperset(text) and any(mark in text for mark in _SAID)) or key(text) in _WORDS
