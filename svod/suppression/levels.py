"""The units that have totals, as they stand above one another, and which of their totals have to be looked at together."""

from collections.abc import Callable, Iterable, Mapping, Sequence


class Levels:
    """Units with totals, each with the one above it; None at the top."""

    def __init__(self, above: Mapping[str, str | None]) -> None:
        self.above = above
        self._below: dict[str | None, list[str]] = {}
        for unit, parent in above.items():
            self._below.setdefault(parent, []).append(unit)

    @property
    def topmost(self) -> Sequence[str]:
        """The units that nothing is above."""
        return self._below.get(None, ())

    def below(self, unit: str) -> Sequence[str]:
        """The units with totals directly below one."""
        return self._below.get(unit, ())

    def at_or_below(self, unit: str) -> list[str]:
        """A unit and all units with totals below it."""
        return [unit, *(one for child in self.below(unit) for one in self.at_or_below(child))]


def settle(levels: Levels, unit: str, solve: Callable[[Sequence[str]], None], is_open: Callable[[str], bool]) -> None:
    """Solve for the totals at or below a unit, from the bottom upwards, as few together as possible.

    While all totals of a unit are shown, those above tell nothing about its figures that its own doesn't tell. Where one
    was ever hidden (`is_open`), the total above could give it away, and all below that are solved anew together.
    """

    def visit(unit: str) -> bool:
        opened = [visit(child) for child in levels.below(unit)]
        solve(levels.at_or_below(unit) if any(opened) else [unit])
        return is_open(unit)

    visit(unit)


def in_threes(units: Iterable[Sequence[str]], fewest: int = 3) -> list[list[str]]:
    """Units in groups of at least three as they follow one another, of one region each as far as possible.

    >>> in_threes([["a", "b", "c", "d"], ["e"], ["f", "g"]])
    [['a', 'b', 'c', 'd'], ['e', 'f', 'g']]
    """
    groups: list[list[str]] = []
    few: list[str] = []
    for of_region in units:
        if len(of_region) < fewest:
            few.extend(of_region)
        else:
            groups.extend(_chunks(of_region, fewest))
    return [*groups, *_chunks(few, fewest)] if few else groups


def _chunks(units: Sequence[str], size: int) -> list[list[str]]:
    """The units in groups; the last one takes the remainder."""
    starts = range(0, max(len(units) - size + 1, 1), size)
    return [list(units[start:] if start == starts[-1] else units[start : start + size]) for start in starts]
