-- one row per form, period, region and indicator
with coverage as (
    select
        form, period, region,
        count(*) as expected,
        count(revision) as reported,
        count(*) filter (where status = 'nil') as nil,
        count(*) filter (where not on_time) as late,
        count(*) filter (where revision is null) as missing,
        count(*) filter (where status = 'rejected') as rejected,
        sum(query_count)::bigint as query_count
    from as_of.completeness(moment, form_asked, period_asked)
    group by form, period, region
),
summed as (
    select form, period, reporting_unit.parent as region, indicator, sum(value) as value
    from as_of.indicator_value(moment, form_asked, period_asked)
    join core.reporting_unit using (unit)
    semi join (from core.indicator where aggregation = 'sum') added using (form, indicator)
    group by form, period, region, indicator
    union all
    from core.aggregated(moment, form_asked, period_asked)
)
select
    form, period, region, indicator, value, expected, reported, nil, late, missing, rejected,
    if(closed_at is null, 'provisional', 'final') as state,
    query_count,
    indicator.position
from coverage
join core.indicator using (form)
left join summed using (form, period, region, indicator)
left join core.closing(moment) closing using (form, period)
