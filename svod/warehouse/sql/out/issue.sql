-- one row per issue of a submission
create or replace view main.issue as
with of_receipt as (
    select
        submission,
        case when status = 'unchanged' then 'submission.unchanged' else 'submission.older_content' end as code
    from core.judged_submission
    where status = 'unchanged' or (is_change and times_sent > 1)
),
found as (
    select judged.submission, issue.* exclude (workbook, submission)
    from core.judged_submission judged
    join core.issue on issue.workbook = judged.workbook
    union all
    select issue.submission, issue.* exclude (workbook, submission)
    from core.issue
    where issue.submission is not null
    union all
    select
        of_receipt.submission, code, severity, null as sheet, null as cell, null as value,
        message_kk, message_ru, message_en, null as suggestion
    from of_receipt
    join core.check_message using (code)
)
select
    submission, form, period, unit, revision, status, code, severity, sheet, cell, value,
    message_kk, message_ru, message_en, suggestion
from found
join core.judged_submission using (submission)
order by submission
