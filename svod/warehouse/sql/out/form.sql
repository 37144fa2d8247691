-- one row per form that returns were declared for
select form, title_kk, title_ru, title_en
from core.form
