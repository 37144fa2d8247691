-- one row per rejected file that came through a unit's door and names no period, and form and period that was open when it came
select
    submission, workbook, open_period.form, open_period.period, reading.unit, file, received_at
from core.submission
join core.reading(moment) reading using (submission)
join core.open_period(moment) open_period using (submission)
left join core.withdrawal(moment) withdrawal using (submission)
left join core.closing(moment) closing on closing.form = open_period.form and closing.period = open_period.period
where submission.recorded_at <= moment
    and not accepted
    and reading.unit is not null
    and door_unit is not null
    and (reading.form is null or reading.period is null)
    and open_period.form = coalesce(reading.form, open_period.form)
    and withdrawn_at is null
    and coalesce(submission.recorded_at <= closed_at, true)
    and (form_asked is null or open_period.form = form_asked)
    and (period_asked is null or open_period.period = period_asked)
