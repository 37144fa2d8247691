-- one row per form, period, unit or region, question and answer; a region's shares pool the units that asked the question
with answered as (
    select
        survey_answer.form, answer_value.period, answer_value.unit, parent, question, answer, survey_answer.position, several,
        answer_value.value::bigint as respondents,
        base_value.value::bigint as base
    from core.survey_answer
    join as_of.indicator_value(moment, form_asked, period_asked) answer_value using (form, indicator)
    join as_of.indicator_value(moment, form_asked, period_asked) base_value
        on base_value.form = survey_answer.form
        and base_value.period = answer_value.period
        and base_value.unit = answer_value.unit
        and base_value.indicator = survey_answer.base_indicator
    join core.reporting_unit on reporting_unit.unit = answer_value.unit
    where answer_value.value is not null
),
pooled as (
    select form, period, unit, null::varchar as region, question, answer, position, several, respondents, base
    from answered
    union all
    select
        form, period, parent as unit, parent as region, question, answer, position, several,
        sum(respondents)::bigint as respondents, sum(base)::bigint as base
    from answered
    group by form, period, parent, question, answer, position, several
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
