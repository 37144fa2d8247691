"""An office that publishes sensitive figures at all levels night after night, and what an outsider has seen of them."""

from collections.abc import Mapping, Sequence

from schemas.records.suppression import Decided, replayed
from svod.suppression.decide import AllFigures, Decision
from svod.suppression.levels import Levels
from tests.support.attack import bounds

ALONE = (frozenset({"all"}),)
Seen = tuple[str | int, ...]
"""An indicator, a unit and its revision; or a part of such a figure that is never shown."""


class Office:
    """`units` are in official order, each with the region whose total it adds to first; `above` has what is above a region."""

    def __init__(
        self,
        units: Mapping[str, str],
        above: Mapping[str, str | None],
        indicators: Sequence[str] = ("all",),
        parts: Sequence[frozenset[str]] = ALONE,
    ) -> None:
        self.units, self.levels, self.indicators, self.parts = units, Levels(above), indicators, parts
        self.decisions: list[Decided] = []
        self.values: dict[str, dict[tuple[str, int], int]] = {name: {} for name in indicators}
        self.now: dict[str, int] = {}
        self.shown: dict[Seen, int] = {}
        self.totals: list[tuple[list[Seen], int]] = []
        self.small: dict[Seen, int] = {}

    def publish(self, came: Mapping[str, Mapping[str, int] | None], small: int | None) -> Decided:
        """Publish what came in a night: the figures of some units by indicator, or None where a return is withdrawn."""
        for unit, figures in came.items():
            self.now.pop(unit, None)
            if figures is not None:
                revision = 1 + max((number for of, number in next(iter(self.values.values())) if of == unit), default=0)
                self.now[unit] = revision
                for name, value in figures.items():
                    self.values[name][unit, revision] = value
        decided = self.decision(small).decided()
        self.decisions.append(decided)
        self._see(decided, small)
        return decided

    def decision(self, small: int | None) -> Decision:
        """The decision about what counts now."""
        now: dict[str, dict[str, int]] = {}
        for unit, region in self.units.items():
            if unit in self.now:
                now.setdefault(region, {})[unit] = self.now[unit]
        published = replayed(self.decisions)
        asked = {
            name: AllFigures({unit: one for (unit, of), one in published.items() if of == name}, now, self.values[name])
            for name in self.indicators
        }
        return Decision(self.levels, asked, self.parts, {unit: place for place, unit in enumerate(self.units)}, small)

    def _see(self, decided: Decided, small: int | None) -> None:
        published = replayed(self.decisions)
        for name in self.indicators:
            for unit, revision in self.now.items():
                region = self.units[unit]
                if not published[region, name].hidden.get((unit, revision)):
                    self.shown[name, unit, revision] = self.values[name][unit, revision]
                elif unit in decided.patterns.get(region, {})[name].hidden if region in decided.patterns else False:
                    self.small[name, unit, revision] = small or 2
            for unit in self.levels.above:
                regions = self.levels.at_or_below(unit)
                cells = [(one, revision) for one, revision in self.now.items() if self.units[one] in regions]
                if (unit, name) in published and published[unit, name].hides_total(cells) is False:
                    self.totals.append(([(name, *cell) for cell in cells], sum(self.values[name][cell] for cell in cells)))

    def assert_nobody_can_tell(self) -> None:
        """No figure that was ever hidden is bounded closer than 0 to the threshold by all that was published."""
        inside = {(str(unit), int(revision)) for _, unit, revision in self.small}
        parts: list[tuple[Seen, list[Seen]]] = [
            ((name, *cell), [("part", *cell, number) for number, part in enumerate(self.parts) if name in part])
            for name in self.indicators
            for cell in sorted(inside)
            if len(self.parts) > 1
        ]
        found = bounds(self.shown, self.totals, parts)
        for figure, small in self.small.items():
            least, most = found.get(figure, (0, float("inf")))
            assert (least < 1e-6, most > small - 1e-6) == (True, True), (figure, small, least, most)
