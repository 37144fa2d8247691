"""Names of sheets that Excel takes."""

import re
from collections.abc import Collection
from itertools import chain, count

_NOT_IN_NAMES = re.compile(r"[][:*?/\\]")
_LONGEST = 31


def free_sheet_name(name: str, taken: Collection[str]) -> str:
    """The name for a new sheet. Excel allows 31 characters, not all of them, and no equal names.

    >>> free_sheet_name("Іс-шаралар / Мероприятия", ["іс-шаралар   мероприятия"])
    'Іс-шаралар   Мероприятия (2)'
    """
    allowed, folded = _NOT_IN_NAMES.sub(" ", name), {other.casefold() for other in taken}
    endings = chain([""], (f" ({number})" for number in count(2)))
    names = (allowed[: _LONGEST - len(ending)].strip(" '") + ending for ending in endings)
    return next(candidate for candidate in names if candidate.casefold() not in folded)
