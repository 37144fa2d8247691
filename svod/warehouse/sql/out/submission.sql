-- one row per file received
create or replace macro core.submission(moment) as table
select submission, form, period, unit, revision, status, nil, received_at, recorded_at, sha256, file
from core.judged_submission(moment)
order by submission
