-- one row per current return and indicator that is far above the other units' values for the same period
with margin as (
    -- Robust z-score of logarithms: districts' counts are skewed, so ratios are compared and not differences. The spread has a
    -- lower and an upper bound because few units give too small or too large a one. Zeros say nothing about what is usual.
    select 2.5 as score, 0.35 as least_spread, 0.5 as most_spread, 5 as least_units, 20 as least_value
),
reported as (
    select submission, workbook, form, period, parent, indicator, value, ln(value) as logarithm
    from core.current_workbook(moment, form_asked, period_asked)
    join core.indicator_value using (workbook)
    join core.reporting_unit using (unit)
    anti join core.survey_answer using (form, indicator)
    where value > 0
),
usual as (
    select
        form, period, parent, indicator, count(*) as units, median(logarithm) as middle,
        1.4826 * mad(logarithm) as spread
    from reported
    group by form, period, parent, indicator
),
outlying as (
    select
        submission, workbook, form, indicator, value,
        greatest(1, floor(exp(middle - reach)))::bigint as least,
        ceil(exp(middle + reach))::bigint as most
    from reported
    join usual using (form, period, parent, indicator)
    cross join margin
    cross join lateral (select score * least(greatest(spread, least_spread), most_spread) as reach)
    where units >= least_units and value >= least_value and logarithm > middle + reach
)
select
    submission, 'region.outlier' as code, workbook, indicator, core.digits(value) as value,
    [
        core.place('name', label_kk), core.place('found', core.number(value, 'kk')),
        core.place('least', core.number(least, 'kk')), core.place('most', core.number(most, 'kk'))
    ] as places_kk,
    [
        core.place('name', label_ru), core.place('found', core.number(value, 'ru')),
        core.place('least', core.number(least, 'ru')), core.place('most', core.number(most, 'ru'))
    ] as places_ru,
    [
        core.place('name', label_en), core.place('found', core.number(value, 'en')),
        core.place('least', core.number(least, 'en')), core.place('most', core.number(most, 'en'))
    ] as places_en
from outlying
join core.indicator using (form, indicator)
