"""Text that a spreadsheet can't take for a formula: how every CSV file of svod writes it."""

import re

_STARTS = "=+\\-@\t\r\n'"
_PATTERN = f"^([{_STARTS}])"
_START = re.compile(f"[{_STARTS}]")


def guarded(text: str) -> str:
    """The text, behind an apostrophe where it begins as a formula does, or with an apostrophe of its own.

    So a reader has the plain text again by taking one leading apostrophe away.
    """
    return f"'{text}" if _START.match(text) else text


def guarded_sql(column: str) -> str:
    """The same for a column that is selected."""
    pattern, guard = (part.replace("'", "''") for part in (_PATTERN, r"'\1"))
    return f"regexp_replace({column}, '{pattern}', '{guard}')"
