-- no two submissions of a unit for a form and period have the same revision number
select form, period, unit, revision, count(*) as submissions
from main.submission
where revision is not null
group by form, period, unit, revision
having submissions > 1
order by form, period, unit, revision
