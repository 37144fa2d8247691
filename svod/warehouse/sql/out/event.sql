-- one row per decision: a period closed, a query answered, a spelling accepted, a form or register adopted, figures hidden
select event, kind, recorded_at, form, period, unit, submission, code, sheet, cell, value, reason, details
from core.decision
where recorded_at <= moment
