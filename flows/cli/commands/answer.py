"""`svod answer`."""

from typing import Annotated

import typer

from flows.cli.context import Context
from flows.cli.decision import actor, return_of
from flows.cli.options import By, FormCode, PeriodText, UnitCode
from flows.cli.outcome import print_reports
from flows.cli.output import print_line
from schemas.basics.texts import Texts
from svod.pipeline.decisions import answer

TEXTS = Texts(__package__)


def command(
    context: typer.Context,
    unit: UnitCode,
    code: Annotated[str, typer.Argument(metavar="code")],
    cell: Annotated[str, typer.Argument(metavar="cell")],
    explanation: Annotated[str, typer.Option("--text", metavar="text")],
    form: FormCode = None,
    period: PeriodText = None,
    by: By = None,
) -> None:
    """Explain the open queries with a check's code at a cell."""
    cli: Context = context.obj
    place = "" if cell == "-" else cell
    of = return_of(cli, cli.asked(form, period), unit)
    outcome, explained = answer(cli.workspace, of, code, place, actor(by, explanation))
    for query in explained:
        print_line(cli.say(TEXTS.fill("answered", code=query.code, cell=query.cell or "")))
    print_reports(cli, outcome.reports)
