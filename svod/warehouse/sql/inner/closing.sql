-- one row per form and period that was closed at the moment
select form, period, recorded_at as closed_at, (details->'$.waived_files')::integer[] as waived_files
from core.decision
where kind in ('closed', 'reopened') and recorded_at <= moment
qualify kind = 'closed' and row_number() over (partition by form, period order by event desc) = 1
