-- one row per submission that was set aside
select submission, code, places_kk, places_ru, places_en
from core.set_aside(moment)
where (form_asked is null or form = form_asked) and (period_asked is null or period = period_asked)
