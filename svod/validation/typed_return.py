"""What the checks of one return look at."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TypeVar

from schemas.basics.exact import Number
from schemas.declaration.form import Form
from schemas.declaration.period import Period
from schemas.declaration.rule import Rule
from schemas.units.register import UnitRegister
from schemas.units.reporting_unit import ReportingUnit
from svod.validation.summed_rows import SummedRows, summed_rows
from svod.validation.typed_table import TypedTable

Indicators = dict[str, Number | None]
"""The figures of one return by code; None where the return leaves one blank or doesn't ask."""

_OneRule = TypeVar("_OneRule", bound=Rule)


@dataclass
class TypedReturn:
    """A return's typed tables, the cover among them, and its indicators once they are computed."""

    form: Form
    tables: dict[str, TypedTable]
    register: UnitRegister
    indicators: Indicators = field(default_factory=dict)

    @property
    def cover(self) -> TypedTable:
        """The cover."""
        return self.tables[self.form.cover.code]

    @property
    def unit(self) -> ReportingUnit | None:
        """The unit that the cover names; None where it names none that is known."""
        return self.register.by_code.get(self.cover.first(self.form.unit_element))

    @property
    def period(self) -> Period | None:
        """The period that the cover names; None where a part of it is blank or refused, or the year has no such week."""
        numbers = [self.cover.first(name) for name in self.form.period_elements]
        return None if None in numbers else _period(self.form, *numbers)

    @property
    def lists(self) -> Iterator[TypedTable]:
        """The tables whose rows are not printed in the form."""
        return (table for table in self.tables.values() if not table.table.row_element)

    @cached_property
    def summed(self) -> tuple[SummedRows, ...]:
        """The rows of the lists whose figures add up, where there are several."""
        return tuple(rows for table in self.lists if len(table) > 1 and (rows := summed_rows(table)))

    def rules(self, kind: type[_OneRule]) -> Iterator[_OneRule]:
        """The form's rules of one kind."""
        return (rule for rule in self.form.rules if isinstance(rule, kind))


@lru_cache(maxsize=256)
def _period(form: Form, *numbers: int) -> Period | None:
    period = form.period(*numbers)
    return period if period.is_in_its_year else None
