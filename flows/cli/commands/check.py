"""`svod check`."""

from pathlib import Path

import typer

from flows.cli.context import Context
from flows.cli.issues import issues_as_json, print_issues
from flows.cli.options import AsJson, Files
from flows.cli.output import print_json, print_line, progress
from schemas.basics.texts import Texts
from schemas.records.submission import CheckedReturn
from svod.pipeline.check import check_at_hand

TEXTS = Texts(__package__)


def command(context: typer.Context, files: Files, as_json: AsJson = False) -> None:
    """Check files and print their issues. Exits with 1 if any is rejected."""
    cli: Context = context.obj
    checked: list[CheckedReturn] = []
    with progress(cli.say(TEXTS["checking"]), len(files)) as advance:
        for batch in check_at_hand(cli.at_hand, files):
            checked.extend(batch)
            advance(len(batch))
    if as_json:
        print_json({"files": [_as_json(path, verdict) for path, verdict in zip(files, checked, strict=True)]})
    else:
        for path, verdict in zip(files, checked, strict=True):
            _print(cli, path, verdict)
    raise typer.Exit(int(any(verdict.status == "rejected" for verdict in checked)))


def _as_json(path: Path, checked: CheckedReturn) -> dict[str, object]:
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
        "issues": issues_as_json(checked.issues),
    }


def _print(cli: Context, path: Path, checked: CheckedReturn) -> None:
    print_line(f"{path}: {cli.say(TEXTS.group('verdict')[checked.status])}")
    print_issues(cli, checked.issues)
