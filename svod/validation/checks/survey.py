"""A survey's rows: answers belong to their questions, and are at most, or exactly, as many as the people asked."""

from collections.abc import Iterator

from schemas.checks.catalogue import CHECKS
from schemas.declaration.named_values import unknown_name
from schemas.declaration.survey import Survey
from schemas.records.issue import Issue
from svod.validation.cell_issues import blank, refused
from svod.validation.checks import finds
from svod.validation.typed_return import TypedReturn
from svod.validation.typed_table import TypedTable


def _answers(typed: TypedReturn) -> tuple[Survey, TypedTable] | None:
    """The survey and its rows. None if the form has none, or nobody filled one in."""
    survey = typed.form.survey
    table = typed.tables.get(survey.table) if survey else None
    return (survey, table) if survey and table and len(table) > len(table.unfilled) else None


@finds("cell.unknown_code", refuses=True)
def answers_of_their_question(typed: TypedReturn) -> Iterator[Issue]:
    """Answers that are in the list but don't belong to the row's question."""
    if (found := _answers(typed)) is None:
        return
    survey, table = found
    allowed = {question.code: question.answers for question in survey.questions}
    pairs = zip(table.columns[survey.question], table.columns[survey.answer], strict=True)
    for row, (question, answer) in enumerate(pairs):
        if question is not None and answer is not None and answer not in allowed[question]:
            raw = table.located.columns[survey.answer][row]
            choices = [code.labels for code in allowed[question]]
            yield refused(unknown_name(raw, choices), {**table.place(survey.answer, row), "value": raw})
            table.refuse(survey.answer, row)


@finds("cell.required")
def people_asked(typed: TypedReturn) -> Iterator[Issue]:
    """A survey without the number of people asked."""
    found = _answers(typed)
    if found and typed.cover.first(found[0].base) is None and typed.cover.is_valid(found[0].base, 0):
        yield blank(typed.cover.place(found[0].base, 0))


@finds("survey.exceeds_base")
def answers_within_people_asked(typed: TypedReturn) -> Iterator[Issue]:
    """Answers given by more people than were asked, even if an answer is in several rows."""
    found = _answers(typed)
    base = typed.cover.first(found[0].base) if found else None
    if found is None or base is None:
        return
    survey, table = found
    questions, answers, counts = (table.columns[name] for name in (survey.question, survey.answer, survey.respondents))
    is_once = len(set(zip(questions, answers, strict=True))) == len(table)
    if is_once and max(filter(None, counts), default=0) <= base:
        return
    given: dict[tuple[object, object], int] = {}
    for row, (question, answer, count) in enumerate(zip(questions, answers, counts, strict=True)):
        total = given[question, answer] = given.get((question, answer), 0) + (count or 0)
        if count and total > base and question is not None and answer is not None:
            yield CHECKS["survey.exceeds_base"].issue(**table.place(survey.respondents, row), value=total, base=base)


@finds("survey.sum_mismatch")
def answers_add_up(typed: TypedReturn) -> Iterator[Issue]:
    """Questions with one answer allowed whose answers don't add up to the people asked. The issue is at the last row.

    A return that sums several units' returns may have fewer answers, because some units may not have asked the question.
    """
    found = _answers(typed)
    base = typed.cover.first(found[0].base) if found else None
    if found is None or base is None or found[1].refused.get(found[0].question):
        return
    survey, table = found
    sums_units = typed.unit is not None and typed.unit.consolidates
    sums, last, unsure = _sums(survey, table, base)
    for question in survey.questions:
        total = sums.get(question.code, base)
        differs = total > base if sums_units else total != base
        if not question.several and differs and question.code not in unsure:
            yield CHECKS["survey.sum_mismatch"].issue(
                **table.place(survey.respondents, last[question.code]),
                value=total,
                question=question.code.labels,
                sum=total,
                base=base,
            )


def _sums(survey: Survey, table: TypedTable, base: int) -> tuple[dict[object, int], dict[object, int], set[object]]:
    """By question: the sum of its answers and its last row. Also the questions for which a number is uncertain."""
    refused_rows = table.refused_rows
    sums: dict[object, int] = {}
    last: dict[object, int] = {}
    unsure: set[object] = set()
    pairs = zip(table.columns[survey.question], table.columns[survey.respondents], strict=True)
    for row, (question, count) in enumerate(pairs):
        sums[question] = sums.get(question, 0) + (count or 0)
        last[question] = row
        if row in refused_rows or (count or 0) > base:
            unsure.add(question)
    return sums, last, unsure
