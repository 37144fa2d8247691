-- the unit whose total a unit's return adds to on a day; null if it is the sum of returns that add to totals themselves
create or replace macro core.region_on(adds_to, days_compared, day) as
if(len(list_filter(days_compared, lambda days: day between days."first" and days."last")) > 0, null, adds_to)
