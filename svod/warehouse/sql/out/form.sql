-- one row per known form
select form, title_kk, title_ru, title_en
from core.form
