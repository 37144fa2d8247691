"""Periods: written forms, days, neighbours."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.basics.exceptions import UnknownName
from schemas.declaration.period import PERIOD_TYPES, Period, PeriodType

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@given(DAYS, st.sampled_from(PERIOD_TYPES))
def test_a_day_is_in_its_period_and_the_period_in_its_year(day: date, period_type: PeriodType) -> None:
    period = Period(2000, period_type, 1).around(day)
    assert period.first_day <= day <= period.last_day
    assert period.is_in_its_year
    assert Period.parse(str(period)) == period
    after = period.around(period.last_day + timedelta(days=1))
    assert after.first_day == period.last_day + timedelta(days=1)


@pytest.mark.parametrize("text", ["2026-H3", "2026-Q5", "2026-13", "2026-W54", "2026-W00", "26", "2026-7"])
def test_what_is_no_period_is_told(text: str) -> None:
    with pytest.raises(UnknownName):
        Period.parse(text)


def test_a_year_has_52_or_53_weeks() -> None:
    assert Period(2026, "week", 53).is_in_its_year
    assert not Period(2025, "week", 53).is_in_its_year
