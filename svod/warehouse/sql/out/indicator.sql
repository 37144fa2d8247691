-- one row per indicator of a form
select
    form, indicator, position, label_kk, label_ru, label_en, meaning_kk, meaning_ru, meaning_en,
    aggregation, "table", element, over_time
from core.indicator
