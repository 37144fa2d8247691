"""Values that have names: a cell is read by the name that stands in it."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from schemas.basics.cell import Cell, Percent, Scaled, Shown
from schemas.basics.text import Text, quoted
from schemas.declaration.kind import ReadCell, Refusal, Unread
from schemas.language.name_key import in_languages, nearest


def as_text(cell: Cell) -> object:
    """A cell as text, None where nothing shows in it.

    >>> as_text(" Жазғы еңбек "), as_text(7.0), as_text(date(2026, 6, 5)), as_text("  ")
    ('Жазғы еңбек', '7', '05.06.2026', None)
    """
    cell = cell.value if isinstance(cell, Shown) else cell
    match cell:
        case str():
            return cell.strip() or None
        case bool() | Percent() | Scaled():
            return str(cell)
        case float() | int() if cell == cell // 1:
            return str(int(cell))
        case date():
            midnight = not isinstance(cell, datetime) or cell.time() == time()
            return f"{cell:%d.%m.%Y}" if midnight else f"{cell:%d.%m.%Y %H:%M}"
        case float() | time() | timedelta():
            return str(cell)
    return Unread(cell)


def read_by_name(meaning: Callable[[str], object]) -> ReadCell:
    """A function that reads a cell as what its text means; a text without a meaning is unread.

    >>> read = read_by_name({"рейд": "raid"}.get)
    >>> read(" рейд"), read("рейд / рейд"), read("рэйд")
    ('raid', 'raid', Unread(cell='рэйд', meant=None))
    """

    def read(cell: Cell) -> object:
        text = as_text(cell)
        if type(text) is not str:
            return text
        meant = meaning(text)
        if meant is None:
            meant = in_languages(text, meaning)
        return Unread(cell) if meant is None else meant

    return read


def unknown_name(cell: Cell, choices: Sequence[Text]) -> Refusal:
    """The refusal of a cell that names none of the choices; the one most like it is suggested."""
    names, listed = _listed(tuple(choices))
    return Refusal("cell.unknown_code", {"expected": listed}, nearest(str(cell), names))


@lru_cache(maxsize=256)
def _listed(choices: tuple[Text, ...]) -> tuple[tuple[str, ...], Text]:
    """All names of the choices, and the choices as a list in each language."""
    names = tuple(name for choice in choices for name in choice.all)
    return names, quoted(choices)
