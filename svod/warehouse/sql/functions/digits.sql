-- the digits of a number, without zeros at its end: 1164, 12.5
create or replace macro core.digits(value) as
rtrim(rtrim(value::decimal(38, 6)::varchar, '0'), '.')
