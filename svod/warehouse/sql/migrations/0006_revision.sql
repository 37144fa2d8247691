-- the number of a submission among those for its unit, form and period, in the order in which svod came to know them: it stays
create table core.revision (
    submission integer not null, form varchar not null, unit varchar not null, period varchar not null, revision bigint not null
);
with latest as (
    select
        max(workbook) as workbook,
        min(judged_at) filter (where form is not null and unit is not null and period is not null) as known_at
    from core.workbook
    group by sha256
)
insert into core.revision
select
    submission, form, unit, period,
    row_number() over (partition by form, unit, period order by greatest(recorded_at, known_at), submission)
from core.submission
join core.workbook using (sha256)
join latest using (workbook)
where form is not null and unit is not null and period is not null;
