-- the macros in this file
create table core.macro (fingerprint varchar not null);
