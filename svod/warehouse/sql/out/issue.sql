-- one row per issue of a submission; the explanation of a query holds while its value is unchanged, even if its row moved
with judged as materialized (
    from core.judged_submission(moment, form_asked, period_asked)
),
found as materialized (
    select form, period, unit, revision, status, counts, received_at, workbook, found_issue.*
    from core.found_issue(moment, form_asked, period_asked) found_issue
    join judged using (submission)
),
written as (
    select
        judged.submission, lower(trim(code)) as code, explanation,
        core.cell_name(nullif(split_part(cell, '!', -2), '')) as sheet,
        coalesce(core.cell_name(split_part(cell, '!', -1)), '') as cell
    from core.explanation
    join judged using (workbook)
),
explained as (
    select form, period, unit, workbook, found.code, found.sheet, found.cell, value, received_at, explanation
    from written
    join found
        on found.submission = written.submission
        and found.code = written.code
        and coalesce(core.cell_name(found.cell), '') = written.cell
        and coalesce(written.sheet, core.cell_name(found.sheet), '') = coalesce(core.cell_name(found.sheet), '')
    where counts
    union all
    select
        decision.form, decision.period, decision.unit, workbook, code, sheet, cell, value,
        '-infinity'::timestamptz as received_at, reason as explanation
    from core.decision
    left join judged using (submission)
    where kind = 'answered' and decision.recorded_at <= moment
),
fitting as (
    select
        found.submission, code, found.sheet, found.cell, found.value, explanation,
        found.workbook, explained.workbook as old_workbook, explained.sheet as old_sheet, explained.cell as old_cell,
        found.sheet is not distinct from old_sheet and found.cell is not distinct from old_cell as is_in_place
    from found
    join explained using (form, period, unit, code)
    where severity = 'query'
        and found.value is not distinct from explained.value
        and explained.received_at <= found.received_at
),
elsewhere as materialized (
    from fitting where not is_in_place and workbook <> old_workbook
),
told_row as materialized (
    select *, row_number() over (partition by workbook, "table", content order by "row") as copy
    from core.content
    semi join (
        select workbook from elsewhere union all select old_workbook from elsewhere
    ) told using (workbook)
),
holding as (
    select submission, code, sheet, cell, value, explanation
    from fitting
    where is_in_place
    union all
    select submission, code, elsewhere.sheet, cell, value, explanation
    from elsewhere
    join told_row old on old.workbook = old_workbook and old.sheet = old_sheet and list_contains(old.cells, old_cell)
    join told_row new on new.workbook = elsewhere.workbook and new.sheet = elsewhere.sheet and list_contains(new.cells, cell)
    where (old."table", old.content, old.copy, list_position(old.cells, old_cell))
        = (new."table", new.content, new.copy, list_position(new.cells, cell))
)
select
    submission, form, period, unit, revision, status, code, severity, sheet, cell, value,
    message_kk, message_ru, message_en, suggestion,
    (
        select max(holding.explanation)
        from holding
        where holding.submission = found.submission
            and holding.code = found.code
            and holding.sheet is not distinct from found.sheet
            and holding.cell is not distinct from found.cell
            and holding.value is not distinct from found.value
    ) as explanation
from found
