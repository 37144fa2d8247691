-- one row per form, period, unit above others (a region) and indicator
with counted as (
    -- by the unit that each return adds to
    select
        form, period, region as unit,
        count(*) as expected,
        count(revision) as reported,
        count(*) filter (where status = 'nil') as nil,
        count(*) filter (where not on_time) as late,
        count(*) filter (where revision is null) as missing,
        count(*) filter (where status = 'rejected') as rejected,
        sum(query_count) as query_count
    from as_of.completeness(moment, form_asked, period_asked)
    group by form, period, region
),
coverage as (
    select
        form, period, above as region,
        sum(expected)::bigint as expected,
        sum(reported)::bigint as reported,
        sum(nil)::bigint as nil,
        sum(late)::bigint as late,
        sum(missing)::bigint as missing,
        sum(rejected)::bigint as rejected,
        sum(query_count)::bigint as query_count
    from counted
    join core.unit_above using (unit)
    group by form, period, region
)
select
    form, period, region, indicator,
    case aggregation
        when 'sum' then summed
        when 'max' then largest
        when 'min' then smallest
        when 'mean' then core.quotient(part, whole, decimals)
        when 'ratio' then core.quotient(part, whole, decimals)
    end as value,
    expected, reported, nil, late, missing, rejected,
    if(closed_at is null, 'provisional', 'final') as state,
    query_count,
    indicator.position,
    level
from coverage
join core.indicator using (form)
join core.reporting_unit on reporting_unit.unit = region
left join core.unit_total(moment, form_asked, period_asked) using (form, period, region, indicator)
left join core.closing(moment) closing using (form, period)
