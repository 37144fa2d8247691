-- one row per workbook's bytes: the latest judgement of them that was known at a moment, and since when its return is known
create or replace macro core.reading(moment) as table
select
    *,
    min(judged_at) filter (where form is not null and unit is not null and period is not null)
        over (partition by sha256) as known_at
from core.workbook
where judged_at <= moment
qualify row_number() over (partition by sha256 order by workbook desc) = 1
