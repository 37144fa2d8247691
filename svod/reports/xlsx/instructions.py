"""The first sheet of a blank in the place's languages: what colours mean, when and where to send it, how to answer a query."""

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap

from schemas.basics.place import PLACE, Place
from schemas.basics.text import LANGUAGES, Language, Text, joined, plain
from schemas.basics.texts import Texts
from schemas.declaration.form import Form
from schemas.declaration.own_sheets import reference_sheet
from schemas.declaration.period import Period
from schemas.language import kazakh, russian
from svod.reports.xlsx.book import (
    BORDER,
    BROKEN_FILL,
    CLOSED_FILL,
    HEADING_FILL,
    LINE_HEIGHT,
    REQUIRED_FILL,
    Book,
    Properties,
    Sheet,
)

TEXTS = Texts(__package__)

_WIDTH = 62
"""How wide the column of a language is, in characters."""

_LINE: Properties = {"text_wrap": True, "valign": "top"}
_REFERENCE: Properties = {"italic": True, "font_color": "#6B7885"}
_TITLE: Properties = {"bold": True, "font_size": 14}
_HEADING: Properties = {"bold": True, "bottom": 1, "bottom_color": "#B4BEC8"}
_CHARACTERS_OF_TITLE = _WIDTH * 10 // 15


@dataclass(frozen=True, slots=True)
class Sending:
    """When and where a return is handed in: by the working days of a place, and to whom. None is the usual way.

    `languages` are those in which this is said, in their order.
    """

    place: Place = PLACE
    send_to: str | None = None
    languages: tuple[Language, ...] = LANGUAGES


AS_USUAL = Sending()


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """A blank that a clerk is told about. `language` is that of its sheets."""

    form: Form
    unit: Text
    period: Period
    language: Language
    sending: Sending


def write_instructions(book: Book, sheet: Sheet, blank: Blank) -> None:
    """Write the sheet, when the others are written: it explains their colours. Reading passes it over."""
    fills, languages = book.fills, blank.sending.languages
    sheet.set_column(0, len(languages) - 1, _WIDTH)
    for row, (text, look) in enumerate(_lines(blank, fills)):
        for column, language in enumerate(languages):
            sheet.put(row, column, text.in_(language) if text else None, book.style(_LINE, look))
        width = _CHARACTERS_OF_TITLE if look is _TITLE else _WIDTH - 2
        lines = max(len(wrap(text.in_(language), width)) for language in languages) if text else 1
        sheet.set_row(row, LINE_HEIGHT * lines * (1.3 if look is _TITLE else 1))
    sheet.set_up_print(width=len(languages) * _WIDTH)


def _lines(blank: Blank, fills: frozenset[object]) -> Iterator[tuple[Text | None, Properties]]:
    """The lines from top to bottom, each with its look. None is a blank line."""
    yield reference_sheet(), _REFERENCE
    yield blank.form.title, _TITLE
    yield joined(blank.unit, *_period(blank), by=". "), {}
    yield None, {}
    yield TEXTS["instructions.colours"], _HEADING
    for fill, meaning in (
        (REQUIRED_FILL, TEXTS["instructions.required"]),
        (HEADING_FILL, TEXTS["instructions.optional"]),
        (CLOSED_FILL, TEXTS["instructions.closed"]),
        (BROKEN_FILL, TEXTS["instructions.broken"]),
    ):
        if fill in fills:
            yield meaning, {"bg_color": fill, **BORDER}
    if blank.form.survey:
        yield None, {}
        yield TEXTS.fill("instructions.answers", sheet=_sheet(blank, blank.form.survey.table)), {}
    yield None, {}
    yield TEXTS["instructions.when"], _HEADING
    yield _due(blank), {}
    yield None, {}
    yield TEXTS["instructions.where"], _HEADING
    yield (
        TEXTS.fill("instructions.send_to", place=blank.sending.send_to)
        if blank.sending.send_to
        else TEXTS["instructions.as_usual"],
        {},
    )
    if blank.form.explanations:
        yield None, {}
        yield TEXTS["instructions.queries"], _HEADING
        yield TEXTS.fill("instructions.explain", sheet=_sheet(blank, blank.form.explanations.table)), {}


def _sheet(blank: Blank, table: str) -> str:
    """The name of a table's sheet in the blank."""
    return blank.form.all_tables[table].sheet.in_(blank.language)


def _period(blank: Blank) -> Iterator[Text]:
    """The parts of the period as they are on the cover: "Год: 2026", "Квартал: 1"."""
    labels = [blank.form.cover.elements[name].labels for name in blank.form.period_elements]
    for label, number in zip(labels, (blank.period.year, blank.period.number), strict=False):
        yield joined(label, plain(number), by=": ")


def _due(blank: Blank) -> Text:
    """The last day on which the return is on time, as each language writes it in a sentence."""
    due = blank.form.due(blank.period, blank.sending.place)
    days = Text(kazakh.day(due, "ablative"), russian.day(due), f"{due:%-d %B %Y}")
    return TEXTS.fill("instructions.due", day=days)
