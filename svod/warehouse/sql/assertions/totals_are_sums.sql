-- each regional total is what its units' values come to: their sum, their largest or smallest value, the quotient of their parts
with quotient as (
    select form, period, unit, indicator, part, whole
    from now.current_workbook
    join core.indicator_value using (workbook)
    where part is not null
),
aggregated as (
    select
        form, period, parent as region, indicator,
        case any_value(aggregation)
            when 'sum' then sum(value)
            when 'max' then max(value)
            when 'min' then min(value)
            when 'mean' then core.quotient(sum(part), sum(whole), any_value(decimals))
            when 'ratio' then core.quotient(sum(part), sum(whole), any_value(decimals))
        end as value_of_units
    from main.indicator_value
    join core.indicator using (form, indicator)
    join main.reporting_unit using (unit)
    left join quotient using (form, period, unit, indicator)
    group by form, period, region, indicator
)
select form, period, region, indicator, value, value_of_units
from main.regional_total
full join aggregated using (form, period, region, indicator)
where value is distinct from value_of_units
order by form, period, region, indicator
