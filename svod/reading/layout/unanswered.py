"""Find the rows of a survey that a blank has printed, a question with one of its answers, and that nobody filled in."""

from collections.abc import Iterator

from schemas.basics.cell import Cell
from schemas.declaration.element import DataElement
from schemas.language.name_key import key
from svod.reading.layout.context import TableSheet
from svod.reading.layout.fill_down import merged_downwards

_PRINTED_CELLS = 2


def unanswered_rows(sheet: TableSheet) -> Iterator[int]:
    """Yield the rows without a number of a sheet in which a blank has printed the answers: they say nothing.

    Only the first row of an answer is printed. The clerk wrote a second one, and forgot its number.
    """
    survey, at = sheet.form.survey, sheet.headings.positions
    if (
        survey is None
        or survey.table != sheet.table.code
        or not {survey.question, survey.answer, survey.respondents} <= at.keys()
    ):
        return
    first, number_at = sheet.headings.last + 1, at[survey.respondents]
    bare = {
        number
        for number, filled in enumerate(sheet.filled[first:], first)
        if filled == _PRINTED_CELLS and sheet.grid[number][number_at] == ""
    }
    if not bare:
        return
    question, answer = (sheet.table.elements[name] for name in (survey.question, survey.answer))
    printed = {(each.code, code) for each in survey.questions for code in each.answers}
    merged = merged_downwards(sheet.grid, sheet.merged, sheet.headings)
    for number, row in enumerate(sheet.grid[first:], first):
        pair = _code(row[at[question.name]], question), _code(row[at[answer.name]], answer)
        if pair in printed:
            printed.remove(pair)
            if number in bare and (number, number_at) not in merged:
                yield number


def _code(cell: Cell, element: DataElement) -> str | None:
    return element.code_keys.get(key(cell)) if type(cell) is str else None
