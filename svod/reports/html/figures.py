"""The indicators on the page: for the region, by unit, and down to the cells that add up to a figure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil

from schemas.basics.cell import column_number
from schemas.basics.exact import Number
from schemas.basics.text import Text
from schemas.basics.texts import Texts
from schemas.declaration.form import Form
from schemas.declaration.indicator import Indicator
from schemas.language.name_key import key
from schemas.records.period_report import Addend, PeriodReport, RevisedFigure, Source, UnitStatus, YearChange
from schemas.records.total import AGGREGATIONS
from schemas.units.tile import Tile, tiles
from svod.reports.hidden import hidden_sign
from svod.reports.status_flags import StatusFlags

TEXTS = Texts(__package__)

_LEVELS = 5
"""How many shades the map has for counts above zero."""


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells of one sheet, for example `F2:F5, F9`."""

    sheet: Text
    ranges: str


@dataclass(frozen=True, slots=True)
class UnitFigure:
    """A figure of one unit.

    `placeholder` is shown instead of a value that is missing or hidden. `width` is the length of the bar in percent. `flag` is
    shown beside the value: see `svod/reports/status_flags.py`.
    """

    status: UnitStatus
    value: Number | None
    placeholder: Text | None
    width: float
    level: int | None
    source: Source | None
    cells: Sequence[Cells]
    flag: str


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator of the region. None in a number means that it is unknown or hidden.

    `given` is the number of units that state the figure. `before` is the total a year earlier, or the sign that it is hidden or
    was computed otherwise. `change` is since then, in the units that stated the figure then too. `resent` is since the previous
    release or, if there is none, through resubmissions, in the units that had reported before. `flag` is beside the total.
    """

    indicator: Indicator
    total: Number | None
    placeholder: Text | None
    given: int
    before: Number | Text | None
    change: YearChange | None
    resent: Number | None
    revised: Sequence[RevisedFigure] | None
    units: Sequence[UnitFigure]
    flag: str

    @property
    def map(self) -> Iterator[tuple[Tile, UnitFigure]]:
        """The units that have a tile on the map, from the top left."""
        by_unit = {figure.status.unit: figure for figure in self.units}
        return ((tile, by_unit[unit]) for unit, tile in tiles().items() if unit in by_unit)


def figures(report: PeriodReport) -> list[Figure]:
    """The form's indicators in official order, except the survey's answers, which are shown with their questions."""
    flags = StatusFlags(report)
    return [_figure(report, indicator, flags) for indicator in report.form.own_indicators]


def cells_of(form: Form, indicator: Indicator, addends: Iterable[Addend]) -> list[Cells]:
    """The cells that add up to a figure, by sheet.

    A sheet's name that the form doesn't know was typed by the clerk, so the form's own name is shown instead.
    """
    declared = form.all_tables[indicator.table].sheet
    return [
        Cells(
            Text(sheet, sheet, sheet) if key(sheet) in form.sheet_keys else declared,
            ranges([addend.cell for addend in of_sheet]),
        )
        for sheet, of_sheet in groupby(sorted(addends, key=lambda addend: addend.sheet), key=lambda addend: addend.sheet)
    ]


def ranges(cells: Iterable[str]) -> str:
    """Cells in A1 notation, with consecutive ones joined: F2, F3, F9, AA4 become `F2:F3, F9, AA4`."""
    places: dict[str, set[int]] = {}
    for cell in cells:
        letters = cell.rstrip("0123456789")
        places.setdefault(letters, set()).add(int(cell[len(letters) :]))
    return ", ".join(
        f"{letters}{start}" if start == end else f"{letters}{start}:{letters}{end}"
        for letters in sorted(places, key=column_number)
        for start, end in _runs(places[letters])
    )


def _runs(rows: set[int]) -> Iterable[tuple[int, int]]:
    """The first and last row of each run of consecutive rows: {2, 3, 9} gives (2, 3) and (9, 9)."""
    starts = sorted(row for row in rows if row - 1 not in rows)
    ends = sorted(row for row in rows if row + 1 not in rows)
    return zip(starts, ends, strict=True)


def _figure(report: PeriodReport, indicator: Indicator, flags: StatusFlags) -> Figure:
    code = indicator.code
    values = {status.unit: report.values_of(status.unit).get(code) for status in report.units}
    total = report.totals.totals[code]
    shown = [value for value in values.values() if value is not None]
    revised = None if code in report.hidden_changes else [figure for figure in report.revised if figure.indicator == code]
    unit_flags = {figure.unit: flags.of_unit(figure.unit, code) for figure in revised or ()}
    return Figure(
        indicator=indicator,
        total=total,
        placeholder=_of_total(indicator, total, is_hidden=report.hides_total(code)),
        given=sum(_is_given(report, status.unit, code) for status in report.sending),
        before=_before(report, code),
        change=report.year_change(code),
        resent=None if revised is None or indicator.aggregation != "sum" else _change_of_resent(revised),
        revised=revised,
        units=[
            _unit(report, indicator, status, max(shown, default=0), unit_flags.get(status.unit, "")) for status in report.units
        ],
        flag="" if total is None else flags.of_total(code),
    )


def _before(report: PeriodReport, indicator: str) -> Number | Text | None:
    if indicator in report.hidden_before:
        return hidden_sign()
    return TEXTS["break"] if indicator in report.breaks else report.before.get(indicator)


def _is_given(report: PeriodReport, unit: str, indicator: str) -> bool:
    """True if a unit's return states an indicator, also if it is hidden."""
    return report.values.get(unit, {}).get(indicator) is not None or (unit, indicator) in report.hidden.units


def _change_of_resent(revised: Iterable[RevisedFigure]) -> Number:
    """The change in the units that had reported before: a unit that reports for the first time changes the coverage."""
    both = (figure for figure in revised if figure.from_revision is not None and figure.to_revision is not None)
    return sum((figure.new or 0) - (figure.old or 0) for figure in both)


def _unit(report: PeriodReport, indicator: Indicator, status: UnitStatus, most: Number, flag: str) -> UnitFigure:
    value = report.values_of(status.unit).get(indicator.code)
    source = report.source_of(status.unit)
    is_hidden = (status.unit, indicator.code) in report.hidden.units
    return UnitFigure(
        status=status,
        value=value,
        placeholder=_placeholder(value, is_hidden=is_hidden) if source or status.below else status.words,
        width=round(float(100 * value / most), 1) if value and most > 0 else 0,
        level=None if value is None else max(0, ceil(value * _LEVELS / most)) if most > 0 else 0,
        source=source,
        cells=cells_of(report.form, indicator, report.addends.get((status.unit, indicator.code), ())),
        flag=flag,
    )


def _of_total(indicator: Indicator, total: Number | None, *, is_hidden: bool) -> Text | None:
    """What is shown instead of a total: also that the units' figures are not added up."""
    return AGGREGATIONS["none"] if indicator.aggregation == "none" else _placeholder(total, is_hidden=is_hidden)


def _placeholder(value: Number | None, *, is_hidden: bool) -> Text | None:
    if is_hidden:
        return hidden_sign()
    return TEXTS["page.not_stated"] if value is None else None
