-- one row per submission that is withdrawn at the moment
select submission, recorded_at as withdrawn_at
from core.decision
where kind in ('withdrawn', 'restored') and recorded_at <= moment
qualify kind = 'withdrawn' and row_number() over (partition by submission order by event desc) = 1
