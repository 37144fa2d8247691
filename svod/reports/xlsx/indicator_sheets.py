"""The figures of every unit with the region's totals: indicators, and the survey's answers with their shares."""

from collections.abc import Sequence

from openpyxl.utils import get_column_letter

from schemas.basics.text import Text, fill
from schemas.declaration.form import Question, Survey
from svod.reports.region_return import TOTAL
from svod.reports.xlsx.consolidated_book import Look, Target
from svod.reports.xlsx.list_sheet import Aside, Column
from svod.reports.xlsx.provenance_notes import passport

_INDICATORS = Text("Көрсеткіштер", "Показатели", "Indicators")
_STATUS = Text("Күйі", "Состояние", "Status")
_SURVEY = Text("Сауалнама үлестері", "Доли ответов", "Survey shares")
_ANSWER = Text("Сұрақ, жауап", "Вопрос, ответ", "Question, answer")
_SHARE = Text("Үлесі", "Доля", "Share")
_ASKED = Text("{question} (сұралғаны)", "{question} (опрошено)", "{question} (people asked)")


def write_indicators(target: Target) -> None:
    """Units in official order by indicators, and the sums."""
    edition, say = target.edition, target.say
    indicators = edition.form.own_indicators
    columns = [
        Column(say(edition.form.cover.elements[edition.form.unit_element].labels), width=36),
        Column(say(_STATUS), width=18),
        *(Column(say(one.labels), "count", note=say(one.meaning)) for one in indicators),
    ]
    sheet = Aside(target, say(_INDICATORS), columns, target.marks.notes)
    for unit in edition.units:
        values = edition.values.get(unit.unit, {})
        row = sheet.add([say(unit.name), say(unit.words), *(values.get(one.code) for one in indicators)])
        if unit.unit in edition.sources:
            for at, one in enumerate(indicators, 3):
                sheet.note(row, at, passport(edition, unit.unit, one.code, target.language))
                sheet.mark(row, at, target.marks.of_unit(unit.unit, one.code))
    totals = {at: edition.totals.totals[one.code] for at, one in enumerate(indicators, 3)}
    row = sheet.add_totals(say(TOTAL), totals)
    for at, one in enumerate(indicators, 3):
        sheet.note(row, at, say(edition.standing))
        sheet.mark(row, at, target.marks.of_total(one.code))
    sheet.end()


def write_survey(target: Target) -> None:
    """Questions and answers by the units that put the question: people asked, people who answered so, and their share."""
    survey = target.edition.form.survey
    if survey is not None:
        writer = _SurveyWriter(target, survey)
        for question in survey.questions:
            if question.code in target.edition.totals.shares:
                writer.write(question)
        writer.end()


class _SurveyWriter:
    """The survey's sheet; its units are those that asked anything."""

    def __init__(self, target: Target, survey: Survey) -> None:
        say, edition = target.say, target.edition
        self._target = target
        self._survey = survey
        self._asking = [unit for unit in edition.units if edition.shares.get(unit.unit)]
        columns = [
            Column(say(_ANSWER), width=50),
            Column(say(TOTAL), "count"),
            Column(say(_SHARE), "share"),
            *(Column(say(unit.name), "count", width=14) for unit in self._asking),
        ]
        self._sheet = Aside(target, say(_SURVEY), columns, target.marks.notes)

    def write(self, question: Question) -> None:
        """The people who were asked a question, and a row for each of its answers."""
        say, edition = self._target.say, self._target.edition
        shares = edition.totals.shares[question.code]
        of_units = [edition.shares[unit.unit].get(question.code, {}) for unit in self._asking]
        bases = [next((share.base for share in answers.values()), None) for answers in of_units]
        asked = say(fill(_ASKED, {"question": question.code.labels}))
        row = self._sheet.add([asked, None, None, *bases], total=True)
        self._add_up(row, self._survey.base_indicator, bases, max(share.base for share in shares.values()))
        for answer in question.answers:
            share = shares[answer]
            counts = [answers[answer].respondents if answer in answers else None for answers in of_units]
            percent = None if share.percent is None else share.percent / 100
            look: Look = "share" if question.several else "whole_share"
            row = self._sheet.add([say(answer.labels), None, percent, *counts], {3: look})
            self._add_up(row, self._survey.indicator(question.code, answer), counts, share.respondents)

    def end(self) -> None:
        """After the last question."""
        self._sheet.end()

    def _add_up(self, row: int, indicator: str, values: Sequence[int | None], total: int) -> None:
        """The sum over the units, and the passport of each unit's figure."""
        first, last = get_column_letter(4), get_column_letter(3 + len(values))
        marks = self._target.marks
        self._sheet.calculate(row, 2, f"SUM({first}{row}:{last}{row})", total)
        self._sheet.mark(row, 2, marks.of_total(indicator))
        for at, (unit, value) in enumerate(zip(self._asking, values, strict=True), 4):
            if value is not None:
                self._sheet.note(row, at, passport(self._target.edition, unit.unit, indicator, self._target.language))
                self._sheet.mark(row, at, marks.of_unit(unit.unit, indicator))
