-- each table of a workbook has as many rows as were read from its sheet
with counted as (
    select workbook, "table", count(*) as rows_loaded
    from core.content
    group by workbook, "table"
),
read as (
    -- without what was read for a form or table that is no longer declared
    select workbook, "table", layout.row_count as rows_read
    from core.layout
    join core.workbook using (workbook)
    semi join core.form using (form)
    semi join counted using ("table")
)
select workbook, "table", rows_read, rows_loaded
from read
full join counted using (workbook, "table")
where coalesce(rows_read, -1) <> coalesce(rows_loaded, 0)
order by workbook, "table"
