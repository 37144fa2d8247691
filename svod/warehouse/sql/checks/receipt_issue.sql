-- one row per submission with a remarkable receipt: sent again, with older content, after closing, together with another
with known as (
    select
        *,
        count(*) over (partition by form, unit, period, recorded_at) as files_in_run,
        max(revision) filter (where is_current) over (partition by form, unit, period) as current_revision
    from core.judged_submission(moment, form_asked, period_asked)
    where revision is not null
),
remarkable as (
    select submission, 'submission.unchanged' as code, null::integer as files, null::integer as current_revision
    from known
    where status = 'unchanged'
    union all
    select submission, 'submission.older_content', null, null
    from known
    where is_change and times_sent > 1
    union all
    select submission, 'submission.after_closing', null, null
    from known
    where came_after_closing or is_after_closing
    union all
    select submission, 'submission.same_night', files_in_run, current_revision
    from known
    where files_in_run > 1
)
select
    submission, code,
    [core.place('files', files::varchar), core.place('current', current_revision::varchar)] as places_kk,
    places_kk as places_ru,
    places_kk as places_en
from remarkable
