"""Decides what the next publication hides, at all levels of units."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from schemas.records.suppression import Cell, Decided, Pattern, Published, TotalsAbove
from svod.suppression.choose import Chosen, Figures, Total, choose
from svod.suppression.levels import Levels, settle


@dataclass(frozen=True, slots=True)
class AllFigures:
    """All figures of one indicator.

    `published` has what was published so far by the unit whose total it is, `now` the revisions that count by region (the unit
    whose total they add to first), `values` the figures.
    """

    published: Mapping[str, Published]
    now: Mapping[str, Mapping[str, int]]
    values: Mapping[Cell, int]

    def published_of(self, unit: str) -> Published:
        """What was published of a unit so far."""
        return self.published.get(unit) or Published()


@dataclass
class Decision:
    """Decides about some indicators which count the same element. `order` has the place of each unit in official order."""

    levels: Levels
    figures: Mapping[str, AllFigures]
    parts: Sequence[frozenset[str]]
    order: Mapping[str, int]
    small: int | None
    patterns: dict[str, dict[str, Pattern]] = field(default_factory=dict)
    above: dict[str, TotalsAbove] = field(default_factory=dict)
    _cells: dict[tuple[str, str], frozenset[Cell]] = field(default_factory=dict)

    def decided(self) -> Decided:
        """What the next publication hides of what was never published."""
        for unit in self.levels.topmost:
            settle(self.levels, unit, self._solve, self._is_open)
        return Decided(self.small, self.patterns, self.above)

    def bounded(self) -> list[tuple[str, Cell]]:
        """The hidden figures that can be bounded too closely by what was published, by indicator."""
        found: dict[tuple[str, Cell], None] = {}

        def solve(units: Sequence[str]) -> None:
            asked = {name: self._asked(name, units) for name in self.figures}
            if any(of_indicator.hidden for of_indicator in asked.values()):
                from svod.suppression.problem import Problem

                found.update(((name, cell), None) for name, cell, *_ in Problem(asked, self.parts, {}, None).bounded())

        for unit in self.levels.topmost:
            settle(self.levels, unit, solve, self._is_open)
        return list(found)

    def _solve(self, units: Sequence[str]) -> None:
        """Decide about the regions and totals of some units, unless exactly that was published before."""
        if all(self._is_decided(unit) for unit in units):
            return
        asked = {name: self._asked(name, units, next_totals=True) for name in self.figures}
        chosen = choose(asked, self.parts, self.small, self.order)
        for unit in units:
            if not self._is_decided(unit):
                self._record(unit, chosen)

    def _record(self, unit: str, chosen: Chosen) -> None:
        is_above = bool(self.levels.below(unit))
        hidden = {name: (unit, name) in chosen.totals for name in self.figures}
        changes = {name: _changes(one.published_of(unit).now, one.now.get(unit, {})) for name, one in self.figures.items()}
        if not is_above or any(changes.values()):
            self.patterns[unit] = {
                name: Pattern(
                    counted=changes[name],
                    hidden=[one for one, _ in _new(of_indicator, unit) if one in chosen.units],
                    total=None if is_above else hidden[name],
                )
                for name, of_indicator in self.figures.items()
            }
        if is_above:
            self.above[unit] = TotalsAbove(self._regions(unit), hidden)

    def _regions(self, unit: str) -> list[str]:
        """The regions at or below a unit that have or had figures."""
        return [
            one
            for one in self.levels.at_or_below(unit)
            if any(one in figures.now or figures.published_of(one).now for figures in self.figures.values())
        ]

    def _asked(self, name: str, units: Sequence[str], *, next_totals: bool = False) -> Figures:
        figures = self.figures[name]
        published = {unit: figures.published_of(unit) for unit in units}
        return Figures(
            hidden={cell: small for of_unit in published.values() for cell, small in of_unit.hidden.items()},
            new={unit: _new(figures, unit) for unit in units} if next_totals else {},
            values=figures.values,
            sums={one.cells for of_unit in published.values() for one in of_unit.publications if not one.hidden},
            totals=[self._total(name, unit) for unit in units] if next_totals else [],
        )

    def _total(self, indicator: str, unit: str) -> Total:
        cells = self._counted(indicator, unit)
        before = self.figures[indicator].published_of(unit).hides_total(cells)
        return Total(unit, cells, before, self.levels.below(unit))

    def _counted(self, indicator: str, unit: str) -> frozenset[Cell]:
        """The figures that count at or below a unit."""
        if (indicator, unit) not in self._cells:
            own = self.figures[indicator].now.get(unit, {}).items()
            self._cells[indicator, unit] = frozenset(own).union(
                *(self._counted(indicator, one) for one in self.levels.below(unit))
            )
        return self._cells[indicator, unit]

    def _is_decided(self, unit: str) -> bool:
        """True if the unit's total was published last as the sum of the figures that count now."""
        return all(
            figures.published_of(unit).last == self._counted(name, unit)
            and figures.published_of(unit).now == figures.now.get(unit, {})
            for name, figures in self.figures.items()
        )

    def _is_open(self, unit: str) -> bool:
        """True if a total of the unit was ever hidden, or will be."""
        patterns = self.patterns.get(unit, {}).values()
        return (
            any(one.hidden for figures in self.figures.values() for one in figures.published_of(unit).publications)
            or any(pattern.total for pattern in patterns)
            or (unit in self.above and any(self.above[unit].hidden.values()))
        )


def _new(figures: AllFigures, region: str) -> list[Cell]:
    """The figures of a region that were never published."""
    published = figures.published_of(region)
    return [cell for cell in figures.now.get(region, {}).items() if not published.knows(cell)]


def _changes(before: Mapping[str, int], now: Mapping[str, int]) -> dict[str, int | None]:
    changed = {unit: revision for unit, revision in now.items() if before.get(unit) != revision}
    return {**changed, **dict.fromkeys(unit for unit in before if unit not in now)}
