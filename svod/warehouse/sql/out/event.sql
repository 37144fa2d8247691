-- one row per act of a person: a period closed, a revision withdrawn, a query answered, a spelling accepted
create or replace macro core.event(moment) as table
select event, kind, recorded_at, form, period, unit, submission, code, sheet, cell, value, reason, details
from core.event
where recorded_at <= moment
order by event
