-- one row per form, period, unit that returns add to or that is above it, and indicator: what the returns come to
with added as (
    -- all values once, by the unit that each return adds to; those above it are few, and add these
    select
        form, period, core.region_on(adds_to, days_compared, last_day) as unit, indicator,
        sum(value) as summed, max(value) as largest, min(value) as smallest, sum(part) as part, sum(whole) as whole
    from core.current_workbook(moment, form_asked, period_asked)
    join core.indicator_value using (workbook)
    join core.reporting_unit using (unit)
    join core.period using (form, period)
    group by all
)
select
    form, period, above as region, indicator,
    sum(summed) as summed, max(largest) as largest, min(smallest) as smallest, sum(part) as part, sum(whole) as whole
from added
join core.unit_above using (unit)
group by form, period, region, indicator
