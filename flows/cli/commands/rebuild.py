"""`svod rebuild`."""

from dataclasses import asdict
from typing import Annotated

import typer

from flows.cli.context import Context
from flows.cli.options import AsJson
from flows.cli.outcome import print_reports
from flows.cli.output import print_json, print_line, progress
from schemas.basics.texts import Texts
from svod.pipeline.rebuild import count_workbooks, rebuild
from svod.pipeline.rebuild import verify as verify_warehouse

TEXTS = Texts(__package__)


def command(context: typer.Context, verify: Annotated[bool, typer.Option("--verify")] = False, as_json: AsJson = False) -> None:
    """Rebuild the warehouse and publish it, or only compare. Exits with 1 if they differ."""
    cli: Context = context.obj
    if verify:
        _verify(cli, as_json)
        return
    with progress(cli.say(TEXTS["checking"]), count_workbooks(cli.workspace)) as advance:
        outcome = rebuild(cli.workspace, advance)
    print_line(cli.say(TEXTS["rebuilt"]))
    print_reports(cli, outcome.reports)


def _verify(cli: Context, as_json: bool) -> None:
    with progress(cli.say(TEXTS["checking"]), count_workbooks(cli.workspace)) as advance:
        differences = verify_warehouse(cli.workspace, advance)
    if as_json:
        print_json({"same": not differences, "differences": [asdict(difference) for difference in differences]})
    elif not differences:
        print_line(cli.say(TEXTS["same"]))
    else:
        for difference in differences:
            text = TEXTS.fill(
                "differs", relation=difference.relation, present=difference.only_present, made=difference.only_made
            )
            print_line(cli.say(text))
    raise typer.Exit(1 if differences else 0)
