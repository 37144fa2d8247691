"""Issues: facts found about a return, each at its cell. They are collected, never raised."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from schemas.basics.text import Text

Severity = Literal["error", "query", "info"]
SEVERITIES: Mapping[Severity, Text] = {
    "error": Text("қате", "ошибка", "error"),
    "query": Text("сұрату", "вопрос", "query"),
    "info": Text("мәлімет", "сведение", "info"),
}
SUGGESTED = Text("Жазыңыз: {value}", "Напишите: {value}", "Put: {value}")


class Issue(BaseModel):
    """One fact found. `cell` is in A1 form, None for a sheet or the whole file; `suggestion` is the value to put."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    severity: Severity
    sheet: str | None
    cell: str | None
    value: str | int | float | bool | None
    message: Text
    suggestion: str | None


def as_found(value: object) -> str | int | float | bool | None:
    """A cell's value as an issue states it: whole floats as whole numbers, dates in ISO form, text cut at 200 characters."""
    match value:
        case None | bool() | int():
            return value
        case float():
            return int(value) if value.is_integer() else value if abs(value) < float("inf") else str(value)
        case datetime() | date():
            return value.isoformat()
    text = str(value)
    return text if len(text) <= 200 else text[:199] + "…"
