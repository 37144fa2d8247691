"""A check: its code, severity, title and message in three languages."""

from datetime import date
from decimal import Decimal

from pydantic import ConfigDict
from pydantic.dataclasses import dataclass

from schemas.basics.text import Text, fill
from schemas.records.issue import Issue, Severity, as_found


@dataclass(frozen=True, slots=True, config=ConfigDict(extra="forbid"))
class Check:
    """One check. Its message is a template; whoever finds an issue fills in the placeholders."""

    code: str
    severity: Severity
    title: Text
    message: Text

    def issue(
        self,
        *,
        sheet: str | None = None,
        cell: str | None = None,
        value: object = None,
        suggestion: str | None = None,
        **places: object,
    ) -> Issue:
        """Make an issue of this check for a cell, a sheet or the whole file."""
        stated_value = as_found(value)
        return Issue(
            code=self.code,
            severity=self.severity,
            sheet=sheet,
            cell=cell,
            value=stated_value,
            message=fill(self.message, {"found": value if isinstance(value, date | Decimal) else stated_value, **places}),
            suggestion=suggestion,
        )
