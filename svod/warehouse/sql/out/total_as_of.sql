-- one row per region and indicator of a form and period: the regional total as it was known at a moment
create or replace macro main.total_as_of(form_asked, period_asked, moment) as table
from core.regional_total(moment::timestamptz, form_asked, period_asked)
