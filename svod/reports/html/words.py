"""Values written into the page in all three languages at once."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from markupsafe import Markup, escape

from schemas.basics.text import LANGUAGES, Text, fill, write
from schemas.basics.texts import Texts

TEXTS = Texts(__package__)


def filled(template: Text, **values: object) -> Text:
    """Fill in a text's placeholders, inside the template."""
    return fill(template, values)


@lru_cache(maxsize=1 << 14)
def say(value: Text | str | float | Decimal | date | None, *, signed: bool = False) -> Markup:
    """A value in every language; CSS shows the language that the reader chose.

    Texts are marked with their language for screen readers. A number or date is alike in Kazakh and Russian, so it is written
    once for both.
    """
    if value is None:
        return say(TEXTS["page.not_stated"])
    kk, ru, en = (_written(value, language, signed=signed) for language in LANGUAGES)
    if kk == ru == en:
        return escape(kk)
    if kk == ru and not isinstance(value, Text):
        return Markup("<span class=n>{}</span><span class=e>{}</span>").format(kk, en)
    return Markup("<span lang=kk>{}</span><span lang=ru>{}</span><span lang=en>{}</span>").format(kk, ru, en)


def _written(value: object, language: str, *, signed: bool) -> str:
    if isinstance(value, datetime):
        value = value.date()
    text = write(value, language)  # type: ignore[arg-type]
    if signed and isinstance(value, int | Decimal):
        return text.replace("-", "\N{MINUS SIGN}") if value <= 0 else f"+{text}"
    return text
