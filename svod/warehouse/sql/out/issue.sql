-- one row per issue of a submission; a query's explanation holds while its value is unchanged
create or replace macro core.issue(moment, form_asked, period_asked) as table
with judged as materialized (
    from core.judged_submission(moment, form_asked, period_asked)
),
found as materialized (
    select form, period, unit, revision, status, counts, received_at, found_issue.*
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
    select form, period, unit, found.code, found.sheet, found.cell, value, received_at, explanation
    from written
    join found
        on found.submission = written.submission
        and found.code = written.code
        and coalesce(core.cell_name(found.cell), '') = written.cell
        and coalesce(written.sheet, core.cell_name(found.sheet), '') = coalesce(core.cell_name(found.sheet), '')
    where counts
    union all
    select form, period, unit, code, sheet, cell, value, '-infinity'::timestamptz as received_at, reason as explanation
    from core.event
    where kind = 'answered' and recorded_at <= moment
)
select
    submission, form, period, unit, revision, status, code, severity, sheet, cell, value,
    message_kk, message_ru, message_en, suggestion,
    (
        select max(explained.explanation)
        from explained
        where severity = 'query'
            and explained.form = found.form
            and explained.period = found.period
            and explained.unit = found.unit
            and explained.code = found.code
            and explained.sheet is not distinct from found.sheet
            and explained.cell is not distinct from found.cell
            and explained.value is not distinct from found.value
            and explained.received_at <= found.received_at
    ) as explanation
from found
order by submission
