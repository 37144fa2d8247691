-- one row per unit, form and period that has an accepted return at a moment: the workbook that counts
create or replace macro core.current_workbook(moment) as table
select submission, workbook, form, unit, period, revision, nil, received_at
from core.judged_submission(moment)
where is_current
