-- what means and ratios are made of, and how indicators are aggregated over units and over time
alter table core.indicator_value add column part decimal(38, 12);
alter table core.indicator_value add column whole decimal(38, 6);
alter table core.indicator add column aggregation varchar;
alter table core.indicator add column over_time varchar;
alter table core.indicator add column decimals integer;
