-- each value of a current return is the sum of the cells that it comes from
with traced as (
    select workbook, indicator, sum(value) as sum_of_cells
    from core.addend
    semi join now.current_workbook using (workbook)
    group by workbook, indicator
),
stated as (
    select workbook, indicator, value
    from core.indicator_value
    semi join now.current_workbook using (workbook)
)
select form, period, unit, indicator, value, sum_of_cells
from stated
full join traced using (workbook, indicator)
join now.current_workbook using (workbook)
-- a zero may come from no cell: nothing was reported
where value is distinct from coalesce(sum_of_cells, if(value = 0, 0, null))
order by form, period, unit, indicator
