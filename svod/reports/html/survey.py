"""The survey as the page shows it: shares with their base, and the answers of each unit that asked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from schemas.declaration.element import CodeList
from schemas.declaration.form import Question, Survey
from schemas.records.period_report import Edition, Source, UnitStatus
from schemas.records.total import Share
from svod.reports.html.figures import Cells, cells_of
from svod.reports.status_flags import Marks


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer and how many of the people asked gave it."""

    answer: CodeList
    share: Share
    flag: str


@dataclass(frozen=True, slots=True)
class UnitAnswer:
    """How many people gave an answer in one unit, None where it does not say, and the cells that say so."""

    respondents: int | None
    cells: Sequence[Cells]
    flag: str


@dataclass(frozen=True, slots=True)
class UnitAnswers:
    """The answers of one unit, in the order of the question's."""

    status: UnitStatus
    source: Source
    base: int
    answers: Sequence[UnitAnswer]


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question that was put: the people asked, their answers in the form's order, and those of each unit."""

    question: Question
    base: int
    answers: Sequence[Answer]
    units: Sequence[UnitAnswers]


def survey(edition: Edition) -> list[AskedQuestion]:
    """The questions that any unit put."""
    declared, marks = edition.form.survey, Marks(edition)
    return [
        _asked(edition, declared, question, marks)
        for question in (declared.questions if declared else ())
        if declared and edition.totals.shares.get(question.code)
    ]


def _asked(edition: Edition, declared: Survey, question: Question, marks: Marks) -> AskedQuestion:
    shares = edition.totals.shares[question.code]
    codes = {answer: declared.indicator(question.code, answer) for answer in question.answers if answer in shares}
    answers = [Answer(answer, shares[answer], marks.of_total(code)) for answer, code in codes.items()]
    return AskedQuestion(
        question=question,
        base=max(share.base for share in shares.values()),
        answers=answers,
        units=list(_units(edition, question, codes, marks)),
    )


def _units(edition: Edition, question: Question, codes: Mapping[CodeList, str], marks: Marks) -> Iterator[UnitAnswers]:
    for status in edition.units:
        if shares := edition.shares.get(status.unit, {}).get(question.code):
            yield UnitAnswers(
                status=status,
                source=edition.sources[status.unit],
                base=max(share.base for share in shares.values()),
                answers=[
                    UnitAnswer(
                        respondents=shares[answer].respondents if answer in shares else None,
                        cells=_cells(edition, code, status.unit),
                        flag=marks.of_unit(status.unit, code),
                    )
                    for answer, code in codes.items()
                ],
            )


def _cells(edition: Edition, indicator: str, unit: str) -> Sequence[Cells]:
    return cells_of(edition.form, edition.form.indicators[indicator], edition.addends.get((unit, indicator), ()))
