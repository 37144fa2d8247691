-- one row per accepted submission that replaced another: the workbook that it replaced
with judged as (
    select * from core.judged_submission(moment, form_asked, period_asked)
)
select later.submission, later.form, later.unit, later.period, later.workbook, earlier.workbook as workbook_before,
    earlier.revision as revision_before
from judged later
join judged earlier
    on earlier.form = later.form
    and earlier.unit = later.unit
    and earlier.period = later.period
    and earlier.submission = later.submission_before
