-- one row per file set aside at the moment: it came through one unit's door, or from nobody known, and names another unit
select
    submission, reading.form, reading.period, cover_unit,
    if(owner.unit is null, 'door.stranger', 'door.other_unit') as code,
    [core.place('door', owner.name_kk), core.place('cover', named.name_kk)] as places_kk,
    [core.place('door', owner.name_ru), core.place('cover', named.name_ru)] as places_ru,
    [core.place('door', owner.name_en), core.place('cover', named.name_en)] as places_en
from core.submission
join core.reading(moment) reading using (submission)
join core.reporting_unit named on named.unit = cover_unit
left join core.reporting_unit owner on owner.unit = door_unit
where is_set_aside and submission.recorded_at <= moment
