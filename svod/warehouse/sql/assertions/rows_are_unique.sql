-- no two rows of a workbook's table were read from the same row of its sheet
select workbook, "table", sheet, "row", count(*) as row_count
from core.content
group by workbook, "table", sheet, "row"
having row_count > 1
order by all
