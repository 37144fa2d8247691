-- one row per accepted submission whose unit has a return for the same period a year earlier: the workbook that counts there
create or replace macro core.year_before(moment) as table
with judged as (
    select * from core.judged_submission(moment)
)
select later.submission, later.form, later.unit, later.period, later.workbook, earlier.workbook as workbook_before
from judged later
join judged earlier
    on earlier.form = later.form
    and earlier.unit = later.unit
    and earlier.period = (left(later.period, 4)::integer - 1)::varchar || substr(later.period, 5)
where later.is_change and earlier.is_current
