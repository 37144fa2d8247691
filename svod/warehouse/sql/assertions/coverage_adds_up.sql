-- of the units whose returns add to a total, those with a current revision have reported and the others are missing
with added as (
    select form, period, region as unit, count(*) as owing, count(current.revision) as with_revision
    from main.completeness
    left join now.current_workbook current using (form, period, unit)
    group by form, period, region
),
counted as (
    select form, period, above as region, sum(owing) as owing, sum(with_revision) as with_revision
    from added
    join core.unit_above using (unit)
    group by form, period, region
)
select distinct form, period, region, expected, owing, reported, with_revision, missing, nil, late, rejected
from main.regional_total
full join counted using (form, period, region)
where (expected, reported) is distinct from (owing, with_revision)
    or expected <> reported + missing
    or greatest(nil, late) > reported
    or rejected > missing
order by form, period, region
