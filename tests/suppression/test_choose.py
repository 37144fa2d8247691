"""What is hidden can't be computed from everything published, however returns come in, and the choice tells no figure."""

from collections.abc import Iterator, Mapping
from itertools import permutations, product

from hypothesis import example, given, settings
from hypothesis import strategies as st

from schemas.records.suppression import Decided, Pattern, replayed
from tests.support.office import ALONE, Office

UNITS = ("a", "b", "c", "d", "e", "f", "g")
FEW = st.sampled_from([0, 0, 0, 1, 2, 3, 4, 5, 7, 40, 300])
# What a night brings: for some units the figure of a new return, or None where the return is withdrawn.
NIGHT = st.dictionaries(st.sampled_from(UNITS), st.none() | FEW, max_size=4)
FIRST = st.dictionaries(st.sampled_from(UNITS), FEW, max_size=7)


def _office(*indicators: str, parts: tuple[frozenset[str], ...] = ALONE) -> Office:
    """An office of one region."""
    return Office(dict.fromkeys(UNITS, "r"), {"r": None}, indicators, parts)


@given(st.lists(st.tuples(FIRST | NIGHT, st.none() | st.integers(2, 6)), min_size=1, max_size=6))
@example([({"a": 3, "b": 0, "c": 0, "d": 40}, 5), ({"a": 300}, 5)])
@example([({"a": 3, "b": 9, "c": 1}, 5), ({"a": 4}, 5), ({"a": None}, 5), ({"b": 9}, None)])
@example([({"a": 40}, 5), ({"b": 2}, 5), ({"c": 50}, 5), ({"d": 0}, 5), ({"b": None}, 6)])
def test_no_hidden_figure_is_bounded_closer_than_the_threshold(nights: list[tuple[dict[str, int | None], int | None]]) -> None:
    office = _office("all")
    for came, small in nights:
        office.publish({unit: None if value is None else {"all": value} for unit, value in came.items()}, small)
        office.assert_nobody_can_tell()


@settings(max_examples=40)
@given(st.lists(st.dictionaries(st.sampled_from(UNITS), st.tuples(FEW, FEW), max_size=5), min_size=1, max_size=4))
@example([{"a": (3, 0), "b": (3, 3), "c": (0, 0), "d": (40, 0)}, {"a": (300, 3)}])
def test_nor_by_an_indicator_that_is_a_part_of_another(nights: list[dict[str, tuple[int, int]]]) -> None:
    office = _office("all", "raids", parts=(frozenset({"all"}), frozenset({"all", "raids"})))
    for came in nights:
        office.publish({unit: {"all": other + raids, "raids": raids} for unit, (other, raids) in came.items()}, 5)
        office.assert_nobody_can_tell()


def _pattern(decided: Decided) -> Pattern:
    return decided.patterns["r"]["all"] if decided.patterns else Pattern({}, [], total=False)


def _first(values: Mapping[str, int], small: int) -> Pattern:
    return _pattern(_office("all").publish({unit: {"all": value} for unit, value in values.items()}, small))


def _worlds(values: Mapping[str, int], pattern: Pattern, unit: str, value: int) -> Iterator[dict[str, int]]:
    """Some figures in which a hidden one has this value, that agree with what is shown and with the total if it is shown."""
    total = sum(values[one] for one in pattern.hidden)
    for first, second in permutations([one for one in pattern.hidden if one != unit], 2):
        for small in (0, 1):
            rest = 0 if pattern.total else total - value - small
            if rest >= 0:
                yield {**values, **dict.fromkeys(pattern.hidden, 0), unit: value, first: small, second: rest}


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from(UNITS), FEW, min_size=3), st.integers(2, 5))
@example({"a": 1, "b": 1, "c": 0}, 3)
@example({"a": 2, "b": 0, "c": 0, "d": 0, "e": 40}, 4)
def test_the_choice_tells_no_figure(values: dict[str, int], small: int) -> None:
    """Each hidden figure could be any small count, or 0, and the choice would be the same."""
    pattern = _first(values, small)
    for unit, value in product(pattern.hidden, range(small)):
        assert any(_first(world, small) == pattern for world in _worlds(values, pattern, unit, value)), (unit, value)


@given(FIRST, st.integers(2, 6))
def test_every_small_count_is_hidden_and_nothing_where_there_is_none(values: dict[str, int], small: int) -> None:
    pattern = _first(values, small)
    small_ones = {unit for unit, value in values.items() if 1 <= value < small}
    assert small_ones <= set(pattern.hidden)
    if not small_ones:
        assert (pattern.hidden, pattern.total) == ([], False)


def test_the_total_is_hidden_only_if_hiding_units_does_not_help() -> None:
    assert _first({"a": 3, "b": 9, "c": 0, "d": 40}, 5) == Pattern(
        {"a": 1, "b": 1, "c": 1, "d": 1}, ["a", "b", "c", "d"], False
    )
    rare = {"a": 3, "b": 0, "c": 0, "d": 0, "e": 0, "f": 9}
    assert (_first(rare, 5).hidden, _first(rare, 5).total) == (list("abcdef"), False)
    assert (_first({**rare, "f": 0}, 5).hidden, _first({**rare, "f": 0}, 5).total) == (list("abc"), True)


def test_a_pattern_that_protects_nothing_is_told() -> None:
    office = _office("all")
    office.now, office.values["all"] = {"a": 1, "b": 1, "c": 1}, {("a", 1): 3, ("b", 1): 40, ("c", 1): 0}
    office.decisions = [Decided(5, {"r": {"all": Pattern(office.now, ["a", "c"], total=False)}})]
    assert office.decision(None).bounded() == [("all", ("a", 1)), ("all", ("c", 1))]


def test_a_figure_that_was_shown_stays_shown_and_a_hidden_one_hidden() -> None:
    office = _office("all")
    came = {unit: {"all": value} for unit, value in {"a": 3, "b": 0, "c": 20, "d": 7, "e": 7, "f": 7}.items()}
    assert _pattern(office.publish(came, 5)).hidden == ["a", "b", "c"]
    assert _pattern(office.publish({"g": {"all": 7}}, 9)).hidden == ["g"]
    assert replayed(office.decisions)["r", "all"].shown == {("d", 1), ("e", 1), ("f", 1)}
    assert _pattern(office.publish({"f": {"all": 1}}, None)).hidden == []
    assert set(replayed(office.decisions)["r", "all"].hidden) == {("a", 1), ("b", 1), ("c", 1), ("g", 1)}
