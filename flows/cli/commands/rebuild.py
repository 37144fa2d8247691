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
    """Make the warehouse anew and publish it, or only compare: ends with 1 where it differs."""
    own: Context = context.obj
    if verify:
        _verify(own, as_json)
        return
    with progress(own.say(TEXTS["checking"]), count_workbooks(own.workspace)) as advance:
        outcome = rebuild(own.workspace, advance)
    print_line(own.say(TEXTS["rebuilt"]))
    print_reports(own, outcome.reports)


def _verify(own: Context, as_json: bool) -> None:
    with progress(own.say(TEXTS["checking"]), count_workbooks(own.workspace)) as advance:
        found = verify_warehouse(own.workspace, advance)
    if as_json:
        print_json({"same": not found, "differences": [asdict(one) for one in found]})
    elif not found:
        print_line(own.say(TEXTS["same"]))
    else:
        for one in found:
            text = TEXTS.fill("differs", relation=one.relation, present=one.only_present, made=one.only_made)
            print_line(own.say(text))
    raise typer.Exit(1 if found else 0)
