-- figures have up to six decimals
alter table core.indicator_value alter column value type decimal(38, 6);
