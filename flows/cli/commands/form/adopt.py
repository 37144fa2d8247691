"""`svod form adopt`."""

import typer

from flows.cli.context import Context
from flows.cli.decision import actor
from flows.cli.form_verdict import print_verdict
from flows.cli.options import By, FileOrFolder, Reason
from flows.cli.outcome import print_reports
from flows.cli.output import print_line
from schemas.basics.texts import Texts
from svod.pipeline.adopt import adopt

TEXTS = Texts(__package__)


def command(context: typer.Context, form_file: FileOrFolder, reason: Reason, by: By = None) -> None:
    """Adopt the form that a workbook declares. Returns of open periods to which it matters are judged again."""
    cli: Context = context.obj
    checked, outcome = adopt(cli.workspace, form_file, actor(by, reason))
    if checked.definition is None or outcome is None:
        print_verdict(cli, form_file, checked)
        raise typer.Exit(1)
    print_line(cli.say(TEXTS.fill("adopted", code=checked.definition.code, version=checked.definition.version)))
    print_reports(cli, outcome.reports)
