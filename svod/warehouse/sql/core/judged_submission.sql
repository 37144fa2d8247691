-- one row per submission: its return, its revision, and whether it counts, all by the order of receipt
create or replace view core.judged_submission as
with received as (
    select
        submission.*, workbook.workbook, workbook.form, workbook.unit, workbook.period, workbook.accepted, workbook.nil,
        workbook.form is not null and workbook.unit is not null and workbook.period is not null as is_known
    from core.submission
    join core.workbook using (sha256)
),
numbered as (
    select
        *,
        case when is_known then
            row_number() over (partition by form, unit, period, is_known order by submission)
        end as revision,
        case when accepted then
            lag(sha256) over (partition by form, unit, period, accepted order by received_at, submission)
        end as sha256_before,
        case when accepted then
            row_number() over (partition by form, unit, period, accepted, sha256 order by received_at, submission)
        end as times_sent
    from received
),
changed as (
    select *, accepted and sha256 is distinct from sha256_before as is_change
    from numbered
),
ordered as (
    select
        *,
        is_change and row_number() over (
            partition by form, unit, period, is_change order by received_at desc, submission desc
        ) = 1 as is_current
    from changed
)
select
    * exclude (is_known, sha256_before),
    case
        when not accepted then 'rejected'
        when not is_change then 'unchanged'
        when is_current then 'accepted'
        else 'superseded'
    end as status
from ordered
