-- one row per form and period that was closed at a moment
create or replace macro core.closing(moment) as table
select form, period, recorded_at as closed_at
from core.event
where kind in ('closed', 'reopened') and recorded_at <= moment
qualify kind = 'closed' and row_number() over (partition by form, period order by event desc) = 1
