"""Prints what a form workbook declares, or its mistakes."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from flows.cli.context import Context
from flows.cli.issues import print_issues
from flows.cli.output import print_line
from schemas.basics.exceptions import UnknownName
from schemas.basics.texts import Texts

if TYPE_CHECKING:
    from schemas.declaration.definition import FormDefinition
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


def named_definition(cli: Context, name: str) -> "FormDefinition":
    """The form with this code, or the one that the workbook of this name declares. Raises UnknownName if it is neither."""
    from schemas.declaration.definition import definition_of

    known = cli.at_hand.known.forms
    if name in known:
        return definition_of(known[name])
    if not Path(name).exists():
        raise UnknownName(TEXTS.fill("not_a_form", name=name, forms=sorted(known)))
    return declared_in(cli, Path(name))


def declared_in(cli: Context, file: Path) -> "FormDefinition":
    """The form that a workbook declares. If it has mistakes, they are printed and the program exits with 1."""
    from svod.pipeline.form_workbooks import check_form, content_of

    checked = check_form(content_of(file), file.name, cli.at_hand.known.forms)
    if checked.definition is None:
        print_verdict(cli, file, checked)
        raise typer.Exit(1)
    return checked.definition
