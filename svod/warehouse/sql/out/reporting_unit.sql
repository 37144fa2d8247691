-- one row per reporting unit
select unit, parent, level, position, name_kk, name_ru, name_en, valid_from, valid_to
from core.reporting_unit
