-- one row per file that named no form or period, and period that was open when it came; if none was, the one that began nearest
with nameless as (
    select distinct submission, workbook.form, recorded_at, core.local_day(received_at) as received_date
    from core.submission
    join core.workbook using (sha256)
    where recorded_at <= moment and judged_at <= moment and (form is null or period is null)
),
closing as (
    select
        form, period, kind, recorded_at as closed_at,
        lead(recorded_at, 1, 'infinity') over (partition by form, period order by event) as reopened_at
    from core.decision
    where kind in ('closed', 'reopened')
    qualify kind = 'closed'
),
begun as (
    select
        submission, period.form, period.period, first_day, received_date,
        first_day <= received_date and closed_at is null as is_open
    from nameless
    join core.period on period.form = coalesce(nameless.form, period.form)
    left join closing
        on closing.form = period.form
        and closing.period = period.period
        and recorded_at between closed_at and reopened_at
)
select distinct submission, form, period
from begun
qualify is_open or (
    not bool_or(is_open) over (partition by submission)
    and row_number() over (partition by submission order by abs(first_day - received_date), form, period) = 1
)
