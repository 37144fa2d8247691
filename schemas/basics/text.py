"""Texts in the three languages of the region's offices, and how each language writes numbers and dates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from string import Formatter
from typing import Literal, get_args

from schemas.basics.exact import digits

Language = Literal["kk", "ru", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_QUOTES: Mapping[Language, tuple[str, str]] = {"kk": ("«", "»"), "ru": ("«", "»"), "en": ("“", "”")}
# Quotes inside quotes: «…„…“…», “…‘…’…”.
_INNER_QUOTES: Mapping[Language, dict[int, str]] = {
    "kk": {ord("«"): "„", ord("»"): "“"},
    "ru": {ord("«"): "„", ord("»"): "“"},
    "en": {ord("“"): "‘", ord("”"): "’", ord('"'): "'"},
}


@dataclass(frozen=True, slots=True)
class Text:
    """A text in Kazakh, Russian and English. Raises ValueError if one of them is empty."""

    kk: str
    ru: str
    en: str

    def __post_init__(self) -> None:
        if not all(self.all):
            raise ValueError(f"a text is missing in a language: {self.all}")

    def in_(self, language: Language) -> str:
        """The text in one language."""
        return str(getattr(self, language))

    @property
    def all(self) -> tuple[str, str, str]:
        """The three texts in the order kk, ru, en."""
        return self.kk, self.ru, self.en


_IN_QUOTES = Text("«{texts}»", "«{texts}»", "“{texts}”")


def fill(template: Text, values: Mapping[str, object]) -> Text:
    """Fill in a template's placeholders, each value as the language writes it.

    A quoted placeholder belongs to the sentence's quotes: quotes inside the value become second-level quotes, and each part of
    a list gets its own pair.

    >>> fill(Text("Титулда «{told}» тұр", "На титуле «{told}»", "The cover says “{told}”"), {"told": "«Үміт» клубы"}).kk
    'Титулда «„Үміт“ клубы» тұр'
    >>> fill(Text("Бос: «{labels}»", "Пусто: «{labels}»", "Blank: “{labels}”"), {"labels": ["Күні", "Түрі"]}).kk
    'Бос: «Күні», «Түрі»'
    """
    return Text(*(_filled(template.in_(language), values, language) for language in LANGUAGES))


def _filled(template: str, values: Mapping[str, object], language: Language) -> str:
    parts = []
    for before, name, between_quotes in _places(template, language):
        parts.append(before)
        if name is not None:
            parts.append(in_quotes(values[name], language) if between_quotes else write(values[name], language))
    return "".join(parts)


@lru_cache(maxsize=1 << 10)
def _places(template: str, language: Language) -> tuple[tuple[str, str | None, bool], ...]:
    """Split a template into placeholders: the text before each, its name, and whether it is between quotes."""
    opening, closing = _QUOTES[language]
    places, depth = [], 0
    for before, name, _, _ in Formatter().parse(template):
        depth += before.count(opening) - before.count(closing)
        places.append((before, name, depth > 0))
    return tuple(places)


def in_quotes(value: object, language: Language) -> str:
    """A value as it is written between quotes. Each part of a list gets its own pair.

    >>> in_quotes("«Үміт» клубы", "kk"), in_quotes(["Күні", "Түрі"], "kk")
    ('„Үміт“ клубы', 'Күні», «Түрі')
    """
    if isinstance(value, Iterable) and not isinstance(value, str):
        opening, closing = _QUOTES[language]
        return f"{closing}, {opening}".join(in_quotes(part, language) for part in value)
    return write(value, language).translate(_INNER_QUOTES[language])


def write(value: object, language: Language) -> str:
    """A value in running text: no-break spaces between thousands (en: commas), dates as 14.06.2026 (en: 14 June 2026).

    >>> write(-6758, "en"), write(Decimal("35.5"), "kk"), write(date(2026, 6, 14), "kk")
    ('−6,758', '35,5', '14.06.2026')
    """
    match value:
        case Text():
            written = value.in_(language)
        case bool() | str():
            written = str(value)
        case int() | float() | Decimal():
            written = _number(value, language)
        case date():
            written = f"{value:%-d %B %Y}" if language == "en" else f"{value:%d.%m.%Y}"
        case Iterable():
            written = ", ".join(write(part, language) for part in value)
        case _:
            written = str(value)
    return written


def quoted(texts: Iterable[Text]) -> Text:
    """The texts separated by commas, each in its own quotes."""
    return fill(_IN_QUOTES, {"texts": tuple(texts)})


def joined(*texts: Text, by: str = " ") -> Text:
    """The texts one after another."""
    return Text(*(by.join(text.in_(language) for text in texts) for language in LANGUAGES))


def plain(number: float | Decimal) -> Text:
    """A number without separators between thousands, like a year."""
    text = digits(number) if isinstance(number, Decimal) else f"{number:.15g}"
    return Text(text.replace(".", ","), text.replace(".", ","), text)


def _number(value: float | Decimal, language: Language) -> str:
    if isinstance(value, Decimal):
        text = f"{Decimal(digits(value)):,f}"
    else:
        text = f"{int(value):,}" if value == value // 1 else f"{value:,.15g}"
    text = text.replace("-", "\N{MINUS SIGN}")
    return text if language == "en" else text.replace(",", "\N{NO-BREAK SPACE}").replace(".", ",")
