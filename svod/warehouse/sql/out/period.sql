-- one row per form and period for which something was received
select form, period, first_day, last_day, due_date, late_from
from core.period
