"""Escapes text in svod's CSV files so that no spreadsheet takes it for a formula."""

import re

_STARTS = "=+\\-@\t\r\n'"
_PATTERN = f"^([{_STARTS}])"
_START = re.compile(f"[{_STARTS}]")


def guarded(text: str) -> str:
    """Put an apostrophe before a text that begins like a formula or with an apostrophe: "=1+1" becomes "'=1+1".

    A reader gets the plain text back by removing one leading apostrophe.
    """
    return f"'{text}" if _START.match(text) else text


def guarded_sql(column: str) -> str:
    """The same as guarded(), in SQL, for a selected column."""
    pattern, guard = (part.replace("'", "''") for part in (_PATTERN, r"'\1"))
    return f"regexp_replace({column}, '{pattern}', '{guard}')"
