"""The charts of the page: how much was reported for each code and for each day."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from schemas.basics.exact import Number
from schemas.basics.text import Text
from schemas.basics.texts import Texts
from schemas.declaration.element import DataElement
from schemas.declaration.form import Form
from schemas.declaration.table import Table
from schemas.records.period_report import PeriodReport

TEXTS = Texts(__package__)


@dataclass(frozen=True, slots=True)
class CodeBar:
    """The count of one code. `width` is a percentage of the longest bar."""

    label: Text
    count: Number
    width: float


@dataclass(frozen=True, slots=True)
class DayBar:
    """The count of one day. `height` is a percentage of the highest bar."""

    day: date
    count: Number
    height: float


@dataclass(frozen=True, slots=True)
class Chart:
    """The chart of one column. `outside` is what was reported for days before or after those that the form asks about."""

    element: DataElement
    measure: Text
    codes: Sequence[CodeBar] = ()
    days: Sequence[DayBar] = ()
    outside: Number = 0

    @property
    def highest(self) -> DayBar:
        """The day with the highest count, the earliest if several share it."""
        return max(self.days, key=lambda bar: bar.count)


@dataclass(frozen=True, slots=True)
class ChartsOfTable:
    """The charts of one table."""

    table: Table
    charts: Sequence[Chart]


def charts(report: PeriodReport) -> list[ChartsOfTable]:
    """A chart for each column of codes or dates in each list that has rows. The survey's answers have charts of their own."""
    form = report.form
    answers = form.survey.table if form.survey else None
    drawn = [
        ChartsOfTable(table, list(_of_table(report, table)))
        for table in form.tables
        if table.reports and not table.row_element and table.code != answers and report.rows.get(table.code)
    ]
    return [of_table for of_table in drawn if of_table.charts]


def _of_table(report: PeriodReport, table: Table) -> Iterator[Chart]:
    measure = _measure(report.form, table)
    for element in table.elements.values():
        if element.codes or element.is_date:
            counts: dict[object, Number] = defaultdict(int)
            for row in report.rows[table.code]:
                counts[row.values[element.name]] += _count(row.values[measure.name]) if measure else 1
            measure_label = measure.labels if measure else TEXTS["page.rows"]
            yield _by_code(element, measure_label, counts) if element.codes else _by_day(report, element, measure_label, counts)


def _measure(form: Form, table: Table) -> DataElement | None:
    """The element that the bars add up: the table's first one that adds up and isn't sensitive. If none, rows are counted."""
    sensitive = {
        indicator.element for indicator in form.own_indicators if indicator.sensitive and indicator.table == table.code
    }
    summed = (
        element for element in table.elements.values() if element.element.aggregation == "sum" and element.name not in sensitive
    )
    return next(summed, None)


def _count(value: object) -> Number:
    return value if isinstance(value, int | Decimal) else 0


def _by_code(element: DataElement, measure: Text, counts: Mapping[object, Number]) -> Chart:
    assert element.codes is not None
    highest = max(counts.values(), default=0)
    bars = [
        CodeBar(code.labels, counts.get(code.value, 0), _share(counts.get(code.value, 0), highest)) for code in element.codes
    ]
    return Chart(element, measure, codes=sorted(bars, key=lambda bar: -bar.count))


def _by_day(report: PeriodReport, element: DataElement, measure: Text, counts: Mapping[object, Number]) -> Chart:
    first, last = report.form.days(report.period)
    days = [first + timedelta(days=after) for after in range((last - first).days + 1)]
    highest = max((counts.get(day, 0) for day in days), default=0)
    bars = [DayBar(day, counts.get(day, 0), _share(counts.get(day, 0), highest)) for day in days]
    return Chart(element, measure, days=bars, outside=sum(counts.values()) - sum(bar.count for bar in bars))


def _share(count: Number, highest: Number) -> float:
    return round(float(100 * count / highest), 1) if highest else 0
