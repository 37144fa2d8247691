-- one row per form, period, region and indicator
create or replace view main.regional_total as
with coverage as (
    select
        form, period, region,
        count(*) as expected,
        count(revision) as reported,
        count(*) filter (where status = 'nil') as nil,
        count(*) filter (where not on_time) as late,
        count(*) filter (where revision is null) as missing,
        count(*) filter (where status = 'rejected') as rejected
    from main.completeness
    group by form, period, region
),
summed as (
    select form, period, reporting_unit.parent as region, indicator, sum(value)::bigint as value
    from main.indicator_value
    join core.reporting_unit using (unit)
    group by form, period, region, indicator
)
select
    form, period, region, indicator, value, expected, reported, nil, late, missing, rejected, 'provisional' as state
from coverage
join core.indicator using (form)
left join summed using (form, period, region, indicator)
order by form, period, region, indicator.position
