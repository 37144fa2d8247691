-- one row per submission known at the moment (of one form and period if given), with its return, revision and status
with received as (
    select
        submission.*,
        reading.* exclude (submission, sha256, path),
        revision,
        withdrawn_at is not null as is_withdrawn,
        coalesce(greatest(submission.recorded_at, known_at) > closed_at, false) as came_after_closing,
        coalesce(accepted and greatest(submission.recorded_at, judged_at, admitted_at) > closed_at, false) as is_after_closing
    from core.submission
    join core.reading(moment) reading using (submission)
    left join core.revision using (submission, form, unit, period)
    left join core.withdrawal(moment) withdrawal using (submission)
    left join core.closing(moment) closing using (form, period)
    where submission.recorded_at <= moment
        and (form_asked is null or reading.form = form_asked)
        and (period_asked is null or reading.period = period_asked)
),
numbered as (
    select
        *,
        accepted and not is_set_aside and not is_withdrawn and not is_after_closing as counts,
        -- what was rejected at the closing stays so until a reopening, even if a spelling accepted since would mend it
        not came_after_closing and (not accepted or is_after_closing) as stands_rejected
    from received
),
sent as (
    select
        *,
        case when counts then
            lag(sha256) over (partition by form, unit, period, counts order by received_at, submission)
        end as sha256_before,
        case when counts then
            row_number() over (partition by form, unit, period, counts, sha256 order by received_at, submission)
        end as times_sent
    from numbered
),
changed as (
    select *, counts and sha256 is distinct from sha256_before as is_change
    from sent
),
ordered as (
    select
        *,
        is_change and row_number() over (
            partition by form, unit, period, is_change order by received_at desc, submission desc
        ) = 1 as is_current,
        case when is_change then
            lag(submission) over (partition by form, unit, period, is_change order by received_at, submission)
        end as submission_before
    from changed
)
select
    * exclude (sha256_before),
    case
        when is_set_aside then if(is_withdrawn, 'withdrawn', 'set_aside')
        when not accepted then 'rejected'
        when is_withdrawn then 'withdrawn'
        when is_after_closing then 'after_closing'
        when not is_change then 'unchanged'
        when is_current then 'accepted'
        else 'superseded'
    end as status
from ordered
