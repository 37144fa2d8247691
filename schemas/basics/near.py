"""What a mistyped name may mean: the known name that is nearest to it."""

from collections.abc import Iterable
from difflib import get_close_matches

from schemas.basics.text import Text, joined
from schemas.basics.texts import Texts

TEXTS = Texts(__package__)


def nearest_name(name: str, known: Iterable[str]) -> str | None:
    """The known name that a mistyped one is likely to mean. None if there is none like it.

    >>> nearest_name("totls", ["status", "totals"]), nearest_name("totls", ["status"])
    ('totals', None)
    """
    return next(iter(get_close_matches(name.lower(), list(known), n=1)), None)


def with_nearest(message: Text, name: str, known: Iterable[str]) -> Text:
    """The message that there is no such name, with the known name that it may mean."""
    near = nearest_name(name, known)
    return message if near is None else joined(message, TEXTS.fill("nearest", near=near))
