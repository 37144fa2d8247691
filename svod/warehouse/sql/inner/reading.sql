-- one row per workbook's bytes: their latest judgement at the moment, and since when their return is known
with latest as (
    select
        max(workbook) as workbook,
        min(judged_at) filter (where form is not null and unit is not null and period is not null) as known_at
    from core.workbook
    where judged_at <= moment
    group by sha256
)
select workbook.*, known_at
from latest
join core.workbook using (workbook)
