"""Which figures are hidden because they could point at a child: decided when a figure is first published, and recorded.

A figure that was hidden stays hidden, and one that was shown stays shown: nobody can take it back.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Self

Cell = tuple[str, int]
"""A unit and the first of its revisions that has the same bytes: revisions with the same bytes have the same figures."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a publication decided about one indicator of the units whose figures add to a region's total first.

    `counted` are the units whose figures count since then, with their revisions; None if none counts any more. `hidden` are
    those of them whose figure is hidden from now on, `total` says whether this publication hides the sum of these figures. It
    is None if the region's total adds other regions' totals too, so that nobody publishes this sum.
    """

    counted: Mapping[str, int | None]
    hidden: Sequence[str]
    total: bool | None


@dataclass(frozen=True, slots=True)
class TotalsAbove:
    """What a publication decided about the totals of a unit above regions.

    `regions` are those whose figures they add up, its own among them if there are any. `hidden` says for each indicator whether
    this publication hides the total.
    """

    regions: Sequence[str]
    hidden: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class Decided:
    """What a publication decided, and the threshold then: counts from 1 to below it are small.

    `patterns` are by region and indicator, `above` are the totals above regions, by unit.
    """

    small: int | None
    patterns: Mapping[str, Mapping[str, Pattern]]
    above: Mapping[str, TotalsAbove] = field(default_factory=dict)

    def written(self) -> str:
        """As it is recorded."""
        recorded = asdict(self)
        return json.dumps({name: recorded[name] for name in recorded if name != "above" or self.above}, ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> Self:
        """Read what was recorded."""
        recorded: dict[str, Any] = json.loads(text)
        patterns = {
            region: {indicator: Pattern(**pattern) for indicator, pattern in of_region.items()}
            for region, of_region in recorded["patterns"].items()
        }
        # It was not recorded before there were levels.
        above = {unit: TotalsAbove(**totals) for unit, totals in recorded.get("above", {}).items()}
        return cls(recorded["small"], patterns, above)


@dataclass(frozen=True, slots=True)
class Publication:
    """The figures that one total adds up, and whether this total is hidden."""

    cells: frozenset[Cell]
    hidden: bool


@dataclass(slots=True)
class Published:
    """All that was published of one indicator and one unit's total. `hidden` has each hidden figure with the threshold then.

    Figures are those that add to the total first. Above regions there may be none, and only the totals are published.
    """

    now: dict[str, int] = field(default_factory=dict)
    publications: list[Publication] = field(default_factory=list)
    shown: set[Cell] = field(default_factory=set)
    hidden: dict[Cell, int] = field(default_factory=dict)

    def add(self, pattern: Pattern, small: int | None) -> None:
        """Add what the next publication decided."""
        threshold = max([*self.hidden.values(), *([small] if small else [])], default=0)
        for unit, revision in pattern.counted.items():
            self.now.pop(unit, None)
            if revision is not None:
                self.now[unit] = revision
        self.hidden |= {(unit, self.now[unit]): threshold for unit in pattern.hidden}
        cells = frozenset(self.now.items())
        self.shown |= cells - self.hidden.keys()
        if pattern.total is not None:
            self.publications.append(Publication(cells, pattern.total))

    @property
    def last(self) -> frozenset[Cell]:
        """The figures that the total published last adds up."""
        return self.publications[-1].cells if self.publications else frozenset()

    def knows(self, cell: Cell) -> bool:
        """True if it was decided whether to hide a figure."""
        return cell in self.shown or cell in self.hidden

    def hides_total(self, cells: Iterable[Cell]) -> bool | None:
        """Whether the total of some figures is hidden. None if it was never published."""
        asked = frozenset(cells)
        return next((publication.hidden for publication in self.publications if publication.cells == asked), None)


def replayed(decisions: Iterable[Decided]) -> dict[tuple[str, str], Published]:
    """All that was published of a form and period, by the unit whose total it is and indicator."""
    published: dict[tuple[str, str], Published] = {}
    for decided in decisions:
        for region, patterns in decided.patterns.items():
            for indicator, pattern in patterns.items():
                published.setdefault((region, indicator), Published()).add(pattern, decided.small)
        for unit, totals in decided.above.items():
            for indicator, is_hidden in totals.hidden.items():
                regions = [published[region, indicator] for region in totals.regions if (region, indicator) in published]
                cells = frozenset(cell for region in regions for cell in region.now.items())
                published.setdefault((unit, indicator), Published()).publications.append(Publication(cells, is_hidden))
    return published


@dataclass(frozen=True, slots=True)
class HiddenFigures:
    """What a report or export leaves out of a form and period.

    `last` is the largest count that was small, None if nothing was ever to be hidden. `revisions` are the hidden figures by
    unit, revision and indicator, `units` those that count, `totals` the hidden totals by region and indicator.
    """

    last: int | None = None
    revisions: frozenset[tuple[str, int, str]] = frozenset()
    units: frozenset[tuple[str, str]] = frozenset()
    totals: frozenset[tuple[str, str]] = frozenset()


NOTHING_HIDDEN = HiddenFigures()
