"""Watermarks: how far a warehouse is loaded, and which periods changed since then."""

from typing import NamedTuple

LOADED = """
    select
        (select coalesce(max(submission), 0) from core.submission),
        (select coalesce(max(workbook), 0) from core.workbook),
        (select coalesce(max(event), 0) from core.decision),
        (select coalesce(max(epoch(late_from)), 0)::bigint from core.period where late_from <= now())
"""
CHANGED = """
    with changed as (
        select form, period
        from core.workbook
        where form is not null and period is not null
            and (workbook > $workbook or sha256 in (select sha256 from core.submission where submission > $submission))
        union
        select form, period from core.decision where event > $event and period is not null
    ),
    received as (
        select distinct form, period from core.workbook
    )
    select form, period
    from received
    semi join (
        from changed
        union
        select received.form, received.period
        from received
        join changed on changed.form = received.form and changed.period = core.same_a_year_before(received.period)
        union
        select form, period from core.period where epoch(late_from) > $late_from and late_from <= now()
    ) using (form, period)
    order by form, period
"""
"""The forms and periods that changed since a watermark, those that show such a period as the year before, and those whose
returns became late since.
"""


class Loaded(NamedTuple):
    """The newest receipt, judgement and decision by number, and the latest deadline passed, in seconds since 1970.

    The deadline is part of the watermark because expected returns become missing then.
    """

    submission: int
    workbook: int
    event: int
    late_from: int
