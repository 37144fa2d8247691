-- one row per unit, indicator and cell that adds to it, in current revisions
create or replace macro core.provenance(moment) as table
select
    current.form, current.period, current.unit, parent as region, indicator, addend.value,
    file, sha256, current.revision, addend.sheet, addend.cell
from core.current_workbook(moment) current
join core.addend on addend.workbook = current.workbook
join core.submission using (submission)
join core.reporting_unit using (unit)
