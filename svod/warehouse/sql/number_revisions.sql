-- gives a number to the submissions that are newly known: received, judged or admitted after one receipt, judgement, decision
insert into core.revision
with known as (
    select submission, form, unit, period
    from core.reading('infinity'::timestamptz)
    where (
            submission > $submission
            or workbook > $workbook
            or submission in (select submission from core.decision where kind = 'admitted' and event > $event)
        )
        and form is not null and unit is not null and period is not null
),
fresh as (
    select *, row_number() over (partition by form, unit, period order by submission) as place
    from known
    anti join core.revision using (submission, form, unit, period)
),
last_number as (
    select form, unit, period, max(revision) as revision
    from core.revision
    semi join fresh using (form, unit, period)
    group by all
)
select submission, form, unit, period, place + coalesce(revision, 0)
from fresh
left join last_number using (form, unit, period)
