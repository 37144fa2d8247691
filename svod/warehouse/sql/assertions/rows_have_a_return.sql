-- every row, value and layout is of an accepted workbook, and every issue of a judged one
with accepted as (
    select workbook from core.workbook where accepted
),
homeless as (
    select distinct 'content' as relation, workbook from core.content anti join accepted using (workbook)
    union all
    select distinct 'indicator_value', workbook from core.indicator_value anti join accepted using (workbook)
    union all
    select distinct 'layout', workbook from core.layout anti join accepted using (workbook)
    union all
    select distinct 'issue', workbook from core.issue anti join core.workbook using (workbook)
)
select relation, workbook
from homeless
order by all
