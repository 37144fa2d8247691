-- one row per file received
create or replace view main.submission as
select submission, form, period, unit, revision, status, nil, received_at, recorded_at, sha256, file
from core.judged_submission
order by submission
