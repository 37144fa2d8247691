"""Chooses what else to hide, so that nobody can compute a hidden figure from everything published so far.

Small counts are hidden. What else is hidden is the solution of an integer linear problem: as little as possible, and only what
was never shown. It is chosen by the units' official order, and by whether a sum of hidden figures could be small, never by how
large a single figure is. So units are taken in groups of at least three as they follow one another: all of a group are hidden
or none, and nobody can tell which of them has the small count. A total is hidden only if hiding units doesn't help.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from schemas.records.suppression import Cell, Pattern, Published

_GROUP = 3


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one indicator of a region: what was published, the revisions that count now, and all values."""

    published: Published
    now: Mapping[str, int]
    values: Mapping[Cell, int]

    @property
    def new(self) -> list[str]:
        """The units whose figure was never published."""
        return [unit for unit, revision in self.now.items() if not self.published.knows((unit, revision))]

    @property
    def is_decided(self) -> bool:
        """True if exactly these figures were published last."""
        return self.now == self.published.now


def choose(
    figures: Mapping[str, Figures], parts: Sequence[frozenset[str]], small: int | None, order: Sequence[str]
) -> dict[str, Pattern]:
    """The patterns of the next publication of some indicators of a region which count the same element.

    Counts from 1 to below `small` are small. `parts` are the disjoint sets of rows, each given as the indicators that count
    them. `order` is the units' official order.
    """
    groups = {unit: name for name, units in _groups(figures, order) for unit in units}
    small_groups = {
        groups[unit]
        for of_indicator in figures.values()
        for unit in of_indicator.new
        if small and 1 <= of_indicator.values[unit, of_indicator.now[unit]] < small
    }
    chosen: frozenset[str] = frozenset()
    if small_groups or any(of_indicator.published.hidden for of_indicator in figures.values()):
        from svod.suppression.problem import Problem

        chosen = Problem(figures, parts, groups, small).solved(small_groups)
    return {
        indicator: Pattern(
            counted=_changes(of_indicator),
            hidden=[unit for unit in of_indicator.new if groups[unit] in chosen],
            total=_hides_total(of_indicator, total_of(indicator) in chosen),
        )
        for indicator, of_indicator in figures.items()
    }


def total_of(indicator: str) -> str:
    """The name of the choice to hide an indicator's total."""
    return f"total of {indicator}"


def _groups(figures: Mapping[str, Figures], order: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """The units with new figures in groups of three, as they follow one another. The last one takes the remainder."""
    new = {unit for of_indicator in figures.values() for unit in of_indicator.new}
    units = [unit for unit in order if unit in new]
    starts = range(0, max(len(units) - _GROUP + 1, 1), _GROUP)
    for number, start in zip(count(1), starts, strict=False):
        yield f"group {number}", units[start:] if start == starts[-1] else units[start : start + _GROUP]


def _changes(figures: Figures) -> dict[str, int | None]:
    before = figures.published.now
    changed = {unit: revision for unit, revision in figures.now.items() if before.get(unit) != revision}
    return {**changed, **dict.fromkeys(unit for unit in before if unit not in figures.now)}


def _hides_total(figures: Figures, chosen: bool) -> bool:
    """The same sum stays as it was published, however often it is published again."""
    before = figures.published.hides_total(figures.now.items())
    return chosen if before is None else before
