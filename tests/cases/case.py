"""What a case of a check is: a return, and everything that svod must find in it."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from schemas.records.submission import CheckedReturn
from tests.builders.workbooks import RAID, build, check


@dataclass(frozen=True)
class Case:
    """A return built from `built` (or `content`, for what is no return), and all that is found in it.

    A finding is written `code sheet!cell → suggestion`, as far as there are such.
    """

    name: str
    built: dict[str, Any] = field(default_factory=dict)
    found: tuple[str, ...] = ()
    content: bytes | None = None
    file: str = "x.xlsx"

    @cached_property
    def sent(self) -> bytes:
        """The file's bytes."""
        return build(**self.built) if self.content is None else self.content

    @cached_property
    def checked(self) -> CheckedReturn:
        """What svod makes of it. Several tests look at it, and none changes it."""
        return check(self.sent, self.file)


def findings(checked: CheckedReturn) -> list[str]:
    """Everything found, each finding as one line, in alphabetical order."""
    lines = []
    for issue in checked.issues:
        place = "!".join(part for part in (issue.sheet, issue.cell) if part)
        lines.append(" ".join(part for part in (issue.code, place, issue.suggestion and f"→ {issue.suggestion}") if part))
    return sorted(lines)


def raid(**values: object) -> dict[str, Any]:
    """One raid, with some of its values said otherwise."""
    return {"activity": [{**RAID, **values}]}


def typed(address: str, value: object) -> dict[str, Any]:
    """One raid, with one raw cell in the sheet of activities."""
    return {"cells": {f"activity!{address}": value}}


def covered(**values: object) -> dict[str, Any]:
    """One raid, with some values of the cover said otherwise."""
    return {"cover": values}
