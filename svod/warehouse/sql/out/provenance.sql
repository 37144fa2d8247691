-- one row per unit, indicator and cell that adds to it, in current revisions; a zero without cells has one row without a cell
with current_return as (
    select
        workbook, form, period, unit, file, sha256, revision,
        core.region_on(adds_to, days_compared, last_day) as region
    from core.current_workbook(moment, form_asked, period_asked)
    join core.submission using (submission)
    join core.reporting_unit using (unit)
    join core.period using (form, period)
),
added as (
    select workbook, indicator, sheet, cell, value
    from core.addend
    union all by name
    select workbook, indicator, value
    from core.indicator_value
    anti join core.addend using (workbook, indicator)
    where value = 0
)
select form, period, unit, region, indicator, value, file, sha256, revision, sheet, cell
from current_return
join added using (workbook)
