"""What is hidden can't be computed from the totals of several levels either."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.support.examples import examples
from tests.support.office import Office

UNITS = dict.fromkeys("abcd", "d1") | dict.fromkeys("ef", "d2") | dict.fromkeys("gh", "d3") | {"i": "r1", "k": "kz", "l": "r2"}
"""Units of three districts; one that adds to their region directly, one to the republic, one to a region without districts."""

ABOVE = {"kz": None, "r1": "kz", "r2": "kz", "d1": "r1", "d2": "r1", "d3": "r1"}
FEW = st.sampled_from([0, 0, 0, 1, 2, 3, 4, 5, 7, 40, 300])
NIGHT = st.dictionaries(st.sampled_from(list(UNITS)), st.none() | FEW, max_size=4)
FIRST = st.fixed_dictionaries(dict.fromkeys(UNITS, FEW))


@examples(60)
@given(st.lists(st.tuples(FIRST | NIGHT, st.none() | st.integers(2, 6)), min_size=1, max_size=5))
@example([({"e": 3, "f": 0, "g": 40, "h": 9}, 5)])
@example([({"a": 40, "b": 40, "c": 9, "e": 1, "f": 0, "g": 40, "h": 9, "l": 7}, 5), ({"f": 30}, 5), ({"g": None}, 5)])
@example([({"l": 2}, 5), ({"k": 40, "i": 9}, 5), ({"k": 3}, 5), ({"l": 300}, None)])
def test_no_hidden_figure_is_bounded_by_totals_of_all_levels(nights: list[tuple[dict[str, int | None], int | None]]) -> None:
    office = Office(UNITS, ABOVE)
    for came, small in nights:
        office.publish({unit: None if value is None else {"all": value} for unit, value in came.items()}, small)
        office.assert_nobody_can_tell()
    assert office.decision(None).bounded() == []


@settings(max_examples=30)
@given(st.lists(st.dictionaries(st.sampled_from(list(UNITS)), st.tuples(FEW, FEW), max_size=6), min_size=1, max_size=3))
def test_nor_by_an_indicator_that_is_a_part_of_another(nights: list[dict[str, tuple[int, int]]]) -> None:
    office = Office(UNITS, ABOVE, ("all", "raids"), (frozenset({"all"}), frozenset({"all", "raids"})))
    for came in nights:
        office.publish({unit: {"all": other + raids, "raids": raids} for unit, (other, raids) in came.items()}, 5)
        office.assert_nobody_can_tell()


def _first(values: dict[str, int]) -> tuple[set[str], set[str]]:
    """The hidden units and the hidden totals of a first publication."""
    office = Office(UNITS, ABOVE)
    decided = office.publish({unit: {"all": value} for unit, value in values.items()}, 5)
    units = {unit for patterns in decided.patterns.values() for unit in patterns["all"].hidden}
    totals = {region for region, patterns in decided.patterns.items() if patterns["all"].total}
    return units, totals | {unit for unit, one in decided.above.items() if one.hidden["all"]}


LARGE = dict.fromkeys(UNITS, 40)


def test_what_a_district_can_hide_by_itself_hides_nothing_above_it() -> None:
    assert _first(LARGE) == (set(), set())
    assert _first({**LARGE, "b": 3}) == ({"a", "b", "c", "d"}, set())


def test_a_small_district_is_hidden_together_with_what_gives_it_away() -> None:
    # The total of d2 is 3 and can't be shown; that of the region would be it and the other districts' totals.
    units, totals = _first({**LARGE, "e": 3, "f": 0})
    assert {"e", "f"} <= units
    assert "d2" in totals
    assert totals & {"r1", "d1", "d3"} or "i" in units


def test_a_total_that_was_shown_stays_shown_at_every_level() -> None:
    office = Office(UNITS, ABOVE)
    office.publish({unit: {"all": value} for unit, value in LARGE.items()}, 5)
    before = list(office.totals)
    decided = office.publish({"e": {"all": 2}}, 5)
    assert decided.patterns.keys() == {"d2"}
    assert set(decided.above) == {"r1", "kz"}
    office.publish({"e": None}, 5)
    assert office.totals[: len(before)] == before
    office.assert_nobody_can_tell()
