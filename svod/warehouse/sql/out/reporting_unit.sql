-- one row per reporting unit
create or replace view main.reporting_unit as
select unit, parent, level, position, name_kk, name_ru, name_en, valid_from, valid_to
from core.reporting_unit
order by position
