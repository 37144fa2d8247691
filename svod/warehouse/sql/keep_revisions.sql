-- the numbers that submissions have in the warehouse attached as present, where it is the same submissions
insert into core.revision
select numbered.*
from present.core.revision numbered
join present.core.submission using (submission)
semi join core.submission same on same.submission = submission.submission
    and same.file = submission.file and same.sha256 = submission.sha256 and same.recorded_at = submission.recorded_at
