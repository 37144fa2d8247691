-- the period before one, of the same length: 2025-Q4 for 2026-Q1
create or replace macro core.period_before(period) as
case
    when length(period) = 4 then (period::integer - 1)::varchar
    when period like '%-Q1' then (left(period, 4)::integer - 1)::varchar || '-Q4'
    when period like '%-H1' then (left(period, 4)::integer - 1)::varchar || '-H2'
    when period like '%-Q_' or period like '%-H_' then left(period, 6) || (right(period, 1)::integer - 1)::varchar
    when period like '%-W%' then
        strftime(try_strptime(period || '-1', '%G-W%V-%u') - interval 7 day, '%G-W%V')
    else strftime(try_cast(period || '-01' as date) - interval 1 month, '%Y-%m')
end
