"""Local time: that of the zone in force, whichever zones a place had before."""

import pickle
from datetime import UTC, date, datetime

import pytest

from schemas.basics.exceptions import UnknownName
from schemas.basics.place import PLACE, Place, PlaceVersion

MOVED = Place(versions=(PlaceVersion(), PlaceVersion(valid_from=date(2026, 7, 1), zone="Asia/Tokyo")))
"""A place that keeps the time of Tokyo from 1 July 2026 on."""


@pytest.mark.parametrize(
    ("moment", "local"),
    [
        ("2024-02-29T12:00", "2024-02-29T18:00:00+06:00"),  # until 1 March 2024 Asia/Almaty was UTC+6
        ("2026-06-30T14:59", "2026-06-30T19:59:00+05:00"),
        ("2026-06-30T15:00", "2026-07-01T00:00:00+09:00"),
    ],
)
def test_a_moment_is_in_the_zone_that_was_in_force(moment: str, local: str) -> None:
    assert MOVED.local(datetime.fromisoformat(moment).replace(tzinfo=UTC)).isoformat() == local


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-06-30", "2026-06-30T00:00:00+05:00"),
        ("2026-07-01T18:00", "2026-07-01T18:00:00+09:00"),
        ("2026-07-01T18:00Z", "2026-07-01T18:00:00+00:00"),
    ],
)
def test_a_time_without_an_offset_is_local(text: str, moment: str) -> None:
    assert MOVED.parse_moment(text).isoformat() == moment


def test_what_is_no_moment_is_refused() -> None:
    with pytest.raises(UnknownName):
        PLACE.parse_moment("yesterday")


def test_a_moment_reaches_another_process() -> None:
    moment = MOVED.parse_moment("2026-07-01")
    assert pickle.loads(pickle.dumps(moment)).isoformat() == moment.isoformat()
