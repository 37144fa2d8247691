"""Words in the three languages of the region's offices, and how each writes numbers and dates."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import Field
from pydantic.dataclasses import dataclass

Language = Literal["kk", "ru", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

Words = Annotated[str, Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Text:
    """One text in Kazakh, Russian and English; none of the three may be empty."""

    kk: Words
    ru: Words
    en: Words

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
        *(
            template.in_(lang).format(**{name: write(value, lang) for name, value in values.items()})
            for lang in LANGUAGES
        )
    )


def write(value: object, language: Language) -> str:
    """A value as running text: no-break spaces between thousands (en: commas), dates as 14.06.2026 (en: 14 June 2026)."""
    match value:
        case str():
            return value
        case Text():
            return value.in_(language)
        case bool() | None:
            return str(value)
        case int():
            return f"{value:,}" if language == "en" else f"{value:,}".replace(",", "\N{NO-BREAK SPACE}")
        case float():
            return write(int(value), language) if value.is_integer() else _decimal(value, language)
        case date():
            return f"{value:%-d %B %Y}" if language == "en" else f"{value:%d.%m.%Y}"
        case Iterable():
            return ", ".join(write(part, language) for part in value)
    return str(value)


def _decimal(value: float, language: Language) -> str:
    text = f"{value:,.10g}"
    return text if language == "en" else text.replace(",", "\N{NO-BREAK SPACE}").replace(".", ",")
