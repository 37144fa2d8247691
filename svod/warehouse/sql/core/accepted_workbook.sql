-- one row per submission whose return was accepted, whether or not it still counts
create or replace view core.accepted_workbook as
select submission, workbook, form, unit, period, revision, nil, received_at
from core.judged_submission
where status in ('accepted', 'superseded')
