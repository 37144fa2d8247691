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
    """What a publication decided about one indicator of a region.

    `counted` are the units whose figures count since then, with their revisions; None if none counts any more. `hidden` are
    those of them whose figure is hidden from now on, `total` says whether this publication hides the total.
    """

    counted: Mapping[str, int | None]
    hidden: Sequence[str]
    total: bool


@dataclass(frozen=True, slots=True)
class Decided:
    """The patterns of a publication by region and indicator, and the threshold then: counts from 1 to below it are small."""

    small: int | None
    patterns: Mapping[str, Mapping[str, Pattern]]

    def written(self) -> str:
        """As it is recorded."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> Self:
        """Read what was recorded."""
        recorded: dict[str, Any] = json.loads(text)
        patterns = {
            region: {indicator: Pattern(**pattern) for indicator, pattern in of_region.items()}
            for region, of_region in recorded["patterns"].items()
        }
        return cls(recorded["small"], patterns)


@dataclass(frozen=True, slots=True)
class Publication:
    """The figures that one total adds up, and whether this total is hidden."""

    cells: frozenset[Cell]
    hidden: bool


@dataclass(slots=True)
class Published:
    """All that was published of one indicator of a region. `hidden` has each hidden figure with the threshold then."""

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
        self.publications.append(Publication(cells, pattern.total))

    def knows(self, cell: Cell) -> bool:
        """True if it was decided whether to hide a figure."""
        return cell in self.shown or cell in self.hidden

    def hides_total(self, cells: Iterable[Cell]) -> bool | None:
        """Whether the total of some figures is hidden. None if it was never published."""
        asked = frozenset(cells)
        return next((publication.hidden for publication in self.publications if publication.cells == asked), None)


def replayed(decisions: Iterable[Decided]) -> dict[tuple[str, str], Published]:
    """All that was published of a form and period, by region and indicator."""
    published: dict[tuple[str, str], Published] = {}
    for decided in decisions:
        for region, patterns in decided.patterns.items():
            for indicator, pattern in patterns.items():
                published.setdefault((region, indicator), Published()).add(pattern, decided.small)
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
