-- one row per file in no unit's return, and form and period that it names, else each that was open when it came
with unplaced as (
    select
        submission, file, submission.sha256, received_at, recorded_at, workbook, reading.form, reading.period, is_set_aside,
        cover_unit as unit
    from core.submission
    join core.reading(moment) reading using (submission)
    left join core.period using (form, period)
    left join core.reporting_unit
        on reporting_unit.unit = reading.unit
        and owes_return
        and coalesce(valid_from, first_day) <= last_day
        and coalesce(valid_to, last_day) >= last_day
    where recorded_at <= moment
        and (is_set_aside or not accepted and reporting_unit.unit is null)
        -- a rejected file without a period that came through a unit's door is that unit's
        and not (door_unit is not null and reading.unit is not null and (reading.form is null or reading.period is null))
),
standing as (
    select submission, form, period, true as names_period
    from unplaced
    where form is not null and period is not null
    union all
    select submission, open_period.form, open_period.period, false
    from unplaced
    join core.open_period(moment) open_period using (submission)
    where unplaced.period is null and open_period.form = coalesce(unplaced.form, open_period.form)
),
reason as (
    -- what kept the unit from being known: its name, else the file as a whole, else a blank cell
    select unplaced.submission, code, value, message_kk, message_ru, message_en, suggestion
    from unplaced
    join core.issue using (workbook)
    where not is_set_aside and severity = 'error'
    qualify row_number() over (
        partition by unplaced.submission
        order by code = 'unit.unknown' desc, sheet is null desc, code = 'cell.required' desc, sheet, length(cell), cell, code
    ) = 1
    union all
    select
        submission, code, null,
        core.fill(message_kk, places_kk), core.fill(message_ru, places_ru), core.fill(message_en, places_en), null
    from core.set_aside(moment)
    join core.check_message using (code)
),
suggested as (
    select submission, min(reporting_unit.unit) as unit
    from reason
    join core.reporting_unit on owes_return and suggestion in (name_kk, name_ru, name_en)
    where code = 'unit.unknown'
    group by submission
    having count(*) = 1
),
no_workbook as (
    select submission
    from reason
    join unplaced using (submission)
    where code = 'file.unreadable'
        and (value in ('picture', 'pdf', 'document', 'slides') or value = 'other' and not regexp_matches(file, '\.(xl\w+|ods)$', 'i'))
)
select
    submission, standing.form, standing.period, names_period, file, sha256, received_at,
    coalesce(unplaced.unit, path_unit.unit, suggested.unit) as likely_unit,
    code, message_kk, message_ru, message_en,
    case
        when withdrawn_at is not null then 'withdrawn'
        when is_set_aside then 'set_aside'
        when no_workbook.submission is not null then 'no_workbook'
        when list_contains(waived_files, submission) then 'waived'
        when recorded_at > closed_at then 'after_closing'
        else 'standing'
    end as state
from standing
join unplaced using (submission)
join reason using (submission)
left join suggested using (submission)
left join no_workbook using (submission)
left join core.path_unit using (submission)
left join core.withdrawal(moment) withdrawal using (submission)
left join core.closing(moment) closing on closing.form = standing.form and closing.period = standing.period
where (form_asked is null or standing.form = form_asked) and (period_asked is null or standing.period = period_asked)
