"""Words in the three languages of the region's offices, and how each writes numbers and dates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

Language = Literal["kk", "ru", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


@dataclass(frozen=True, slots=True)
class Text:
    """One text in Kazakh, Russian and English. Raises ValueError where one of the three is empty."""

    kk: str
    ru: str
    en: str

    def __post_init__(self) -> None:
        if not all(self.all):
            raise ValueError(f"a text lacks a language: {self.all}")

    def in_(self, language: Language) -> str:
        """The text in one language."""
        return str(getattr(self, language))

    @property
    def all(self) -> tuple[str, str, str]:
        """The three texts in the order kk, ru, en."""
        return self.kk, self.ru, self.en


def fill(template: Text, values: dict[str, object]) -> Text:
    """Put values into a template's places, each written as the language writes it."""
    return Text(
        *(template.in_(lang).format(**{name: write(value, lang) for name, value in values.items()}) for lang in LANGUAGES)
    )


def joined(sentences: Iterable[Text]) -> Text:
    """Sentences one after the other, in each language."""
    return Text(*map(" ".join, zip(*(one.all for one in sentences), strict=True)))


def write(value: object, language: Language) -> str:
    """A value as running text: no-break spaces between thousands (en: commas), dates as 14.06.2026 (en: 14 June 2026)."""
    match value:
        case Text():
            written = value.in_(language)
        case bool() | str():
            written = str(value)
        case int() | float():
            written = _number(value, language)
        case date():
            written = f"{value:%-d %B %Y}" if language == "en" else f"{value:%d.%m.%Y}"
        case Iterable():
            written = ", ".join(write(part, language) for part in value)
        case _:
            written = str(value)
    return written


def plain(number: float) -> Text:
    """A number without anything between its thousands, as a year is written."""
    text = f"{number:.15g}"
    return Text(text.replace(".", ","), text.replace(".", ","), text)


def _number(value: float, language: Language) -> str:
    text = f"{int(value):,}" if value == value // 1 else f"{value:,.15g}"
    return text if language == "en" else text.replace(",", "\N{NO-BREAK SPACE}").replace(".", ",")
