-- one row per form, period, unit that returns add to or that is above it, and indicator: what the returns come to
with counted as materialized (
    -- apart, or the unit would be looked for with each value
    select workbook, form, period, core.region_on(adds_to, days_compared, last_day) as unit
    from core.current_workbook(moment, form_asked, period_asked)
    join core.reporting_unit using (unit)
    join core.period using (form, period)
),
added as (
    -- all values once, by the unit that each return adds to; those above it are few, and add these
    select
        form, period, unit, indicator,
        sum(value) as summed, max(value) as largest, min(value) as smallest, sum(part) as part, sum(whole) as whole
    from counted
    join core.indicator_value using (workbook)
    group by form, period, unit, indicator
)
select
    form, period, above as region, indicator,
    sum(summed) as summed, max(largest) as largest, min(smallest) as smallest, sum(part) as part, sum(whole) as whole
from added
join core.unit_above using (unit)
group by form, period, region, indicator
