-- the hash of the adopted definition of its form with which a workbook was judged; null for a form that comes with the program
alter table core.workbook add column definition varchar;
