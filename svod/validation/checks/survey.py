"""The rules of a survey: an answer belongs to its question, answers are at most, or exactly, the people asked."""

from collections.abc import Iterator

from schemas.checks.catalogue import CHECKS
from schemas.declaration.form import Form, Survey
from schemas.declaration.named_values import unknown_name
from schemas.records.issue import Issue
from svod.validation.cell_issues import must_be_filled_in, refused
from svod.validation.typed_table import Judged, Tables


def check_survey(form: Form, survey: Survey, tables: Tables, *, pooled: bool = False) -> list[Issue]:
    """Every issue of the survey's rows. With `pooled` they are of several units, which need not have put the same questions."""
    judged = tables.get(survey.table)
    if judged is None or len(judged) == len(judged.unfilled):
        return []
    issues = _answers(survey, judged)
    cover = tables[form.cover.code]
    base = cover.first(survey.base)
    if base is None:
        return [*issues, *_base_required(form, survey, cover)]
    issues.extend(_above_base(survey, judged, base))
    issues.extend(_sums(survey, judged, base, pooled=pooled))
    return issues


def _above_base(survey: Survey, judged: Judged, base: int) -> Iterator[Issue]:
    """Answers given by more people than were asked, also where one answer stands in several rows."""
    given: dict[tuple[object, object], int] = {}
    columns = (judged.columns[name] for name in (survey.question, survey.answer, survey.respondents))
    for row, (question, answer, count) in enumerate(zip(*columns, strict=True)):
        total = given[question, answer] = given.get((question, answer), 0) + (count or 0)
        if count and total > base and question is not None and answer is not None:
            cell = judged.located.cell(survey.respondents, row)
            yield CHECKS["survey.exceeds_base"].issue(sheet=judged.sheet, cell=cell, value=total, base=base)


def _base_required(form: Form, survey: Survey, cover: Judged) -> list[Issue]:
    if not cover.valid(survey.base, 0):
        return []
    element = form.cover.elements[survey.base]
    at = {"sheet": cover.sheet, "cell": cover.located.cell(survey.base, 0)}
    return [CHECKS["cell.required"].issue(**at, column=element.labels, step=must_be_filled_in())]


def _answers(survey: Survey, judged: Judged) -> list[Issue]:
    """Answers that are in the list but not of the row's question."""
    allowed = {question.code: question.answers for question in survey.questions}
    issues: list[Issue] = []
    pairs = zip(judged.columns[survey.question], judged.columns[survey.answer], strict=True)
    for row, (question, answer) in enumerate(pairs):
        if question is not None and answer is not None and answer not in allowed[question]:
            element = judged.table.elements[survey.answer]
            raw = judged.located.columns[survey.answer][row]
            at: dict[str, object] = {
                "sheet": judged.sheet,
                "cell": judged.located.cell(survey.answer, row),
                "value": raw,
                "column": element.labels,
            }
            issues.append(refused(unknown_name(raw, [code.labels for code in allowed[question]]), at))
            judged.refuse(survey.answer, row)
    return issues


def _sums(survey: Survey, judged: Judged, base: int, *, pooled: bool) -> Iterator[Issue]:
    """Questions with one answer allowed whose answers don't add up to the people asked; told at their last row."""
    if judged.refused.get(survey.question):
        return
    refused = set().union(*judged.refused.values())
    sums: dict[object, int] = {}
    last: dict[object, int] = {}
    unsure: set[object] = set()
    pairs = zip(judged.columns[survey.question], judged.columns[survey.respondents], strict=True)
    for row, (question, count) in enumerate(pairs):
        sums[question] = sums.get(question, 0) + (count or 0)
        last[question] = row
        if row in refused or (count or 0) > base:
            unsure.add(question)
    for question in survey.questions:
        total = sums.get(question.code, base)
        if not question.several and (total > base if pooled else total != base) and question.code not in unsure:
            yield CHECKS["survey.sum_mismatch"].issue(
                sheet=judged.sheet,
                cell=judged.located.cell(survey.respondents, last[question.code]),
                value=total,
                question=question.code.labels,
                sum=total,
                base=base,
            )
