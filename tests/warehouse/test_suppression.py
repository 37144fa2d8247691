"""No hidden small count can be computed, even by someone who knows the method."""

from collections.abc import Iterator
from itertools import product

from hypothesis import assume, example, given
from hypothesis import strategies as st

from schemas.basics.small_counts import NOTHING_HIDDEN, Hidden, hidden

VALUES = st.lists(st.none() | st.integers(0, 7), max_size=6).map(
    lambda values: {f"u{at}": one for at, one in enumerate(values)}
)


def _worlds(values: dict[str, int | None], small: int, left_out: Hidden) -> Iterator[dict[str, int | None]]:
    """All values that are possible for a reader who sees the shown ones, the total if it is shown, and which are hidden."""
    unknown = sorted(left_out.units)
    total = sum(values[unit] or 0 for unit in unknown)
    guesses = product(range(9), repeat=len(unknown)) if left_out.total else _sums(total, len(unknown))
    for guess in guesses:
        world = {**values, **dict(zip(unknown, guess, strict=True))}
        if hidden(world, small) == left_out:
            yield world


def _sums(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    """All ways to write a total as a sum of this many parts."""
    if parts == 1:
        yield (total,)
    for first in range(total + 1 if parts > 1 else 0):
        for rest in _sums(total - first, parts - 1):
            yield (first, *rest)


@given(VALUES, st.integers(2, 5))
@example({"a": 1, "b": 1}, 3)
@example({"a": 2, "b": 2, "c": 0}, 3)
@example({"a": 1, "b": 1, "c": 1}, 2)
@example({"a": 2, "b": 0, "c": 0, "d": 0}, 5)
def test_what_is_left_out_cannot_be_worked_out(values: dict[str, int | None], small: int) -> None:
    known = [value for value in values.values() if value is not None]
    # A single unit whose small count can only be 1: hiding it reveals it, whatever the method.
    assume((len(known), small) != (1, 2))
    left_out = hidden(values, small)
    seen: dict[str, set[int | None]] = {unit: set() for unit in left_out.units}
    for world in _worlds(values, small, left_out):
        for unit, guesses in seen.items():
            guesses.add(world[unit])
        if all(len(guesses) > 1 for guesses in seen.values()):
            return
    assert not seen


@given(VALUES, st.integers(1, 8))
@example({"a": 0, "b": 0, "c": 0, "d": 0, "e": 1}, 2)
def test_every_small_count_is_left_out_and_nothing_where_there_is_none(values: dict[str, int | None], small: int) -> None:
    small_ones = {unit for unit, value in values.items() if value is not None and 1 <= value < small}
    left_out = hidden(values, small)
    assert small_ones <= left_out.units
    assert len(left_out.units) <= (3 if small > 2 else 5) * len(small_ones)
    assert all(values[unit] is not None for unit in left_out.units)
    if not small_ones:
        assert left_out == NOTHING_HIDDEN


def test_without_a_threshold_everything_is_shown() -> None:
    assert hidden({"a": 1, "b": 2}, None) == NOTHING_HIDDEN


def test_a_lone_unit_takes_the_total_with_it() -> None:
    assert hidden({"a": None, "b": 3}, 5) == Hidden(frozenset({"b"}), total=True)


def test_the_neighbour_is_left_out_not_the_whole_region() -> None:
    values = {"a": 0, "b": 12, "c": 3, "d": 40, "e": 0, "f": 0}
    assert hidden(values, 5) == Hidden(frozenset({"c", "d"}))
