"""One reporting unit: an office that owes returns, or consolidates those of the units below it."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from schemas.basics.text import Text

Returns = Literal["own", "summed", "none"]
"""Which returns a unit sends: its own, the sum of its units' returns, or none, because it only consolidates."""


class ReportingUnit(BaseModel):
    """One office. `parent` is the unit whose totals it adds to, `order` its position in official lists.

    It owes the returns of periods whose last day is between `valid_from` and `valid_to`; None means no limit. `level` is a word
    of the register, such as "school". `successors` are the units that took its place, `official_code` is its KATO code.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    unit: str
    level: str
    parent: str | None
    order: int
    names: Text
    spellings: tuple[str, ...] = ()
    returns: Returns = "own"
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[str, ...] = ()
    official_code: str | None = None
    population: int | None = None

    @property
    def owes_return(self) -> bool:
        """True if the unit sends returns."""
        return self.returns != "none"

    @property
    def consolidates(self) -> bool:
        """True if the unit's own return is the sum of its units' returns."""
        return self.returns == "summed"

    def owes(self, last_day: date) -> bool:
        """True if the unit owes the return of a period that ends on this day."""
        return (
            self.owes_return
            and (self.valid_from is None or self.valid_from <= last_day)
            and (self.valid_to is None or last_day <= self.valid_to)
        )
