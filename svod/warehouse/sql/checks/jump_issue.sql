-- one row per accepted submission and indicator far from the unit's value in the previous revision or a year earlier
with margin as (
    -- far: at least three times as large or as small, and at least ten apart
    select 3 as ratio, 10 as least
),
compared as (
    from core.revision_before(moment, form_asked, period_asked)
    union all by name
    from core.year_before(moment, form_asked, period_asked)
),
jumped as (
    select
        submission, compared.workbook, compared.form, period_before, revision_before,
        old.indicator, old.value as before, coalesce(new.value, 0) as found
    from compared
    join core.indicator_value old on old.workbook = workbook_before
    join core.indicator_value new on new.workbook = compared.workbook and new.indicator = old.indicator
    anti join core.survey_answer answer on answer.form = compared.form and answer.indicator = old.indicator
    cross join margin
    where abs(before - found) >= least and greatest(before, found) >= ratio * least(before, found)
)
select
    submission, 'history.jump' as code, workbook, indicator, core.digits(found) as value,
    [
        core.place('name', label_kk), core.place('when', coalesce(period_before, revision_before || '-нұсқа')),
        core.place('found', core.number(found, 'kk')), core.place('before', core.number(before, 'kk'))
    ] as places_kk,
    [
        core.place('name', label_ru), core.place('when', coalesce(period_before, 'редакция ' || revision_before)),
        core.place('found', core.number(found, 'ru')), core.place('before', core.number(before, 'ru'))
    ] as places_ru,
    [
        core.place('name', label_en), core.place('when', coalesce(period_before, 'revision ' || revision_before)),
        core.place('found', core.number(found, 'en')), core.place('before', core.number(before, 'en'))
    ] as places_en
from jumped
join core.indicator using (form, indicator)
