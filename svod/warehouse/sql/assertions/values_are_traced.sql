-- each value of a current return is what the cells that it comes from come to: their sum, or the largest or smallest of them
with traced as (
    select
        workbook, indicator, sum(value) as summed, max(value) as largest, min(value) as smallest, count(*) as cells
    from core.addend
    semi join now.current_workbook using (workbook)
    group by workbook, indicator
),
stated as (
    select workbook, indicator, value
    from core.indicator_value
    semi join now.current_workbook using (workbook)
),
compared as (
    select
        form, period, unit, indicator, value,
        case aggregation
            when 'max' then largest
            when 'min' then smallest
            when 'none' then if(cells = 1, largest, null)
            -- a mean lies between its values, but for its own rounding; a ratio is of other indicators
            when 'mean' then if(value between smallest - 1 and largest + 1, value, largest)
            when 'ratio' then value
            -- a zero may come from no cell: nothing was reported
            else coalesce(summed, if(value = 0, 0, null))
        end as value_of_cells
    from stated
    full join traced using (workbook, indicator)
    join now.current_workbook using (workbook)
    join core.indicator using (form, indicator)
)
select form, period, unit, indicator, value, value_of_cells
from compared
where value is distinct from value_of_cells
order by form, period, unit, indicator
