-- what people decided, when each workbook was judged, and where the values of its tables stand
create table core.event (
    event integer, kind varchar, recorded_at timestamptz, reason varchar,
    form varchar, period varchar, unit varchar, submission integer,
    code varchar, sheet varchar, cell varchar, value varchar, details varchar
);
create table core.layout (workbook integer, "table" varchar, sheet varchar, row_count integer, places map(varchar, varchar));
alter table core.workbook add column judged_at timestamptz;
update core.workbook set judged_at = (
    select min(recorded_at) from core.submission where submission.sha256 = workbook.sha256
);
alter table core.reporting_unit add column valid_from date;
alter table core.reporting_unit add column valid_to date;
