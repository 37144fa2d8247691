-- one row per form and period that something was received for
select form, period, first_day, last_day, due_date, late_from
from core.period
