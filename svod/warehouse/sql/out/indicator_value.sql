-- one row per unit, form, period and indicator: the current revision's value
create or replace macro core.indicator_value(moment, form_asked, period_asked) as table
select form, period, unit, indicator, value, revision
from core.current_workbook(moment, form_asked, period_asked)
join core.indicator_value using (workbook)
join core.indicator using (form, indicator)
join core.reporting_unit using (unit)
order by form, period, indicator.position, reporting_unit.position
