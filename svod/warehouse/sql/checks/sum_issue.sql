-- one row per current return that is a sum, and indicator of which the returns that it is the sum of come to something else
with sent as (
    from core.current_workbook(moment, form_asked, period_asked)
),
sum_sent as (
    select submission, workbook, form, sent.period, unit
    from sent
    join core.reporting_unit using (unit)
    join core.period using (form, period)
    where core.region_on(adds_to, days_compared, last_day) is null
),
counted as (
    select sum_sent.workbook, count(*) as expected, count(sent.workbook) as reported
    from sum_sent
    join core.period using (form, period)
    join core.unit_above on above = sum_sent.unit
    join core.reporting_unit own
        on core.region_on(adds_to, days_compared, last_day) = unit_above.unit
        and coalesce(valid_from, first_day) <= last_day
        and coalesce(valid_to, last_day) >= last_day
    left join sent on sent.form = sum_sent.form and sent.period = sum_sent.period and sent.unit = own.unit
    where owes_return
    group by sum_sent.workbook
),
compared as (
    select
        sum_sent.submission, sum_sent.workbook, indicator.indicator, label_kk, label_ru, label_en, expected, reported,
        coalesce(stated.value, 0) as found,
        coalesce(
            case aggregation
                when 'sum' then summed
                when 'max' then largest
                when 'min' then smallest
                else core.quotient(total.part, total.whole, decimals)
            end,
            0
        ) as below
    from sum_sent
    join counted using (workbook)
    join core.unit_total(moment, form_asked, period_asked) total
        on total.form = sum_sent.form and total.period = sum_sent.period and total.region = sum_sent.unit
    join core.indicator on indicator.form = total.form and indicator.indicator = total.indicator
    join core.indicator_value stated on stated.workbook = sum_sent.workbook and stated.indicator = total.indicator
    where reported > 0 and aggregation <> 'none'
)
select
    submission, 'region.sum_differs' as code, workbook, indicator, core.digits(found) as value,
    [
        core.place('name', label_kk), core.place('found', core.number(found, 'kk')),
        core.place('below', core.number(below, 'kk')), core.place('reported', core.number(reported, 'kk')),
        core.place('expected', core.number(expected, 'kk'))
    ] as places_kk,
    [
        core.place('name', label_ru), core.place('found', core.number(found, 'ru')),
        core.place('below', core.number(below, 'ru')), core.place('reported', core.number(reported, 'ru')),
        core.place('expected', core.number(expected, 'ru'))
    ] as places_ru,
    [
        core.place('name', label_en), core.place('found', core.number(found, 'en')),
        core.place('below', core.number(below, 'en')), core.place('reported', core.number(reported, 'en')),
        core.place('expected', core.number(expected, 'en'))
    ] as places_en
from compared
where found <> below
