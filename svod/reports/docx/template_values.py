"""What a report's template may speak of: a report's numbers, days and words, each bound to where it stands in the warehouse.

Nothing in a report may come from anywhere else, so bound numbers can't be turned into text but by who writes the report and
notes what was written.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, Self

from schemas.basics.clock import ZONE
from schemas.basics.text import Language
from schemas.declaration.element import CodeList
from schemas.declaration.form import Question, Table
from schemas.records.period_report import PeriodReport, ReportedRow, UnitStatus
from schemas.records.total import Share
from svod.reports.status_flags import StatusFlags

Source = tuple[str, ...]
"""Where a value stands: ("totals", indicator), ("units", unit, indicator), ("rows", table, unit, sheet, row, element) …"""


class Figure(float):
    """A number and where it stands. It compares and counts like one, but only a report's writer makes text of it."""

    source: Source

    def __new__(cls, value: float, *source: str) -> Self:
        """Bind a number."""
        figure = super().__new__(cls, value)
        figure.source = source
        return figure

    def __str__(self) -> str:
        raise TypeError(f"the number {self!r} of {self.source} is written past the report's writer")


class Words(str):
    """Words that somebody reported, or a unit's name, on one line and without characters that aren't seen."""

    __slots__ = ("source",)
    source: Source

    def __new__(cls, text: str, *source: str) -> Self:
        """Bind words."""
        words = super().__new__(cls, "".join(filter(str.isprintable, " ".join(text.split()))))
        words.source = source
        return words


class Code(str):
    """A code and how its list calls it."""

    __slots__ = ("label",)
    label: str

    def __new__(cls, code: CodeList, language: Language) -> Self:
        """Name a code of a list."""
        named = super().__new__(cls, code.value)
        named.label = code.labels.in_(language)
        return named


@dataclass(frozen=True, slots=True)
class Day:
    """A day and where it stands."""

    date: date
    source: Source

    def __lt__(self, other: "Day") -> bool:
        return self.date < other.date

    def __str__(self) -> str:
        raise TypeError(f"the day {self!r} is written past the report's writer")


class Row:
    """A row of a return: its unit, where it stands, and its values, each bound when it is asked for, as most never are."""

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
                return Code(next(one for one in element.codes if one == code), self._language)
            case str() as text:
                return Words(text, *source)
            case int() | Decimal() as figure if element.kind.is_figure:
                return Figure(float(figure), *source)
            case value:
                return value


class Bound:
    """A report as a template sees it, in one language."""

    def __init__(self, report: PeriodReport, language: Language) -> None:
        self._report = report
        self._language = language
        self._flags = StatusFlags(report)
        self._waived = report.closing.waived if report.closing else ()
        self._units = {unit.unit: self._unit(unit) for unit in report.units}

    def names(self) -> dict[str, object]:
        """Every name that a template may use."""
        report, totals = self._report, self._report.totals
        before, closing, since = report.coverage_before, report.closing, report.since
        moment = totals.as_of and totals.as_of.astimezone(ZONE).date()
        return {
            "state": totals.state,
            "region": Words(report.region.names.in_(self._language), "region"),
            "period": Words(str(report.period), "period"),
            "as_of": _day(moment or report.newest, "as_of"),
            "closed_on": _day(report.closed_at and report.closed_at.astimezone(ZONE).date(), "closed_on"),
            "release": closing and Figure(closing.number, "release"),
            "waiver": Words(closing.reason, "waiver") if closing and closing.reason else None,
            "since": since
            and SimpleNamespace(number=Figure(since.number, "since", "number"), day=_day(since.day, "since", "day")),
            "due": _day(report.form.due(report.period), "due"),
            "coverage": _figures(totals.coverage.model_dump(), "coverage"),
            "totals": _figures(totals.totals, "totals"),
            "before": _figures(report.before, "before"),
            "coverage_before": before and _figures(before.model_dump(), "coverage_before"),
            "changes": list(self._changes()),
            "survey": self._survey(),
            "units": list(self._units.values()),
            "flag": self.flag,
            "rows": self.rows,
            "total": total,
            "number": number,
            "examples": examples,
        }

    def rows(self, table: str, **where: str | Sequence[str]) -> list[Any]:
        """The rows of a table, in official order, whose elements have the value or one of the values asked for."""
        declared = self._report.form.all_tables[table]
        wanted = {name: {values} if isinstance(values, str) else set(values) for name, values in where.items()}
        return [
            Row(declared, row, self._units[row.unit], self._language)
            for row in self._report.rows[table]
            if all(row.values[name] in values for name, values in wanted.items())
        ]

    def flag(self, figure: Figure) -> str:
        """The flag of a total or of a unit's figure; empty where it has none."""
        match figure.source:
            case "totals", indicator:
                return self._flags.of_total(indicator)
            case "units", unit, indicator:
                return self._flags.of_unit(unit, indicator)
        return ""

    def _changes(self) -> Iterator[SimpleNamespace]:
        """The region's totals and the units' figures that differ from the release before."""
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
        label = Words(self._report.form.indicators[indicator].labels.in_(self._language), "indicators", indicator)
        return SimpleNamespace(indicator=label, unit=None if unit is None else self._units[unit], old=old, new=new)

    def _unit(self, unit: UnitStatus) -> SimpleNamespace:
        received = unit.received_at and unit.received_at.astimezone(ZONE).date()
        return SimpleNamespace(
            code=unit.unit,
            level=unit.level,
            name=Words(unit.name.in_(self._language), "units", unit.unit, "name"),
            reported=unit.revision is not None,
            nil=unit.status == "nil",
            late=unit.on_time is False,
            waived=unit.unit in self._waived,
            received_on=_day(received, "units", unit.unit, "received_on"),
            rejected=Figure(unit.rejected, "units", unit.unit, "rejected"),
            figures=_figures(self._values(unit.unit), "units", unit.unit),
        )

    def _values(self, unit: str) -> Mapping[str, int | None]:
        """A unit's figures; all unknown where it has no accepted return."""
        return dict.fromkeys(self._report.form.indicators) | dict(self._report.values.get(unit, {}))

    def _survey(self) -> SimpleNamespace:
        """Each question with its answers, the most frequent first; a question that nobody was asked has none."""
        survey = self._report.form.survey
        return SimpleNamespace(**{one.code.value: self._answers(one) for one in (survey.questions if survey else ())})

    def _answers(self, question: Question) -> list[SimpleNamespace]:
        shares = self._report.totals.shares.get(question.code, {})
        asked = [answer for answer in question.answers if answer in shares and shares[answer].base]
        answers = [self._answer(question.code.value, answer, shares[answer]) for answer in asked]
        return sorted(answers, key=lambda answer: -answer.respondents)

    def _answer(self, question: str, answer: CodeList, share: Share) -> SimpleNamespace:
        return SimpleNamespace(
            answer=Code(answer, self._language),
            **vars(_figures(share.model_dump(), "survey", question, answer.value)),
        )


def total(rows: Iterable[Any], element: str) -> Figure | None:
    """The sum of an element over rows; None where there are rows but no value."""
    chosen = list(rows)
    values = [value for value in (getattr(row, element) for row in chosen) if value is not None]
    if chosen and not values:
        return None
    return Figure(sum(values), "sum", element, *_numbered(chosen))


def number(rows: Iterable[Any]) -> Figure:
    """How many rows or units there are."""
    chosen = list(rows)
    return Figure(len(chosen), "count", *_numbered(chosen))


def examples(rows: Sequence[Any], by: str, order: Iterable[str], most: str) -> list[Any]:
    """One row for each value of `by`, in the order given: the one with most of `most`, of a unit not named yet if there is one.

    Where several have equally much, the first in official order is taken. A value that no row has gives no example.
    """
    chosen: list[Any] = []
    having: dict[str, list[Any]] = {value: [] for value in order}
    for row in rows:
        if (value := getattr(row, by)) in having:
            having[value].append(row)
    for of_value in having.values():
        named = {row.unit.code for row in chosen}
        chosen += sorted(of_value, key=lambda row: (row.unit.code in named, -(getattr(row, most) or 0)))[:1]
    return chosen


def _numbered(chosen: Sequence[Any]) -> Source:
    return tuple("/".join(one.source[1:]) if hasattr(one, "source") else one.code for one in chosen)


def _day(value: date | None, *source: str) -> Day | None:
    return None if value is None else Day(value, source)


def _figures(values: Mapping[str, float | None], *source: str) -> SimpleNamespace:
    return SimpleNamespace(**{name: _figure(value, *source, name) for name, value in values.items()})


def _figure(value: float | None, *source: str) -> Figure | None:
    return None if value is None else Figure(value, *source)
