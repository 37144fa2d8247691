"""A case of a check: a return, and all issues that svod must find in it."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from schemas.records.submission import CheckedReturn
from tests.builders.workbooks import RAID, build, check


@dataclass(frozen=True)
class Case:
    """A return built from `built` (or `content`, if it isn't a return), and all its issues.

    An issue is written `code sheet!cell → suggestion`, without the parts that it doesn't have.
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
        """The verdict on the file. Several tests look at it, and none changes it."""
        return check(self.sent, self.file)


def findings(checked: CheckedReturn) -> list[str]:
    """All issues, one line each, in alphabetical order."""
    lines = []
    for issue in checked.issues:
        place = "!".join(part for part in (issue.sheet, issue.cell) if part)
        lines.append(" ".join(part for part in (issue.code, place, issue.suggestion and f"→ {issue.suggestion}") if part))
    return sorted(lines)


def raid(**values: object) -> dict[str, Any]:
    """One raid with some of its values changed."""
    return {"activity": [{**RAID, **values}]}


def typed(address: str, value: object) -> dict[str, Any]:
    """One raid with one raw cell on the sheet of activities."""
    return {"cells": {f"activity!{address}": value}}


def covered(**values: object) -> dict[str, Any]:
    """One raid with some values of the cover changed."""
    return {"cover": values}
