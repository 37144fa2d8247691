-- through which door a file came, and the unit whose door it is; null for files found under raw/
alter table core.submission add column door varchar;
alter table core.submission add column door_unit varchar;
