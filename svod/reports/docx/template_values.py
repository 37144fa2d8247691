"""The values that a report's template may use: numbers, days and words, each bound to its source in the warehouse.

A report must contain nothing else. So converting a bound number to text raises, except in the report's writer, which records
what it wrote.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, Self

from schemas.basics.text import Language
from schemas.declaration.element import CodeList
from schemas.declaration.survey import Question
from schemas.declaration.table import Table
from schemas.records.period_report import PeriodReport, ReportedRow, UnitStatus
from schemas.records.total import Share
from schemas.records.unplaced_return import UnplacedReturn
from svod.reports.hidden import hidden_sign
from svod.reports.status_flags import StatusFlags

Source = tuple[str, ...]
"""The source of a value: ("totals", indicator), ("units", unit, indicator), ("rows", table, unit, sheet, row, element) …"""


class Figure(Decimal):
    """A number with its source. It compares and adds like a number, but only the report's writer may turn it into text."""

    source: Source

    def __new__(cls, value: float | Decimal, *source: str) -> Self:
        """Bind a number. A float is taken as it is written: 0.1 is one tenth."""
        figure = super().__new__(cls, str(value) if isinstance(value, float) else value)
        figure.source = source
        return figure

    def __str__(self) -> str:
        raise TypeError(f"the number {self!r} of {self.source} was not written by the report's writer")


class Words(str):
    """Words that somebody reported, or a unit's name: on one line, without invisible characters."""

    __slots__ = ("source",)
    source: Source

    def __new__(cls, text: str, *source: str) -> Self:
        """Bind words."""
        words = super().__new__(cls, "".join(filter(str.isprintable, " ".join(text.split()))))
        words.source = source
        return words


class Hidden(Words):
    """The sign in place of a hidden figure."""

    __slots__ = ()


class Code(str):
    """A code with its label."""

    __slots__ = ("label",)
    label: str

    def __new__(cls, code: CodeList, language: Language) -> Self:
        """Look up the label of a code."""
        labelled = super().__new__(cls, code.value)
        labelled.label = code.labels.in_(language)
        return labelled


@dataclass(frozen=True, slots=True)
class Day:
    """A day with its source."""

    date: date
    source: Source

    def __lt__(self, other: "Day") -> bool:
        return self.date < other.date

    def __str__(self) -> str:
        raise TypeError(f"the day {self!r} was not written by the report's writer")


class Row:
    """A row of a return with its unit and source. Its values are bound when asked for: most never are."""

    def __init__(self, table: Table, row: ReportedRow, unit: SimpleNamespace, language: Language) -> None:
        self._table, self._row, self._language = table, row, language
        self.unit = unit
        self.source = ("rows", table.code, row.unit, row.sheet, str(row.row))

    def __getattr__(self, name: str) -> object:
        if name not in self._row.values:
            raise AttributeError(name)
        element, source = self._table.elements[name], (*self.source, name)
        match self._row.values[name]:
            case date() as day:
                return Day(day, source)
            case str() as code if element.codes:
                return Code(next(item for item in element.codes if item == code), self._language)
            case str() as text:
                return Words(text, *source)
            case int() | Decimal() as figure if element.kind.is_figure:
                return Figure(figure, *source)
            case value:
                return value


class Bound:
    """A report as its template sees it, in one language."""

    def __init__(self, report: PeriodReport, language: Language) -> None:
        self._report = report
        self._language = language
        self._flags = StatusFlags(report)
        self._waived = report.closing.waived if report.closing else ()
        self._units = {unit.unit: self._unit(unit) for unit in (*report.sending, *report.units)}

    def names(self) -> dict[str, object]:
        """All names that a template may use."""
        report, totals = self._report, self._report.totals
        before, closing, since = report.coverage_before, report.closing, report.since
        moment = totals.as_of and totals.as_of.date()
        return {
            "state": totals.state,
            "region": Words(report.region.names.in_(self._language), "region"),
            "period": Words(str(report.period), "period"),
            "as_of": _day(moment or report.newest, "as_of"),
            "closed_on": _day(report.closed_at and report.closed_at.date(), "closed_on"),
            "release": closing and Figure(closing.number, "release"),
            "waiver": Words(closing.reason, "waiver") if closing and closing.reason else None,
            "since": since
            and SimpleNamespace(number=Figure(since.number, "since", "number"), day=_day(since.day, "since", "day")),
            "due": _day(report.due_date, "due"),
            "coverage": _figures(totals.coverage.model_dump(), "coverage"),
            "totals": self._totals(),
            "hidden_last": _figure(report.hidden.last, "hidden", "last"),
            "before": _figures(report.before, "before"),
            "coverage_before": before and _figures(before.model_dump(), "coverage_before"),
            "changes": list(self._changes()),
            "survey": self._survey(),
            "units": [self._units[unit.unit] for unit in report.units],
            "unplaced": [self._unplaced(file) for file in report.unplaced],
            "flag": self.flag,
            "rows": self.rows,
            "total": total,
            "number": number,
            "examples": examples,
        }

    def rows(self, table: str, **where: str | Sequence[str]) -> list[Any]:
        """The rows of a table, in official order, where each named element has one of the given values."""
        declared = self._report.form.all_tables[table]
        wanted = {name: {values} if isinstance(values, str) else set(values) for name, values in where.items()}
        return [
            Row(declared, row, self._units[row.unit], self._language)
            for row in self._report.rows[table]
            if all(row.values[name] in values for name, values in wanted.items())
        ]

    def flag(self, figure: Figure | Hidden) -> str:
        """The flag of a total or of a unit's figure, or ""."""
        match figure.source:
            case "totals", indicator:
                return self._flags.of_total(indicator)
            case "units", unit, indicator:
                return self._flags.of_unit(unit, indicator)
        return ""

    def _changes(self) -> Iterator[SimpleNamespace]:
        """The region's totals and the units' figures that differ from the previous release."""
        report = self._report
        if report.since:
            for code in report.revised_totals:
                new = report.totals.totals[code]
                yield self._change(code, None, _figure(report.was.get(code), "since", code), _figure(new, "totals", code))
            for figure in report.revised:
                old = _figure(figure.old, "since", figure.unit, figure.indicator)
                yield self._change(
                    figure.indicator, figure.unit, old, _figure(figure.new, "units", figure.unit, figure.indicator)
                )

    def _change(self, indicator: str, unit: str | None, old: Figure | None, new: Figure | None) -> SimpleNamespace:
        form = self._report.form
        label = Words(form.heading_of(form.indicators[indicator]).in_(self._language), "indicators", indicator)
        return SimpleNamespace(indicator=label, unit=None if unit is None else self._units[unit], old=old, new=new)

    def _unit(self, unit: UnitStatus) -> SimpleNamespace:
        received = unit.received_at and unit.received_at.date()
        return SimpleNamespace(
            code=unit.unit,
            level=unit.level,
            name=Words(unit.name.in_(self._language), "units", unit.unit, "name"),
            reported=unit.has_reported,
            nil=unit.status == "nil",
            late=unit.on_time is False,
            waived=unit.unit in self._waived,
            received_on=_day(received, "units", unit.unit, "received_on"),
            rejected=Figure(unit.rejected, "units", unit.unit, "rejected"),
            figures=self._figures_of(unit.unit),
        )

    def _unplaced(self, file: UnplacedReturn) -> SimpleNamespace:
        source = ("unplaced", str(file.submission))
        return SimpleNamespace(
            source=source,
            number=Words(str(file.submission), *source, "submission"),
            unit=file.name and Words(file.name.in_(self._language), *source, "unit"),
            received_on=Day(file.received_at.date(), (*source, "received_at")),
            waived=file.state == "waived",
        )

    def _figures_of(self, unit: str) -> SimpleNamespace:
        """A unit's figures, all None if it has no accepted return."""
        values = dict.fromkeys(self._report.form.indicators) | dict(self._report.values_of(unit))
        hidden = {code: _hidden() for of, code in self._report.hidden.units if of == unit}
        return SimpleNamespace(**vars(_figures(values, "units", unit)) | hidden)

    def _totals(self) -> SimpleNamespace:
        totals = _figures(self._report.totals.totals, "totals")
        return SimpleNamespace(**vars(totals) | {code: _hidden() for _, code in self._report.hidden.totals})

    def _survey(self) -> SimpleNamespace:
        """Each question with its answers, the most frequent first. A question that nobody was asked has no answers."""
        survey = self._report.form.survey
        return SimpleNamespace(
            **{question.code.value: self._answers(question) for question in (survey.questions if survey else ())}
        )

    def _answers(self, question: Question) -> list[SimpleNamespace]:
        shares = self._report.totals.shares.get(question.code, {})
        chosen = [answer for answer in question.answers if answer in shares and shares[answer].base]
        answers = [self._answer(question.code.value, answer, shares[answer]) for answer in chosen]
        return sorted(answers, key=lambda answer: -answer.respondents)

    def _answer(self, question: str, answer: CodeList, share: Share) -> SimpleNamespace:
        return SimpleNamespace(
            answer=Code(answer, self._language),
            **vars(_figures(share.model_dump(), "survey", question, answer.value)),
        )


def total(rows: Iterable[Any], element: str) -> Figure | None:
    """The sum of an element over rows. None if there are rows but no values."""
    row_list = list(rows)
    values = [value for value in (getattr(row, element) for row in row_list) if value is not None]
    if row_list and not values:
        return None
    return Figure(sum(values, Decimal()), "sum", element, *_numbered(row_list))


def number(rows: Iterable[Any]) -> Figure:
    """The number of rows or units."""
    item_list = list(rows)
    return Figure(len(item_list), "count", *_numbered(item_list))


def examples(rows: Sequence[Any], by: str, order: Iterable[str], most: str) -> list[Any]:
    """One row for each value of `by`, in the order given: with the highest `most`, and if possible from a unit not chosen yet.

    Of equal rows the first in official order is taken. A value without rows has no example.
    """
    chosen: list[Any] = []
    rows_by_value: dict[str, list[Any]] = {value: [] for value in order}
    for row in rows:
        if (value := getattr(row, by)) in rows_by_value:
            rows_by_value[value].append(row)
    for candidates in rows_by_value.values():
        used_units = {row.unit.code for row in chosen}
        chosen += sorted(candidates, key=lambda row: (row.unit.code in used_units, -(getattr(row, most) or 0)))[:1]
    return chosen


def _numbered(chosen: Sequence[Any]) -> Source:
    return tuple("/".join(row.source[1:]) if hasattr(row, "source") else row.code for row in chosen)


def _hidden() -> Hidden:
    return Hidden(hidden_sign().en, "hidden")


def _day(value: date | None, *source: str) -> Day | None:
    return None if value is None else Day(value, source)


def _figures(values: Mapping[str, float | Decimal | None], *source: str) -> SimpleNamespace:
    return SimpleNamespace(**{name: _figure(value, *source, name) for name, value in values.items()})


def _figure(value: float | Decimal | None, *source: str) -> Figure | None:
    return None if value is None else Figure(value, *source)
