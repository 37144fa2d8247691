-- what a published row refers to is there: its unit, form, period, submission and indicator
with reference as (
    select 'svod.submission' as relation, submission::varchar as of_row, 'unit' as refers_to, unit as name
    from main.submission anti join main.reporting_unit using (unit)
    where unit is not null
    union all
    select 'svod.submission', submission::varchar, 'form', form
    from main.submission anti join main.form using (form)
    where form is not null
    union all
    select 'svod.submission', submission::varchar, 'period', period
    from main.submission anti join main.period using (form, period)
    where form is not null and period is not null
    union all
    select 'svod.issue', code, 'submission', submission::varchar
    from main.issue anti join main.submission using (submission)
    union all
    select 'svod.event', event::varchar, 'submission', submission::varchar
    from main.event anti join main.submission using (submission)
    where submission is not null
    union all
    select 'svod.event', event::varchar, 'unit', unit
    from main.event anti join main.reporting_unit using (unit)
    where unit is not null
    union all
    select 'svod.unplaced_return', submission::varchar, 'unit', likely_unit
    from main.unplaced_return anti join (select unit as likely_unit from main.reporting_unit) known using (likely_unit)
    where likely_unit is not null
    union all
    select 'svod.reporting_unit', unit, 'unit', parent
    from main.reporting_unit anti join (select unit as parent from main.reporting_unit) above using (parent)
    where parent is not null
    union all
    select 'svod.indicator_value', unit || ' ' || period, 'indicator', indicator
    from main.indicator_value anti join main.indicator using (form, indicator)
    union all
    select 'svod.regional_total', period || ' ' || indicator, 'unit', region
    from main.regional_total anti join (select unit as region from main.reporting_unit) above using (region)
)
select relation, of_row, refers_to, name
from reference
order by all
