-- one row per unit and unit above it, whose totals it adds to; those days for which both exist are the unit's own
select
    below.unit, unit_above.above, higher.level, steps + 1 as steps, below.valid_from, below.valid_to
from core.reporting_unit below
join core.unit_above on unit_above.unit = below.parent
join core.reporting_unit higher on higher.unit = unit_above.above
