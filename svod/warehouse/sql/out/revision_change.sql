-- one row per difference between two revisions of a return: a cell, a row added or removed, an indicator
with judged as (
    select submission, submission_before, form, period, unit, revision, workbook
    from core.judged_submission(moment, form_asked, period_asked)
    where accepted
),
pair as (
    select
        later.submission, later.form, later.period, later.unit, earlier.revision as from_revision,
        later.revision as to_revision, earlier.workbook as old_workbook, later.workbook as new_workbook
    from judged later
    join judged earlier
        on earlier.form = later.form
        and earlier.period = later.period
        and earlier.unit = later.unit
        and if(
            to_asked is null,
            earlier.submission = later.submission_before,
            earlier.revision = from_asked and later.revision = to_asked
        )
),
old_row as (
    select
        submission, content.*,
        row_number() over (partition by submission, "table", content order by "row") as copy
    from pair
    join core.content on content.workbook = old_workbook
),
new_row as (
    select
        submission, content.*,
        row_number() over (partition by submission, "table", content order by "row") as copy
    from pair
    join core.content on content.workbook = new_workbook
),
gone as (
    from old_row anti join new_row using (submission, "table", content, copy)
),
come as (
    from new_row anti join old_row using (submission, "table", content, copy)
),
alike as (
    select
        gone.submission, gone."table", gone.elements,
        gone.sheet as old_sheet, gone."row" as old_row, gone."values" as old_values, gone.cells as old_cells,
        come.sheet as new_sheet, come."row" as new_row, come."values" as new_values, come.cells as new_cells,
        len(list_filter(list_zip(gone."values", come."values"), lambda pair: pair[1] = pair[2])) as same
    from gone
    join come using (submission, "table")
    where 2 * same >= least(
        len(list_filter(gone."values", lambda value: value is not null)),
        len(list_filter(come."values", lambda value: value is not null))
    )
),
ranked as (
    select
        *,
        row_number() over (
            partition by submission, "table", old_row order by same desc, abs(old_row - new_row), new_row
        ) as place_for_old,
        row_number() over (
            partition by submission, "table", new_row order by same desc, abs(old_row - new_row), old_row
        ) as place_for_new
    from alike
),
mended as (
    from ranked where place_for_old = 1 and place_for_new = 1
),
cell as (
    select
        submission, "table", new_row as position,
        unnest(elements) as element, old_sheet, unnest(old_cells) as old_cell, unnest(old_values) as old,
        new_sheet, unnest(new_cells) as new_cell, unnest(new_values) as new
    from mended
),
change as (
    select submission, 1 as part, "table", position, 'cell' as change, * exclude (submission, "table", position)
    from cell
    where old is distinct from new
    union all by name
    select
        submission, 1 as part, "table", "row" as position, 'row_removed' as change, sheet as old_sheet,
        cells[1] as old_cell, array_to_string("values", '; ') as old
    from gone
    anti join mended on mended.submission = gone.submission and mended."table" = gone."table" and old_row = gone."row"
    union all by name
    select
        submission, 1 as part, "table", "row" as position, 'row_added' as change, sheet as new_sheet,
        cells[1] as new_cell, array_to_string("values", '; ') as new
    from come
    anti join mended on mended.submission = come.submission and mended."table" = come."table" and new_row = come."row"
    union all by name
    select
        submission, 2 as part, indicator.position, 'indicator' as change, indicator.indicator as element,
        core.digits(old.value) as old, core.digits(new.value) as new
    from pair
    join core.indicator_value old on old.workbook = old_workbook
    join core.indicator_value new on new.workbook = new_workbook and new.indicator = old.indicator
    join core.indicator on indicator.form = pair.form and indicator.indicator = old.indicator
    where old.value is distinct from new.value
)
select
    form, period, unit, from_revision, to_revision, "table", change, element,
    old_sheet, old_cell, old, new_sheet, new_cell, new
from change
join pair using (submission)
