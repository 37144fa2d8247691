-- every submission has a judged workbook, and every judged workbook a submission
select submission, file, sha256, null as workbook
from core.submission
anti join core.reading('infinity'::timestamptz) reading using (submission)
union all
select null, path, sha256, workbook
from core.workbook
where not exists (
    from core.submission where submission.sha256 = workbook.sha256 and coalesce(workbook.path = submission.file, true)
)
order by submission, workbook
