-- one row per form, period, unit or region, question and answer; a region's shares pool the units below that asked it
with base_value as materialized (
    -- apart, or each value of a unit would be joined with every other one
    select form, period, unit, indicator as base_indicator, value::bigint as base
    from as_of.indicator_value(moment, form_asked, period_asked)
    semi join (select form, base_indicator as indicator from core.survey_answer) known using (form, indicator)
),
answered as (
    select
        form, period, unit, core.region_on(adds_to, days_compared, last_day) as region,
        question, answer, survey_answer.position, several,
        value::bigint as respondents, base
    from core.survey_answer
    join as_of.indicator_value(moment, form_asked, period_asked) using (form, indicator)
    join base_value using (form, period, unit, base_indicator)
    join core.reporting_unit using (unit)
    join core.period using (form, period)
    where value is not null
),
added as (
    -- by the unit that each return adds to; those above it are few, and add these
    select
        form, period, region as unit, question, answer, position, several,
        sum(respondents) as respondents, sum(base) as base
    from answered
    group by form, period, region, question, answer, position, several
),
pooled as (
    select form, period, unit, null::varchar as region, question, answer, position, several, respondents, base
    from answered
    union all
    select
        form, period, above as unit, above as region, question, answer, position, several,
        sum(respondents)::bigint as respondents, sum(base)::bigint as base
    from added
    join core.unit_above using (unit)
    group by form, period, above, question, answer, position, several
),
rounded_down as (
    select
        *,
        100 * respondents // nullif(base, 0) as whole,
        100 * respondents % nullif(base, 0) as remainder,
        not several and sum(respondents) over question_of_unit = base as adds_up
    from pooled
    window question_of_unit as (partition by form, period, unit, region, question)
),
ranked as (
    select
        *,
        100 - sum(whole) over question_of_unit as left_over,
        row_number() over (question_of_unit order by remainder desc, position) as place
    from rounded_down
    window question_of_unit as (partition by form, period, unit, region, question)
)
select
    form, period, unit, region, question, answer, respondents, base,
    case
        when adds_up then whole + (place <= left_over)::integer
        else ((2000 * respondents + base) // nullif(2 * base, 0)) / 10
    end::double as percent,
    position
from ranked
