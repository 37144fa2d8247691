-- one row per unit, form and period with an accepted return at the moment: the workbook that counts
select submission, workbook, form, unit, period, revision, nil, received_at
from core.judged_submission(moment, form_asked, period_asked)
where is_current
