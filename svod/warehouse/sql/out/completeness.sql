-- one row per form, period and unit that owes a return; an expected return becomes a missing one by the date alone
select
    form, period, unit, region,
    case
        when nil then 'nil'
        when not on_time then 'late'
        when query_count > 0 then 'queried'
        when revision is not null then 'accepted'
        when is_only_rejected then 'rejected'
        when least(now(), moment) < late_from then 'expected'
        else 'missing'
    end as status,
    coalesce(first_accepted_at, last_received_at) as received_at,
    on_time,
    revision,
    query_count,
    rejected_count,
    revision is not null and not is_last_accepted as rejected_since,
    due_date,
    position
from core.unit_return(moment, form_asked, period_asked)
