"""Chooses what else to hide, so that nobody can compute a hidden figure from everything published so far.

Small counts are hidden. What else is hidden is the solution of an integer linear problem: as little as possible, and only what
was never shown. It is chosen by the units' official order, and by whether a sum of hidden figures could be small, never by how
large a single figure is. So units are taken in groups of at least three as they follow one another: all of a group are hidden
or none, and nobody can tell which of them has the small count. A total is hidden only if hiding what it adds up doesn't help.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from schemas.records.suppression import Cell
from svod.suppression.levels import in_threes


@dataclass(frozen=True, slots=True)
class Total:
    """A total of the next publication, of a unit, and the figures that it adds up.

    `before` says whether the same sum was hidden when it was published before: it stays so. `below` are the units of the
    totals that it adds up.
    """

    unit: str
    cells: frozenset[Cell]
    before: bool | None
    below: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one indicator in some regions.

    `hidden` are those that are, with the threshold then; `new` those of the next publication about which is to be decided, by
    region. `sums` are the totals that were shown before, `totals` those of the next publication.
    """

    hidden: Mapping[Cell, int]
    new: Mapping[str, Sequence[Cell]]
    values: Mapping[Cell, int]
    sums: Collection[frozenset[Cell]]
    totals: Sequence[Total]

    @property
    def all_new(self) -> list[Cell]:
        """The figures about which is to be decided, of all regions."""
        return [cell for of_region in self.new.values() for cell in of_region]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The units whose new figures are hidden, and the hidden totals by unit and indicator."""

    units: frozenset[str]
    totals: frozenset[tuple[str, str]]


def choose(
    figures: Mapping[str, Figures], parts: Sequence[frozenset[str]], small: int | None, order: Mapping[str, int]
) -> Chosen:
    """What the next publication hides of some indicators, by code, which count the same element.

    Counts from 1 to below `small` are small. `parts` are the disjoint sets of rows, each given as the indicators that count
    them. `order` has the place of each unit in the official order.
    """
    groups = _groups(figures, order)
    small_groups = {
        groups[cell[0]]
        for of_indicator in figures.values()
        for cell in of_indicator.all_new
        if small and 1 <= of_indicator.values[cell] < small
    }
    chosen: frozenset[str] = frozenset()
    if small_groups or any(of_indicator.hidden for of_indicator in figures.values()):
        from svod.suppression.problem import Problem

        chosen = Problem(figures, parts, groups, small).solved(small_groups)
    return Chosen(
        frozenset(unit for unit, group in groups.items() if group in chosen),
        frozenset(
            (total.unit, indicator)
            for indicator, of_indicator in figures.items()
            for total in of_indicator.totals
            if (total_of(total.unit, indicator) in chosen if total.before is None else total.before)
        ),
    )


def total_of(unit: str, indicator: str) -> str:
    """The name of the choice to hide a total."""
    return f"total of {indicator} in {unit}"


def _groups(figures: Mapping[str, Figures], order: Mapping[str, int]) -> dict[str, str]:
    """The name of the group of each unit that has a new figure."""
    by_region: dict[str, set[str]] = {}
    for of_indicator in figures.values():
        for region, cells in of_indicator.new.items():
            by_region.setdefault(region, set()).update(unit for unit, _ in cells)
    numbered = enumerate(in_threes(sorted(units, key=order.__getitem__) for units in by_region.values()), 1)
    return {unit: f"group {number}" for number, units in numbered for unit in units}
