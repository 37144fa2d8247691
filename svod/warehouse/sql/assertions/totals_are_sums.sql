-- each regional total is the sum of its units' values
with summed as (
    select form, period, parent as region, indicator, sum(value) as sum_of_values
    from main.indicator_value
    join main.reporting_unit using (unit)
    group by form, period, region, indicator
)
select form, period, region, indicator, value, sum_of_values
from main.regional_total
full join summed using (form, period, region, indicator)
where value is distinct from sum_of_values
order by form, period, region, indicator
