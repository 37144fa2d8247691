"""Values written into the page in all its languages at once."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from markupsafe import Markup, escape

from schemas.basics.text import Language, Text, fill, write
from schemas.basics.texts import Texts

TEXTS = Texts(__package__)


def filled(template: Text, **values: object) -> Text:
    """Fill in a text's placeholders, inside the template."""
    return fill(template, values)


@lru_cache(maxsize=1 << 14)
def say(languages: tuple[Language, ...], value: Text | str | float | Decimal | date | None, *, signed: bool = False) -> Markup:
    """A value in every language of the page; CSS shows the language that the reader chose.

    Texts are marked with their language for screen readers. A number or date is alike in Kazakh and Russian, so it is written
    once for both.
    """
    if value is None:
        return say(languages, TEXTS["page.not_stated"])
    texts = {language: _written(value, language, signed=signed) for language in languages}
    if len(set(texts.values())) == 1:
        return escape(texts[languages[0]])
    if isinstance(value, Text):
        return Markup().join(Markup("<span lang={}>{}</span>").format(*one) for one in texts.items())
    return Markup("<span class=n>{}</span><span class=e>{}</span>").format(texts.get("kk") or texts["ru"], texts["en"])


def _written(value: object, language: Language, *, signed: bool) -> str:
    if isinstance(value, datetime):
        value = value.date()
    text = write(value, language)
    if signed and isinstance(value, int | Decimal):
        return text.replace("-", "\N{MINUS SIGN}") if value <= 0 else f"+{text}"
    return text
