-- the same period a year earlier
create or replace macro core.same_a_year_before(period) as
(left(period, 4)::integer - 1)::varchar || substr(period, 5)
