-- one row per accepted submission whose unit has a return for the period a year earlier: the workbook of that return
select later.submission, later.form, later.unit, later.period, later.workbook, earlier.workbook as workbook_before,
    earlier.period as period_before
from core.judged_submission(moment, form_asked, period_asked) later
join core.judged_submission(moment, form_asked, core.same_a_year_before(period_asked)) earlier
    on earlier.form = later.form
    and earlier.unit = later.unit
    and earlier.period = core.same_a_year_before(later.period)
where later.is_change and earlier.is_current
