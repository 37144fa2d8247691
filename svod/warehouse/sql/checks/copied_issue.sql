-- one row per current return, or sheet of it, whose rows are those of another unit or period that were received earlier
with threshold as (
    -- A copy: most of at least five rows. Rows without a date or text prove little: only different figures, and no small ones,
    -- count as a proof, since a survey's answers have the same codes everywhere and often the same small figures.
    select 5 as least_rows, 80 as least_percent, 4 as least_proof, 10 as least_figure
),
judged as (
    select
        submission, form, unit, period, sent.workbook, is_current,
        max(workbook) filter (where is_current) over (partition by form, unit, period) as workbook_now,
        row_number() over (order by received_at, submission) as place
    from core.judged_submission(moment, form_asked, null) sent
    where is_change
),
held as (
    -- what a return holds now, and since which of its revisions: a correction of another row makes no old row newer
    select
        workbook_now as workbook, content_hash,
        any_value(sheet) filter (where is_current) as sheet,
        any_value(largest_figure) as figure,
        count(*) filter (where is_current) as copies,
        min(place) as since
    from core.comparable_row
    join judged using (workbook)
    where workbook_now is not null
    group by workbook_now, content_hash
    having copies > 0
),
sized as (
    select workbook, sheet, sum(copies) as row_count
    from held
    group by grouping sets ((workbook), (workbook, sheet))
),
shared as (
    from held semi join (select content_hash from held group by content_hash having count(*) > 1) using (content_hash)
),
neighbour as (
    -- A row is compared with the first return that holds it and with the last one before: not all pairs of returns, which would
    -- be millions where many hold the same row.
    select
        workbook, copies,
        unnest(list_distinct([
            first_value(workbook) over holders, lag(workbook) over holders
        ])) as earlier
    from shared
    window holders as (partition by content_hash order by since)
),
candidate as (
    select workbook, earlier
    from neighbour
    cross join threshold
    where earlier <> workbook
    group by workbook, earlier, least_proof
    having sum(copies) >= least_proof
),
compared as (
    select
        candidate.workbook, earlier, later_row.sheet,
        sum(least(later_row.copies, earlier_row.copies)) as same,
        coalesce(sum(least(later_row.copies, earlier_row.copies)) filter (where later_row.figure is null), 0)
            + count(distinct later_row.figure) filter (where later_row.figure >= least_figure) as proof
    from candidate
    join shared later_row on later_row.workbook = candidate.workbook
    join shared earlier_row
        on earlier_row.workbook = earlier
        and earlier_row.content_hash = later_row.content_hash
        and earlier_row.since < later_row.since
    cross join threshold
    group by grouping sets ((candidate.workbook, earlier), (candidate.workbook, earlier, later_row.sheet))
),
copied as (
    select compared.workbook, earlier, compared.sheet, same, row_count
    from compared
    join sized on sized.workbook = compared.workbook and sized.sheet is not distinct from compared.sheet
    cross join threshold
    where row_count >= least_rows and 100 * same >= least_percent * row_count and proof >= least_proof
    -- of several the one with most rows, and a sheet only where the return as a whole is no copy
    qualify row_number() over (partition by compared.workbook, compared.sheet order by same desc, earlier) = 1
        and (compared.sheet is null or not bool_or(compared.sheet is null) over (partition by compared.workbook))
)
select
    later.submission, 'content.copied' as code, copied.sheet, earlier.unit || ' ' || earlier.period as value,
    [
        core.place('name', name_kk), core.place('period', earlier.period),
        core.place('same', core.number(same, 'kk')), core.place('rows', core.number(row_count, 'kk'))
    ] as places_kk,
    [
        core.place('name', name_ru), core.place('period', earlier.period),
        core.place('same', core.number(same, 'ru')), core.place('rows', core.number(row_count, 'ru'))
    ] as places_ru,
    [
        core.place('name', name_en), core.place('period', earlier.period),
        core.place('same', core.number(same, 'en')), core.place('rows', core.number(row_count, 'en'))
    ] as places_en
from copied
join judged later on later.is_current and later.workbook = copied.workbook
join judged earlier on earlier.is_current and earlier.workbook = copied.earlier
join core.reporting_unit on reporting_unit.unit = earlier.unit
where period_asked is null or later.period = period_asked
