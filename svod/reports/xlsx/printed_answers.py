"""The rows of a survey that a blank prints: each question with its answers, so that the clerk types only the numbers."""

from textwrap import wrap

from schemas.basics.text import Language
from schemas.declaration.survey import Survey
from schemas.declaration.table import Table
from svod.reports.xlsx.book import BORDER, CLOSED_FILL, LINE_HEIGHT, Book, Properties, Sheet

Pairs = tuple[tuple[str, str], ...]
"""The questions and their answers as the blank writes them, the answers of one question next to each other."""

_WIDEST, _MARGIN = 64, 4
_REPEATED: Properties = {"font_color": "#8A949E"}
_PRINTED: Properties = {"text_wrap": True, "valign": "top", "bg_color": CLOSED_FILL, **BORDER}


def pairs_of(survey: Survey, language: Language) -> Pairs:
    """The questions of a survey with each of their answers."""
    codes = ((question.code, answer) for question in survey.questions for answer in question.answers)
    return tuple((question.labels.in_(language), answer.labels.in_(language)) for question, answer in codes)


def print_answers(book: Book, sheet: Sheet, survey: Survey, table: Table, pairs: Pairs) -> None:
    """Print the rows below the headings."""
    names = list(table.elements)
    question, answer = (names.index(name) for name in (survey.question, survey.answer))
    widths = [min(_WIDEST, _MARGIN + max(map(len, texts))) for texts in zip(*pairs, strict=True)]
    for column, width in zip((question, answer), widths, strict=True):
        sheet.set_column(column, column, width)
    above = ""
    for row, pair in enumerate(pairs, 1):
        for column, element in enumerate(table.elements.values()):
            look: Properties = {"num_format": element.kind.number_format(element), "valign": "top", **BORDER}
            sheet.put(row, column, None, book.style(look))
        sheet.put(row, question, pair[0], book.style(_PRINTED, _REPEATED if pair[0] == above else {}))
        sheet.put(row, answer, pair[1], book.style(_PRINTED))
        sheet.set_row(
            row, LINE_HEIGHT * max(len(wrap(text, width - _MARGIN)) for text, width in zip(pair, widths, strict=True))
        )
        above = pair[0]
