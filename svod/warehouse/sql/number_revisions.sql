-- gives a number to the submissions that are newly known: received after one receipt, or judged after one judgement
insert into core.revision
with touched as (
    select sha256 from core.submission where submission > $submission
    union
    select sha256 from core.workbook where workbook > $workbook
),
latest as (
    select max(workbook) as workbook
    from core.workbook
    semi join touched using (sha256)
    group by sha256
),
known as (
    select submission, form, unit, period
    from core.submission
    join core.workbook using (sha256)
    semi join latest using (workbook)
    where form is not null and unit is not null and period is not null
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
