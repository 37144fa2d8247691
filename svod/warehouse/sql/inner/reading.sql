-- one row per submission: the latest judgement of its bytes at the moment, its return, and since when that is known
with received as (
    -- whose door it is, if it came through one: the unit, where the workbook names none
    select submission, sha256, file, door, owner.unit as owner
    from core.submission
    left join core.reporting_unit owner on owner.unit = door_unit and owes_return
),
latest as (
    select
        submission,
        any_value(door) as door,
        any_value(owner) as owner,
        max(workbook) as workbook,
        min(judged_at) filter (where form is not null and coalesce(unit, owner) is not null and period is not null) as known_at
    from received
    join core.workbook using (sha256)
    -- where units have one name, the path of a file may tell which is meant: then other files with its bytes are judged apart
    where judged_at <= moment and coalesce(path = file, true)
    group by submission
),
admitted as (
    select submission, min(recorded_at) as admitted_at
    from core.decision
    where kind = 'admitted' and recorded_at <= moment
    group by submission
),
placed as (
    -- a file that names another unit than that whose door it came through is in no return until it is admitted
    select *, admitted_at is null and door is not null and unit is not null and unit is distinct from owner as is_set_aside
    from latest
    join core.workbook using (workbook)
    left join admitted using (submission)
)
select
    * exclude (door, owner, known_at) replace (if(is_set_aside, null, coalesce(unit, owner)) as unit),
    unit as cover_unit,
    greatest(known_at, admitted_at) as known_at
from placed
