-- one row per rejected file in no unit's return, and form and period that it names, else each that was open when it came
with unplaced as (
    select
        submission, file, submission.sha256, received_at, recorded_at, workbook, reading.form, reading.period, reading.unit
    from core.submission
    join core.reading(moment) reading using (submission)
    left join core.period using (form, period)
    left join core.reporting_unit
        on reporting_unit.unit = reading.unit
        and owes_return
        and coalesce(valid_from, first_day) <= last_day
        and coalesce(valid_to, last_day) >= last_day
    where recorded_at <= moment and not accepted and reporting_unit.unit is null
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
    select workbook, code, value, message_kk, message_ru, message_en, suggestion
    from core.issue
    semi join unplaced using (workbook)
    where severity = 'error'
    qualify row_number() over (
        partition by workbook
        order by code = 'unit.unknown' desc, sheet is null desc, code = 'cell.required' desc, sheet, length(cell), cell, code
    ) = 1
),
suggested as (
    select workbook, min(reporting_unit.unit) as unit
    from reason
    join core.reporting_unit on owes_return and suggestion in (name_kk, name_ru, name_en)
    where code = 'unit.unknown'
    group by workbook
    having count(*) = 1
),
no_workbook as (
    select workbook
    from reason
    join unplaced using (workbook)
    where code = 'file.unreadable'
        and (value in ('picture', 'pdf', 'document', 'slides') or value = 'other' and not regexp_matches(file, '\.(xl\w+|ods)$', 'i'))
)
select
    submission, standing.form, standing.period, names_period, file, sha256, received_at,
    coalesce(unplaced.unit, path_unit.unit, suggested.unit) as likely_unit,
    code, message_kk, message_ru, message_en,
    case
        when withdrawn_at is not null then 'withdrawn'
        when no_workbook.workbook is not null then 'no_workbook'
        when list_contains(waived_files, submission) then 'waived'
        when recorded_at > closed_at then 'after_closing'
        else 'standing'
    end as state
from standing
join unplaced using (submission)
join reason using (workbook)
left join suggested using (workbook)
left join no_workbook using (workbook)
left join core.path_unit using (submission)
left join core.withdrawal(moment) withdrawal using (submission)
left join core.closing(moment) closing on closing.form = standing.form and closing.period = standing.period
where (form_asked is null or standing.form = form_asked) and (period_asked is null or standing.period = period_asked)
