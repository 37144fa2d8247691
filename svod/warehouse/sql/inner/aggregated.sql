-- one row per form, period, region and indicator that is no sum, with what its units' values come to
select
    form, period, reporting_unit.parent as region, indicator,
    case any_value(aggregation)
        when 'max' then max(value)
        when 'min' then min(value)
        when 'none' then null
        else core.quotient(sum(part), sum(whole), any_value(decimals))
    end as value
from core.current_workbook(moment, form_asked, period_asked)
join core.indicator_value using (workbook)
join core.indicator using (form, indicator)
join core.reporting_unit using (unit)
where aggregation <> 'sum'
group by form, period, region, indicator
