-- each total is what the values below come to: their sum, their largest or smallest value, the quotient of their parts
with quotient as (
    select form, period, unit, indicator, part, whole
    from now.current_workbook
    join core.indicator_value using (workbook)
    where part is not null
),
added as (
    select
        form, period, core.region_on(adds_to, days_compared, last_day) as unit, indicator,
        sum(value) as summed, max(value) as largest, min(value) as smallest, sum(part) as part, sum(whole) as whole
    from main.indicator_value
    join core.reporting_unit using (unit)
    join core.period using (form, period)
    left join quotient using (form, period, unit, indicator)
    group by all
),
aggregated as (
    select
        form, period, above as region, indicator,
        case any_value(aggregation)
            when 'sum' then sum(summed)
            when 'max' then max(largest)
            when 'min' then min(smallest)
            when 'mean' then core.quotient(sum(part), sum(whole), any_value(decimals))
            when 'ratio' then core.quotient(sum(part), sum(whole), any_value(decimals))
        end as value_below
    from added
    join core.indicator using (form, indicator)
    join core.unit_above using (unit)
    group by form, period, region, indicator
)
select form, period, region, indicator, value, value_below
from main.regional_total
full join aggregated using (form, period, region, indicator)
where value is distinct from value_below
order by form, period, region, indicator
