"""The integer linear problem of what else to hide, solved with cuts.

Each choice is 0 or 1. Where an outsider can bound a figure too closely, the duals of his linear problem say which choices could
help and by how much. This becomes a row of the integer problem, until no figure can be bounded too closely any more.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import numpy as np
from highspy import HighsVarType

from schemas.records.suppression import Cell
from svod.suppression.choose import Figures, total_of
from svod.suppression.outsider import TOLERANCE, Figure, Gap, Outsider, Solver, Sum

_ENOUGH = 1 - 1e-6


class Problem:
    """What may be hidden with a publication, and what must be protected."""

    def __init__(
        self,
        figures: Mapping[str, Figures],
        parts: Sequence[frozenset[str]],
        groups: Mapping[str, str],
        small: int | None,
    ) -> None:
        self._columns: list[Figure] = []
        self._sums: list[Sum] = []
        self._costs: dict[str, float] = {}
        self._at: dict[tuple[str, Cell], int] = {}
        for group in groups.values():
            self._costs[group] = self._costs.get(group, 0) + 1
        for indicator, of_indicator in figures.items():
            self._add_figures(indicator, of_indicator, groups, small)
            self._add_totals(indicator, of_indicator, groups)
        if len(parts) > 1:
            self._add_parts(figures, parts)
        self.outsider = Outsider(self._columns, self._sums)

    def solved(self, must: Collection[str]) -> frozenset[str]:
        """The choices to hide, at the least cost. Those that must be hidden are among them."""
        names = list(self._costs)
        solver = Solver()
        for name in names:
            solver.addVar(1.0 if name in must else 0.0, 1.0)
            solver.changeColCost(names.index(name), self._costs[name])
            solver.changeColIntegrality(names.index(name), HighsVarType.kInteger)
        chosen, hopeless = frozenset(must), set[int]()
        while gaps := self.outsider.gaps(chosen, hopeless):
            for gap in gaps:
                # A figure that even hiding everything would not protect was given away before there was a threshold.
                if sum(gap.gains.values()) < _ENOUGH:
                    hopeless.add(gap.figure)
                else:
                    self._add_cut(solver, names, gap)
            solver.run()
            chosen = frozenset(name for name, value in zip(names, solver.getSolution().col_value, strict=True) if value > 1 / 2)
        return chosen

    def bounded(self) -> list[tuple[str, Cell, float, float]]:
        """The hidden figures that an outsider can bound closer than 0 to their threshold: indicator, cell, least and most."""
        found = self.outsider.bounds(())
        return [
            (*key, *found[at])
            for key, at in self._at.items()
            if at in found and (found[at][0] > TOLERANCE or found[at][1] < (self._columns[at].small or 0) - TOLERANCE)
        ]

    def _add_cut(self, solver: Solver, names: Sequence[str], gap: Gap) -> None:
        """If the figure is hidden, what the other choices bring has to make up for what is missing."""
        row = {names.index(name): gain for name, gain in gap.gains.items()}
        needed = _ENOUGH
        if choice := self._columns[gap.figure].choice:
            row[names.index(choice)], needed = -_ENOUGH, 0.0
        solver.addRow(needed, solver.inf, len(row), np.array(list(row)), np.array(list(row.values())))

    def _add_figures(self, indicator: str, figures: Figures, groups: Mapping[str, str], small: int | None) -> None:
        for cell, threshold in figures.hidden.items():
            if cell in figures.values:
                self._add(indicator, cell, Figure(figures.values[cell], small=threshold))
        threshold = max([*figures.hidden.values(), *([small] if small else [])], default=0)
        for cell in figures.all_new:
            self._add(indicator, cell, Figure(figures.values[cell], groups[cell[0]], threshold))

    def _add(self, indicator: str, cell: Cell, figure: Figure) -> None:
        self._at[indicator, cell] = len(self._columns)
        self._columns.append(figure)

    def _add_totals(self, indicator: str, figures: Figures, groups: Mapping[str, str]) -> None:
        """Every total published before, and the next ones. Hiding one costs more than hiding all that it adds up."""
        sums = {tuple(sorted(self._unknown(indicator, cells))) for cells in figures.sums if cells <= figures.values.keys()}
        self._sums += [self._sum(unknown) for unknown in sorted(sums) if unknown]
        for total in reversed(figures.totals):
            if total.before is not None:
                continue
            name = total_of(total.unit, indicator)
            below = (self._costs.get(total_of(unit, indicator), 0) for unit in total.below)
            self._costs[name] = 1 + sum(unit in groups for unit, _ in total.cells) + sum(below)
            self._columns.append(Figure(0, name, lower=-sum(figures.values[cell] for cell in total.cells)))
            unknown = self._sum(self._unknown(indicator, total.cells))
            self._sums.append(Sum({**unknown.figures, len(self._columns) - 1: -1}, unknown.result))

    def _unknown(self, indicator: str, cells: Iterable[Cell]) -> Iterator[int]:
        """The positions of those figures that are not shown already, in a fixed order."""
        return (self._at[indicator, cell] for cell in sorted(cells) if (indicator, cell) in self._at)

    def _sum(self, unknown: Collection[int] | Iterator[int]) -> Sum:
        positions = list(unknown)
        return Sum(dict.fromkeys(positions, 1), sum(self._columns[at].value for at in positions))

    def _add_parts(self, figures: Mapping[str, Figures], parts: Sequence[frozenset[str]]) -> None:
        """Indicators that count some of the same rows: each is the sum of parts that nobody publishes."""
        for cell in dict.fromkeys(cell for _, cell in self._at):
            stated = {name: of_indicator for name, of_indicator in figures.items() if cell in of_indicator.values}
            first = len(self._columns)
            # The value of a part is not known here, and not needed: it is never shown.
            self._columns += [Figure(0) for _ in parts]
            for name, of_indicator in stated.items():
                own = {first + number: 1 for number, part in enumerate(parts) if name in part}
                at = self._at.get((name, cell))
                known = of_indicator.values[cell]
                self._sums.append(Sum(own, known) if at is None else Sum({**own, at: -1}, 0))
