-- no two rows of a published relation have the same key
with key as (
    select 'svod.reporting_unit' as relation, [unit] as key from main.reporting_unit
    union all
    select 'svod.unit_above', [unit, above] from main.unit_above
    union all
    select 'svod.form', [form] from main.form
    union all
    select 'svod.period', [form, period] from main.period
    union all
    select 'svod.submission', [submission::varchar] from main.submission
    union all
    select 'svod.event', [event::varchar] from main.event
    union all
    select 'svod.indicator', [form, indicator] from main.indicator
    union all
    select 'svod.indicator_value', [form, period, unit, indicator] from main.indicator_value
    union all
    select 'svod.completeness', [form, period, unit] from main.completeness
    union all
    select 'svod.unplaced_return', [submission::varchar, form, period] from main.unplaced_return
    union all
    select 'svod.regional_total', [form, period, region, indicator] from main.regional_total
    union all
    select 'svod.total_over', [form, period, region, indicator] from main.total_over
    union all
    select 'svod.survey_share', [form, period, unit, coalesce(region, ''), question, answer] from main.survey_share
)
select relation, key, count(*) as row_count
from key
group by relation, key
having row_count > 1
order by relation, key
