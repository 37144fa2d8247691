"""Issues: facts found about a return, each with its cell. They are collected, never raised."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, cast

from pydantic import BaseModel, ConfigDict

from schemas.basics.cell import row_and_column
from schemas.basics.exact import digits
from schemas.basics.text import Text
from schemas.basics.texts import Texts

TEXTS = Texts(__package__)

Severity = Literal["error", "query", "info"]
SEVERITIES = cast(Mapping[Severity, Text], TEXTS.group("severity"))
"""The names of the severities."""


class Issue(BaseModel):
    """One fact found about a return. `cell` is in A1 notation, None for a whole sheet or file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    severity: Severity
    sheet: str | None
    cell: str | None
    value: str | int | float | bool | None
    message: Text
    suggestion: str | None

    @property
    def advice(self) -> Text | None:
        """The suggested value in a sentence for the clerk."""
        return None if self.suggestion is None else TEXTS.fill("suggested", value=self.suggestion)


def in_order(issues: Iterable[Issue], sheets: Sequence[str]) -> list[Issue]:
    """Issues as a person meets them: those of the file, then sheet by sheet those of the sheet and of its cells row by row."""
    position = {sheet: number for number, sheet in enumerate(sheets, 1)}

    def place(issue: Issue) -> tuple[int, int, int]:
        row, column = row_and_column(issue.cell) if issue.cell else (-1, -1)
        return position.get(issue.sheet or "", 0), row, column

    return sorted(issues, key=place)


def as_found(value: object) -> str | int | float | bool | None:
    """A cell's value as issues state it: whole numbers as int, dates in ISO 8601, text cut at 200 characters."""
    match value:
        case None | bool() | int():
            return value
        case float():
            return int(value) if value.is_integer() else value if abs(value) < float("inf") else str(value)
        case datetime() | date():
            return value.isoformat()
        case Decimal():
            return int(value) if value == value.to_integral_value() else digits(value)
    text = str(value)
    return text if len(text) <= 200 else text[:199] + "…"
