-- a unit that has accepted returns for a form and period has one current revision, and others have none
select form, period, unit, count(*) filter (where is_change) as accepted, count(*) filter (where is_current) as current_revisions
from now.judged_submission
where form is not null and period is not null and unit is not null
group by form, period, unit
having current_revisions <> least(accepted, 1)
order by form, period, unit
