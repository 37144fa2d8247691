-- the unit whose total a return adds to, when it doesn't, and the units above those that have units below them
alter table core.reporting_unit add column adds_to varchar;
alter table core.reporting_unit add column days_compared struct("first" date, "last" date)[];
create table core.unit_above (unit varchar, above varchar, steps integer);
