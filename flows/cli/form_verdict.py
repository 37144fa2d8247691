"""Prints what a form workbook declares, or its mistakes."""

from pathlib import Path
from typing import TYPE_CHECKING

from flows.cli.context import Context
from flows.cli.issues import print_issues
from flows.cli.output import print_line
from schemas.basics.texts import Texts

if TYPE_CHECKING:
    from svod.pipeline.form_workbooks import CheckedForm

TEXTS = Texts(__package__)


def print_verdict(cli: Context, file: Path, checked: "CheckedForm") -> None:
    """Print what a form workbook declares, or how many mistakes it has, and its issues."""
    form = checked.definition
    if form:
        counts = {"tables": len(form.tables), "indicators": len(form.indicators)}
        print_line(cli.say(TEXTS.fill("declares", file=file, code=form.code, version=form.version, **counts)))
    else:
        errors = sum(issue.severity == "error" for issue in checked.issues)
        print_line(cli.say(TEXTS.fill("mistaken", file=file, count=errors)))
    print_issues(cli, checked.issues)
