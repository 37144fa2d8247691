-- one row per unit, form, period and indicator: the value in the current revision
select form, period, unit, indicator, value, revision
from core.current_workbook(moment, form_asked, period_asked)
join core.indicator_value using (workbook)
join core.indicator using (form, indicator)
join core.reporting_unit using (unit)
