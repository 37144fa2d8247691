-- one row per form, period and unit that owes a return
create or replace view main.completeness as
with owed as (
    select form, period, late_from, unit, parent as region, position
    from core.period
    cross join core.reporting_unit
    where owes_return
),
received as (
    select
        form, period, unit,
        min(received_at) filter (where accepted) as first_accepted_at,
        max(received_at) as last_received_at,
        count(*) filter (where not accepted) as rejected_count
    from core.judged_submission
    where unit is not null
    group by form, period, unit
),
queried as (
    select form, period, unit, count(*) as query_count
    from main.issue
    where severity = 'query' and status = 'accepted'
    group by form, period, unit
),
known as (
    select
        owed.*, current_workbook.revision, current_workbook.nil, first_accepted_at, last_received_at,
        coalesce(rejected_count, 0) as rejected_count,
        coalesce(query_count, 0) as query_count,
        first_accepted_at < late_from as on_time
    from owed
    left join received using (form, period, unit)
    left join core.current_workbook using (form, period, unit)
    left join queried using (form, period, unit)
)
select
    form, period, unit, region,
    case
        when nil then 'nil'
        when not on_time then 'late'
        when query_count > 0 then 'queried'
        when revision is not null then 'accepted'
        when rejected_count > 0 then 'rejected'
        when now() < late_from then 'expected'
        else 'missing'
    end as status,
    coalesce(first_accepted_at, last_received_at) as received_at,
    on_time,
    revision,
    query_count,
    rejected_count
from known
order by form, period, position
