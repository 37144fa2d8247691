"""`svod check`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from flows.cli.context import Context
from flows.cli.output import print_json, print_line, progress
from schemas.basics.exceptions import UnknownName
from schemas.basics.text import Language, Text
from schemas.records.issue import SEVERITIES, SUGGESTED
from schemas.records.submission import CheckedReturn
from svod.pipeline.check import check_files
from svod.pipeline.workspace import known_names

_VERDICTS = {
    "accepted": Text("қабылданады", "принимается", "accepted"),
    "rejected": Text("қабылданбайды", "не принимается", "rejected"),
}
_CHECKING = Text("Тексеру", "Проверка", "Checking")


def report_files(context: Context, files: Sequence[Path], as_json: bool) -> int:
    """Check files and say what was found. 1 when any is rejected."""
    for path in files:
        if not path.is_file():
            raise UnknownName(Text(f"{path} – файл емес", f"{path} — не файл", f"{path} is not a file"))
    named = [(path, name_of(path, context.workspace.storage.raw)) for path in files]
    workspace = context.workspace
    known = known_names(workspace)
    checked: list[CheckedReturn] = []
    with progress(context.say(_CHECKING), len(files)) as advance:
        for found in check_files(named, workspace.executor, known, workspace.limits):
            checked.extend(found)
            advance(len(found))
    if as_json:
        print_json({"files": [_as_json(path, one) for path, one in zip(files, checked, strict=True)]})
    else:
        for path, one in zip(files, checked, strict=True):
            _print(path, one, context.lang)
    return int(any(one.status == "rejected" for one in checked))


def name_of(path: Path, raw: Path) -> str:
    """The path that may say which unit and period it is: under raw/ with its folders, elsewhere the file's name alone."""
    whole = path.resolve()
    return str(whole.relative_to(raw.resolve())) if whole.is_relative_to(raw.resolve()) else path.name


def _as_json(path: Path, checked: CheckedReturn) -> dict[str, Any]:
    cells = checked.cells
    return {
        "file": str(path),
        "sha256": checked.sha256,
        "form": checked.form,
        "unit": checked.unit,
        "period": checked.period,
        "status": checked.status,
        "rows": checked.row_counts if checked.form else None,
        "indicators": checked.indicators or None,
        "cells": {"read": cells.read, "loaded": cells.loaded, "ignored": cells.ignored} if cells else None,
        "issues": [
            {
                "code": issue.code,
                "severity": issue.severity,
                "sheet": issue.sheet,
                "cell": issue.cell,
                "value": issue.value,
                "message": {"kk": issue.message.kk, "ru": issue.message.ru, "en": issue.message.en},
                "suggestion": issue.suggestion,
            }
            for issue in checked.issues
        ],
    }


def _print(path: Path, checked: CheckedReturn, language: Language) -> None:
    print_line(f"{path}: {_VERDICTS[checked.status].in_(language)}")
    for issue in checked.issues:
        place = "!".join(part for part in (issue.sheet, issue.cell) if part)
        severity = SEVERITIES[issue.severity].in_(language)
        print_line(f"  {severity} {issue.code}{' ' + place if place else ''}: {issue.message.in_(language)}")
        if issue.suggestion is not None:
            print_line(f"    {SUGGESTED.in_(language).format(value=issue.suggestion)}")
