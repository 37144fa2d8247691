-- one row per form, year, unit above others (a region) and indicator: what the periods of the year come to
with pooled as (
    -- means and ratios of a year are made of all returns of its periods
    select form, left(period, 4) as year, region, indicator, sum(part) as part, sum(whole) as whole
    from core.unit_total(moment, form_asked, null)
    where part is not null and (period_asked is null or left(period, 4) = period_asked)
    group by form, year, region, indicator
),
over_year as (
    select
        form, left(period, 4) as year, region, indicator,
        sum(value) as summed,
        arg_max(value, period) as newest,
        max(value) as largest,
        min(value) as smallest,
        count(value) as stated,
        count(*) filter (where reported > 0) as periods,
        max(period) filter (where reported > 0) as last_period,
        -- 2026, 2026-H1, 2026-Q1, 2026-03, 2026-W07; the 28th of December is in the last week of its year
        case any_value(substr(period, 6, 1))
            when '' then 1
            when 'H' then 2
            when 'Q' then 4
            when 'W' then week(make_date(left(any_value(period), 4)::integer, 12, 28))::integer
            else 12
        end as of_periods
    from as_of.regional_total(moment, form_asked, null)
    where period_asked is null or left(period, 4) = period_asked
    group by form, year, region, indicator
)
select
    form, year as period, region, indicator,
    case over_time
        when 'sum' then summed
        when 'last' then newest
        when 'max' then largest
        when 'min' then smallest
        when 'ratio' then core.quotient(part, whole, decimals)
        when 'mean' then if(
            aggregation = 'mean', core.quotient(part, whole, decimals), core.quotient(summed, stated, decimals)
        )
    end as value,
    over_time, periods, of_periods, last_period, indicator.position, level
from over_year
join core.indicator using (form, indicator)
join core.reporting_unit on reporting_unit.unit = region
left join pooled using (form, year, region, indicator)
