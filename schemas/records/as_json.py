"""Verdicts and issues as JSON: what the commands print with --json, and what the page in the browser gives."""

from collections.abc import Iterable

from schemas.records.issue import Issue
from schemas.records.submission import CheckedReturn


def verdict_as_json(file: str, checked: CheckedReturn) -> dict[str, object]:
    """The verdict on a file. What could not be found out is None."""
    cells = checked.cells
    return {
        "file": file,
        "sha256": checked.sha256,
        "form": checked.form,
        "unit": checked.unit,
        "period": checked.period,
        "status": checked.status,
        "rows": checked.row_counts if checked.form else None,
        "indicators": checked.indicators or None,
        "cells": {"read": cells.read, "loaded": cells.loaded, "ignored": cells.ignored} if cells else None,
        "issues": issues_as_json(checked.issues),
    }


def issues_as_json(issues: Iterable[Issue]) -> list[dict[str, object]]:
    """The issues, each with its message in every language."""
    return [
        {
            "code": issue.code,
            "severity": issue.severity,
            "sheet": issue.sheet,
            "cell": issue.cell,
            "value": issue.value,
            "message": {"kk": issue.message.kk, "ru": issue.message.ru, "en": issue.message.en},
            "suggestion": issue.suggestion,
        }
        for issue in issues
    ]
