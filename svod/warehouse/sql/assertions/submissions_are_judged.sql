-- every submission has a judged workbook, and every judged workbook a submission
select submission, file, submission.sha256, workbook
from core.submission
full join core.workbook using (sha256)
where submission is null or workbook is null
order by submission, workbook
