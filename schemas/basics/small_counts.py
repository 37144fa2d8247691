"""Counts so small that they could point at a child, and the figures to hide so that nobody can compute them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from schemas.basics.exact import Number


@dataclass(frozen=True, slots=True)
class Hidden:
    """The units whose figure is hidden, and whether the total is hidden too."""

    units: frozenset[str] = frozenset()
    total: bool = False


NOTHING_HIDDEN = Hidden()


def hidden(values: Mapping[str, Number | None], small: int | None) -> Hidden:
    """Choose the units whose values to hide. `values` are in official order; values from 1 to `small` - 1 are small.

    Units with a value are paired as they follow one another, whatever their values, and both are hidden if either is small. So
    the total minus the shown values gives only the sum of a pair. Hiding the next smallest value instead would reveal which of
    the two is the small one. If `small` is 2, a pair could only be 1 and 1, so units are taken by threes. If there are too few
    units to make a group, the total is hidden as well.
    """
    if small is None:
        return NOTHING_HIDDEN
    known = {unit: value for unit, value in values.items() if value is not None}
    size = 2 if small > 2 else 3
    groups = [group for group in _groups(list(known), size) if _any_small([known[unit] for unit in group], small)]
    units = frozenset(unit for group in groups for unit in group)
    return Hidden(units, total=bool(units) and len(known) < size)


def _groups(units: Sequence[str], size: int) -> list[Sequence[str]]:
    """Split the units into consecutive groups of one size; the last group takes the remainder."""
    starts = range(0, max(len(units) - size + 1, 1), size)
    return [units[start:] if start == starts[-1] else units[start : start + size] for start in starts]


def _any_small(values: Iterable[Number], small: int) -> bool:
    return any(1 <= value < small for value in values)
