-- what was received, what it was found to be, and the reference data that the published views join
create schema core;

create table core.migration (name varchar, applied_at timestamptz);
create table core.reference_state (fingerprint varchar);

create table core.reporting_unit (
    unit varchar, parent varchar, level varchar, position integer, owes_return boolean,
    name_kk varchar, name_ru varchar, name_en varchar
);
create table core.form (form varchar, title_kk varchar, title_ru varchar, title_en varchar);
create table core.indicator (
    form varchar, indicator varchar, position integer,
    label_kk varchar, label_ru varchar, label_en varchar,
    meaning_kk varchar, meaning_ru varchar, meaning_en varchar,
    "table" varchar, element varchar
);
create table core.survey_answer (
    form varchar, question varchar, answer varchar, position integer, several boolean,
    indicator varchar, base_indicator varchar
);
create table core.check_message (
    code varchar, severity varchar, message_kk varchar, message_ru varchar, message_en varchar
);
create table core.period (form varchar, period varchar, first_day date, last_day date, due_date date, late_from timestamptz);

create table core.submission (
    submission integer, file varchar, sha256 varchar, received_at timestamptz, recorded_at timestamptz
);
create table core.workbook (
    workbook integer, sha256 varchar, form varchar, unit varchar, period varchar, accepted boolean, nil boolean,
    cells_read integer, cells_loaded integer, cells_ignored integer
);
create table core.issue (
    workbook integer, submission integer, code varchar, severity varchar, sheet varchar, cell varchar, value varchar,
    message_kk varchar, message_ru varchar, message_en varchar, suggestion varchar
);
create table core.indicator_value (workbook integer, indicator varchar, value bigint);
