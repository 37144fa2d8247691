-- one row per indicator of a form
create or replace view main.indicator as
select
    form, indicator, position, label_kk, label_ru, label_en, meaning_kk, meaning_ru, meaning_en,
    'sum' as aggregation, "table", element
from core.indicator
order by form, position
