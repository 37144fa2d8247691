-- one row per form, period and unit that owes a return: what is known about it on any day
with owed as (
    select
        form, period, due_date, late_from, unit, position,
        core.region_on(adds_to, days_compared, last_day) as region
    from core.period
    join core.reporting_unit
        on coalesce(valid_from, first_day) <= last_day and coalesce(valid_to, last_day) >= last_day
    where owes_return
        and (form_asked is null or form = form_asked)
        and (period_asked is null or period = period_asked)
        and exists (
            from core.judged_submission(moment, form_asked, period_asked) received
            where received.form = period.form and received.period = period.period
        )
),
sent as (
    select
        form, period, unit, submission, received_at, stands_rejected,
        accepted and not is_withdrawn and not is_after_closing as is_accepted
    from core.judged_submission(moment, form_asked, period_asked)
    where unit is not null and not came_after_closing
    union all
    select form, period, unit, submission, received_at, true, false
    from core.door_rejection(moment, form_asked, period_asked)
),
received as (
    select
        form, period, unit,
        min(received_at) filter (where is_accepted) as first_accepted_at,
        max(received_at) as last_received_at,
        count(*) filter (where stands_rejected) as rejected_count,
        bool_and(stands_rejected) as is_only_rejected,
        max_by(not stands_rejected, (received_at, submission)) as is_last_accepted
    from sent
    group by form, period, unit
),
queried as (
    select form, period, unit, count(*) as query_count
    from as_of.issue(moment, form_asked, period_asked)
    where severity = 'query' and status = 'accepted' and explanation is null
    group by form, period, unit
)
select
    owed.*, current.revision, current.nil, first_accepted_at, last_received_at, is_only_rejected, is_last_accepted,
    coalesce(rejected_count, 0) as rejected_count,
    coalesce(query_count, 0) as query_count,
    first_accepted_at < late_from as on_time
from owed
left join received using (form, period, unit)
left join core.current_workbook(moment, form_asked, period_asked) current using (form, period, unit)
left join queried using (form, period, unit)
