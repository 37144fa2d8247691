-- the path of the files that a judgement is about, where it tells which of several units of one name is meant
alter table core.workbook add column path varchar;
