-- one row per issue of a submission known at the moment: found in its workbook, in its path, or by comparing submissions
with beside as (
    from core.issue_beside(moment, form_asked, period_asked)
),
largest as (
    -- the cell to look at for a figure: the one that adds most to it
    select workbook, indicator, arg_max(sheet, value) as sheet, arg_max(cell, value) as cell
    from core.addend
    semi join beside using (workbook, indicator)
    -- stated apart, because duckdb carries this condition into the view, and the join not
    where workbook in (select workbook from beside where indicator is not null)
    group by workbook, indicator
)
select judged.submission, issue.* exclude (workbook, submission)
from core.judged_submission(moment, form_asked, period_asked) judged
join core.issue on issue.workbook = judged.workbook and coalesce(issue.submission, judged.submission) = judged.submission
union all
select
    submission, code, severity, coalesce(beside.sheet, largest.sheet) as sheet, cell, value,
    core.fill(message_kk, places_kk) as message_kk,
    core.fill(message_ru, places_ru) as message_ru,
    core.fill(message_en, places_en) as message_en,
    null as suggestion
from beside
join core.check_message using (code)
left join largest using (workbook, indicator)
