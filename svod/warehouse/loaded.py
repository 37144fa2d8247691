"""How far a warehouse is loaded: what changed since follows from it."""

from typing import NamedTuple

LOADED = """
    select
        (select coalesce(max(submission), 0) from core.submission),
        (select coalesce(max(workbook), 0) from core.workbook),
        (select coalesce(max(event), 0) from core.event)
"""
CHANGED = """
    with changed as (
        select form, period
        from core.workbook
        where form is not null and period is not null
            and (workbook > $workbook or sha256 in (select sha256 from core.submission where submission > $submission))
        union
        select form, period from core.event where event > $event and period is not null
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
    ) using (form, period)
    order by form, period
"""
"""The forms and periods that something was loaded for since, and those that tell of it as the year before."""


class Loaded(NamedTuple):
    """The numbers of the newest receipt, judgement of a workbook, and act."""

    submission: int
    workbook: int
    event: int
