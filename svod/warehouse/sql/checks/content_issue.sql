-- one row per accepted submission that lacks a sheet of its previous revision, or is marked as a correction but changes nothing
with compared as (
    from core.revision_before(moment, form_asked, period_asked)
),
sheet_gone as (
    select submission, had.sheet
    from compared
    join core.layout had on had.workbook = workbook_before and had.row_count > 0
    anti join core.layout has on has.workbook = compared.workbook and has."table" = had."table"
),
corrected as (
    select submission, form, compared.workbook, workbook_before
    from compared
    semi join core.corrected_workbook corrected on corrected.workbook = compared.workbook
),
reported as (
    select submission, indicator, value, 1 as sign
    from corrected
    join core.indicator_value using (workbook)
    union all
    select submission, indicator, value, -1
    from corrected
    join core.indicator_value on indicator_value.workbook = workbook_before
    union all
    select submission, content, null, 1
    from corrected
    join core.content using (workbook)
    where reports
    union all
    select submission, content, null, -1
    from corrected
    join core.content on content.workbook = workbook_before
    where reports
),
different as (
    select distinct submission
    from (select submission, indicator, value from reported group by all having sum(sign) <> 0)
)
select
    submission, 'history.sheet_gone' as code, sheet_gone.sheet as value,
    [core.place('found', sheet_gone.sheet)] as places_kk, places_kk as places_ru, places_kk as places_en
from sheet_gone
union all
select submission, 'history.no_change', null, [], [], []
from corrected
anti join different using (submission)
