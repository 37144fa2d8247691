-- one row per unit, form and period that has an accepted return at a moment: the workbook that counts
select submission, workbook, form, unit, period, revision, nil, received_at
from core.judged_submission(moment, form_asked, period_asked)
where is_current
