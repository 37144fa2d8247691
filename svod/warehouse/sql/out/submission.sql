-- one row per file received
select submission, form, period, unit, revision, status, nil, received_at, recorded_at, sha256, file,
    door, door_unit,
    core.local_day(received_at) as received_date
from core.judged_submission(moment, form_asked, period_asked)
