"""The figures of every unit with the region's totals: indicators, and the survey's answers with their shares."""

from collections.abc import Iterator, Sequence

from schemas.basics.texts import Texts
from schemas.declaration.form import Question, Survey
from svod.reports.region_return import total_label
from svod.reports.xlsx.book import summed
from svod.reports.xlsx.consolidated_book import ConsolidatedBook, Look
from svod.reports.xlsx.list_sheet import Column, Figure, ListSheet
from svod.reports.xlsx.provenance_notes import provenance_note

TEXTS = Texts(__package__)


def write_indicators(book: ConsolidatedBook) -> None:
    """Units in official order by indicators, and the sums."""
    report, say, flags = book.report, book.say, book.flags
    indicators = report.form.own_indicators
    columns = [
        Column(say(report.form.cover.elements[report.form.unit_element].labels), width=36),
        Column(say(TEXTS["column.status"]), width=18),
        *(Column(say(indicator.labels), "count", note=say(indicator.meaning)) for indicator in indicators),
    ]
    sheet = ListSheet(book, say(TEXTS["sheet.indicators"]), columns, flags.notes)
    sheet.open_here()
    for unit in report.units:
        values = report.values.get(unit.unit, {})
        sheet.add(
            [
                say(unit.name),
                say(unit.words),
                *(_figure(book, unit.unit, indicator.code, values.get(indicator.code)) for indicator in indicators),
            ]
        )
    totals = [
        sheet.sum_above(at, report.totals.totals[one.code], flags.of_total(one.code), say(report.standing))
        for at, one in enumerate(indicators, 2)
    ]
    sheet.add([say(total_label()), None, *totals], total=True)
    sheet.end()


def _figure(book: ConsolidatedBook, unit: str, indicator: str, value: int | None) -> Figure | None:
    """A unit's figure with its flag and provenance note; None of a unit that has no return."""
    if unit not in book.report.sources:
        return None
    note = provenance_note(book.report, unit, indicator, book.language)
    return Figure(value, flag=book.flags.of_unit(unit, indicator), note=note)


def write_survey(book: ConsolidatedBook) -> None:
    """Questions and answers by the units that put the question: people asked, people who answered so, and their share."""
    survey = book.report.form.survey
    if survey is not None:
        writer = _SurveyWriter(book, survey)
        for question in survey.questions:
            if question.code in book.report.totals.shares:
                writer.write(question)
        writer.end()


class _SurveyWriter:
    """The survey's sheet; its units are those that asked anything."""

    def __init__(self, book: ConsolidatedBook, survey: Survey) -> None:
        say, report = book.say, book.report
        self._book = book
        self._survey = survey
        self._asking = [unit for unit in report.units if report.shares.get(unit.unit)]
        columns = [
            Column(say(TEXTS["column.answer"]), width=50),
            Column(say(total_label()), "count"),
            Column(say(TEXTS["column.share"]), "share"),
            *(Column(say(unit.name), "count", width=14) for unit in self._asking),
        ]
        self._sheet = ListSheet(book, say(TEXTS["sheet.survey"]), columns, book.flags.notes)

    def write(self, question: Question) -> None:
        """The people who were asked a question, and a row for each of its answers."""
        report = self._book.report
        shares = report.totals.shares[question.code]
        of_units = [report.shares[unit.unit].get(question.code, {}) for unit in self._asking]
        bases = [next((share.base for share in answers.values()), None) for answers in of_units]
        asked = self._book.say(TEXTS.fill("asked", question=question.code.labels))
        total, *figures = self._figures(self._survey.base_indicator, bases, max(share.base for share in shares.values()))
        self._sheet.add([asked, total, None, *figures], total=True)
        for answer in question.answers:
            share = shares[answer]
            counts = [answers[answer].respondents if answer in answers else None for answers in of_units]
            look: Look = "share" if question.several else "whole_share"
            percent = Figure(None if share.percent is None else share.percent / 100, look=look)
            total, *figures = self._figures(self._survey.indicator(question.code, answer), counts, share.respondents)
            self._sheet.add([self._book.say(answer.labels), total, percent, *figures])

    def end(self) -> None:
        """After the last question."""
        self._sheet.end()

    def _figures(self, indicator: str, values: Sequence[int | None], total: int) -> Iterator[Figure | None]:
        """The sum over the units, and each unit's figure with its provenance note."""
        book = self._book
        row = self._sheet.row
        yield Figure(total, summed((row, 3), (row, 2 + len(values))), book.flags.of_total(indicator))
        for unit, value in zip(self._asking, values, strict=True):
            yield None if value is None else _figure(book, unit.unit, indicator, value)
