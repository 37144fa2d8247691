"""Counts so small that they could point at a child, and which figures to leave out so that they stay unknown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hidden:
    """The units whose figure is not shown, and whether the total is left out too."""

    units: frozenset[str] = frozenset()
    total: bool = False


NOTHING_HIDDEN = Hidden()


def hidden(values: Mapping[str, int | None], small: int | None) -> Hidden:
    """Which of a figure's values by unit, in official order, to leave out: those from 1 up to below `small`, and more.

    Units with a value are taken in pairs as they stand, whatever their values, and a pair is left out whole where either is
    small. So the total less what is shown tells only the sum of a pair, and neither does the choice of pairs tell which of the
    two is the small one, as leaving out the next smallest value would. A threshold of 2, where pairs could be 1 and 1 only,
    takes units by three. Where there are too few units for that, the total is left out.
    """
    if small is None:
        return NOTHING_HIDDEN
    known = {unit: value for unit, value in values.items() if value is not None}
    size = 2 if small > 2 else 3
    groups = [group for group in _groups(list(known), size) if _any_small([known[unit] for unit in group], small)]
    units = frozenset(unit for group in groups for unit in group)
    return Hidden(units, total=bool(units) and len(known) < size)


def _groups(units: Sequence[str], size: int) -> list[Sequence[str]]:
    """Units one after another in groups of one size; the last takes what is left over."""
    starts = range(0, max(len(units) - size + 1, 1), size)
    return [units[start:] if start == starts[-1] else units[start : start + size] for start in starts]


def _any_small(values: Iterable[int], small: int) -> bool:
    return any(1 <= value < small for value in values)
