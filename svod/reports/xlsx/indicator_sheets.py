"""The sheets with the figures of every unit and the region's totals: the indicators, and the survey with its shares."""

from collections.abc import Iterator, Sequence

from schemas.basics.exact import Number
from schemas.basics.texts import Texts
from schemas.declaration.indicator import Indicator
from schemas.declaration.survey import Question, Survey
from schemas.records.total import AGGREGATIONS
from svod.reports.hidden import hidden_note, hidden_sign
from svod.reports.region_return import total_label
from svod.reports.xlsx.book import summed
from svod.reports.xlsx.consolidated_book import ConsolidatedBook, Look
from svod.reports.xlsx.list_sheet import Column, Figure, ListSheet
from svod.reports.xlsx.provenance_notes import provenance_note

TEXTS = Texts(__package__)


def write_indicators(book: ConsolidatedBook) -> None:
    """Units in official order as rows, indicators as columns, and their sums."""
    report, say = book.report, book.say
    indicators = report.form.own_indicators
    columns = [
        Column(say(report.form.cover.elements[report.form.unit_element].labels), width=36),
        Column(say(TEXTS["column.status"]), width=18),
        *(Column(say(report.form.heading_of(indicator)), "count", note=say(indicator.meaning)) for indicator in indicators),
    ]
    legend = filter(None, [*book.flags.notes, hidden_note(report)])
    sheet = ListSheet(book, say(TEXTS["sheet.indicators"]), columns, legend)
    sheet.open_here()
    for unit in report.units:
        values = report.values_of(unit.unit)
        sheet.add(
            [
                say(unit.name),
                say(unit.words),
                *(_figure(book, unit.unit, indicator.code, values.get(indicator.code)) for indicator in indicators),
            ]
        )
    totals = [_total(book, sheet, column, indicator) for column, indicator in enumerate(indicators, 2)]
    sheet.add([say(total_label()), None, *totals], total=True)
    sheet.end()


def _total(book: ConsolidatedBook, sheet: ListSheet, column: int, indicator: Indicator) -> Figure | str:
    """The region's figure, as a formula if it is a sum; what isn't aggregated over units, or is hidden, says so.

    It is no formula if a unit's figure is hidden: Excel would add up the others.
    """
    report, code = book.report, indicator.code
    if indicator.aggregation == "none":
        return book.say(AGGREGATIONS["none"])
    if report.hides_total(code):
        return book.say(hidden_sign())
    total, flag, standing = report.totals.totals[code], book.flags.of_total(code), book.say(report.standing)
    if indicator.aggregation == "sum" and not report.hides_units(code):
        return sheet.sum_above(column, total, flag, standing)
    return Figure(total, flag=flag, note=standing)


def _figure(book: ConsolidatedBook, unit: str, indicator: str, value: Number | None) -> Figure | str | None:
    """A unit's figure with its flag and provenance note, or the sign of a hidden one. None if the unit has no return."""
    source = book.report.source_of(unit)
    if source is None and unit not in book.report.below:
        return None
    if (unit, indicator) in book.report.hidden.units:
        return book.say(hidden_sign())
    note = provenance_note(book.report, unit, indicator, book.language) if source else ""
    return Figure(value, flag=book.flags.of_unit(unit, indicator), note=note)


def write_survey(book: ConsolidatedBook) -> None:
    """Questions and answers as rows: how many people were asked or gave the answer, their share, and the same for each unit."""
    survey = book.report.form.survey
    if survey is not None:
        writer = _SurveyWriter(book, survey)
        for question in survey.questions:
            if question.code in book.report.totals.shares:
                writer.write(question)
        writer.end()


class _SurveyWriter:
    """Writes the survey's sheet. Its columns are the units that asked at least one question."""

    def __init__(self, book: ConsolidatedBook, survey: Survey) -> None:
        say, report = book.say, book.report
        self._book = book
        self._survey = survey
        self._asking = [unit for unit in report.units if report.shares_of(unit.unit)]
        columns = [
            Column(say(TEXTS["column.answer"]), width=50),
            Column(say(total_label()), "count"),
            Column(say(TEXTS["column.share"]), "share"),
            *(Column(say(unit.name), "count", width=14) for unit in self._asking),
        ]
        self._sheet = ListSheet(book, say(TEXTS["sheet.survey"]), columns, book.flags.notes)

    def write(self, question: Question) -> None:
        """Write how many people were asked a question, and a row for each answer."""
        report = self._book.report
        shares = report.totals.shares[question.code]
        shares_by_unit = [report.shares_of(unit.unit).get(question.code, {}) for unit in self._asking]
        bases = [next((share.base for share in answers.values()), None) for answers in shares_by_unit]
        heading = self._book.say(TEXTS.fill("asked", question=question.code.labels))
        total, *figures = self._figures(self._survey.base_indicator, bases, max(share.base for share in shares.values()))
        self._sheet.add([heading, total, None, *figures], total=True)
        for answer in question.answers:
            share = shares[answer]
            counts = [answers[answer].respondents if answer in answers else None for answers in shares_by_unit]
            look: Look = "share" if question.several else "whole_share"
            percent = Figure(None if share.percent is None else share.percent / 100, look=look)
            total, *figures = self._figures(self._survey.indicator(question.code, answer), counts, share.respondents)
            self._sheet.add([self._book.say(answer.labels), total, percent, *figures])

    def end(self) -> None:
        """Finish the sheet after the last question."""
        self._sheet.end()

    def _figures(self, indicator: str, values: Sequence[Number | None], total: Number) -> Iterator[Figure | str | None]:
        """The sum over the units, then each unit's figure with its provenance note."""
        book = self._book
        row = self._sheet.row
        yield Figure(total, summed((row, 3), (row, 2 + len(values))), book.flags.of_total(indicator))
        for unit, value in zip(self._asking, values, strict=True):
            yield None if value is None else _figure(book, unit.unit, indicator, value)
