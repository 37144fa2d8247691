-- one row per unit, form and period that has an accepted return: the workbook that counts
create or replace view core.current_workbook as
select submission, workbook, form, unit, period, revision, nil, received_at
from core.judged_submission
where is_current
