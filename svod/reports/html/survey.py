"""The survey on the page: shares with the number of people asked, and the answers by unit."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from schemas.declaration.element import CodeList
from schemas.declaration.survey import Question, Survey
from schemas.records.period_report import PeriodReport, Source, UnitStatus
from schemas.records.total import Share
from svod.reports.html.figures import Cells, cells_of
from svod.reports.status_flags import StatusFlags


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer and the share of people who gave it."""

    answer: CodeList
    share: Share
    flag: str


@dataclass(frozen=True, slots=True)
class UnitAnswer:
    """The number of people in one unit who gave an answer, and its cells. None if the unit doesn't state it."""

    respondents: int | None
    cells: Sequence[Cells]
    flag: str


@dataclass(frozen=True, slots=True)
class UnitAnswers:
    """The answers of one unit, in the same order as the question's."""

    status: UnitStatus
    source: Source | None
    base: int
    answers: Sequence[UnitAnswer]


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question that was asked: how many people were asked, their answers in the form's order, and the answers by unit."""

    question: Question
    base: int
    answers: Sequence[Answer]
    units: Sequence[UnitAnswers]


def survey(report: PeriodReport) -> list[AskedQuestion]:
    """The questions that at least one unit asked."""
    declared, flags = report.form.survey, StatusFlags(report)
    return [
        _asked(report, declared, question, flags)
        for question in (declared.questions if declared else ())
        if declared and report.totals.shares.get(question.code)
    ]


def _asked(report: PeriodReport, declared: Survey, question: Question, flags: StatusFlags) -> AskedQuestion:
    shares = report.totals.shares[question.code]
    codes = {answer: declared.indicator(question.code, answer) for answer in question.answers if answer in shares}
    answers = [Answer(answer, shares[answer], flags.of_total(code)) for answer, code in codes.items()]
    return AskedQuestion(
        question=question,
        base=max(share.base for share in shares.values()),
        answers=answers,
        units=list(_units(report, question, codes, flags)),
    )


def _units(
    report: PeriodReport, question: Question, codes: Mapping[CodeList, str], flags: StatusFlags
) -> Iterator[UnitAnswers]:
    for status in report.units:
        if shares := report.shares_of(status.unit).get(question.code):
            yield UnitAnswers(
                status=status,
                source=report.source_of(status.unit),
                base=max(share.base for share in shares.values()),
                answers=[
                    UnitAnswer(
                        respondents=shares[answer].respondents if answer in shares else None,
                        cells=_cells(report, code, status.unit),
                        flag=flags.of_unit(status.unit, code),
                    )
                    for answer, code in codes.items()
                ],
            )


def _cells(report: PeriodReport, indicator: str, unit: str) -> Sequence[Cells]:
    return cells_of(report.form, report.form.indicators[indicator], report.addends.get((unit, indicator), ()))
