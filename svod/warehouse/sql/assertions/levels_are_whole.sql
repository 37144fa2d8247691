-- a unit that has a total stands above itself and below all that its parent stands below, and returns add to it or their parent
with above_others as (
    select unit, parent
    from core.reporting_unit
    where parent is null or unit in (select parent from core.reporting_unit)
),
standing as (
    select unit, unit as above, 0 as steps
    from above_others
    union all
    select above_others.unit, unit_above.above, steps + 1
    from above_others
    join core.unit_above on unit_above.unit = above_others.parent
),
wrong as (
    select unit, above, steps
    from (from standing except all from core.unit_above)
    union all
    select unit, above, steps
    from (from core.unit_above except all from standing)
    union all
    select unit, adds_to, 0
    from core.reporting_unit
    left join above_others using (unit)
    where adds_to is distinct from if(above_others.unit is null, reporting_unit.parent, unit)
)
select unit, above, steps
from wrong
order by all
