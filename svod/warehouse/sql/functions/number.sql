-- a number as the language writes it: 1 164,5 with a no-break space between thousands, 1,164.5 in English
create or replace macro core.number(value, language) as
if(value < 0, '-', '')
|| replace(
    format('{:,}', trunc(abs(value))::bigint), ',', if(language = 'en', ',', chr(160))
)
|| coalesce(
    if(language = 'en', '.', ',') || nullif(split_part(core.digits(value), '.', 2), ''), ''
)
