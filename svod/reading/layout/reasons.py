"""Why rows under a table's headings are left out of it."""

from typing import Literal

Reason = Literal[
    "heading",
    "numbering",
    "units",
    "totals",
    "sums",
    "part of totals",
    "zeros",
    "title",
    "group",
    "signature",
    "note",
    "stray",
    "white space",
    "unanswered",
    "other headings",
]
"""Why a row is left out: "sums" are totals without a label; "stray" and "other headings" can't be read and are an issue."""

SUMS: tuple[Reason, ...] = ("totals", "sums")
UNREAD: tuple[Reason, ...] = ("other headings", "stray")
