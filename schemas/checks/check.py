"""A check: its severity, its title, and what it tells the clerk in three languages."""

from datetime import date

from pydantic import ConfigDict
from pydantic.dataclasses import dataclass

from schemas.basics.text import Text, fill
from schemas.records.issue import Issue, Severity, as_found


@dataclass(frozen=True, slots=True, config=ConfigDict(extra="forbid"))
class Check:
    """One check. The message is a template; its places are filled by whoever finds the issue."""

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
        """State that the check found something, at a cell, a sheet or the whole file."""
        found = as_found(value)
        return Issue(
            code=self.code,
            severity=self.severity,
            sheet=sheet,
            cell=cell,
            value=found,
            message=fill(self.message, {"found": value if isinstance(value, date) else found, **places}),
            suggestion=suggestion,
        )
