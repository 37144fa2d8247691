-- a whole number as the language writes it: no-break spaces between thousands, commas in English
create or replace macro core.number(value, language) as
case
    when language = 'en' then format('{:,}', value::bigint)
    else replace(format('{:,}', value::bigint), ',', chr(160))
end
