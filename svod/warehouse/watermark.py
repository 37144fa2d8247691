"""How far a warehouse is loaded: what changed since follows from it."""

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
"""The forms and periods that something was loaded for since, those that tell of it as the year before, those due meanwhile."""


class Loaded(NamedTuple):
    """The numbers of the newest receipt, workbook judged and decision; the last moment past from which returns are late.

    The moment, in seconds since 1970, is among them because units that were expected are missing from then on.
    """

    submission: int
    workbook: int
    event: int
    late_from: int
