-- one row per issue of a submission known at a moment: found in its workbook or on its path, or beside other submissions
create or replace macro core.found_issue(moment) as table
with beside as (
    from core.receipt_issue(moment)
    union all by name
    from core.jump_issue(moment)
    union all by name
    from core.content_issue(moment)
    union all by name
    from core.outlier_issue(moment)
)
select judged.submission, issue.* exclude (workbook, submission)
from core.judged_submission(moment) judged
join core.issue on issue.workbook = judged.workbook and coalesce(issue.submission, judged.submission) = judged.submission
union all
select
    submission, code, severity, sheet, cell, value,
    core.fill(message_kk, places_kk) as message_kk,
    core.fill(message_ru, places_ru) as message_ru,
    core.fill(message_en, places_en) as message_en,
    null as suggestion
from beside
join core.check_message using (code)
