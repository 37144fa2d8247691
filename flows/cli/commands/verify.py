"""`svod verify`."""

from dataclasses import asdict

import typer

from flows.cli.context import Context
from flows.cli.options import AsJson
from flows.cli.output import print_json, print_line, progress
from schemas.basics.texts import Texts
from svod.pipeline.verify import count_kept, find_faults

TEXTS = Texts(__package__)


def command(context: typer.Context, as_json: AsJson = False) -> None:
    """Verify what the data folder keeps: each fault with what mends it. Ends with 1 where there is one."""
    cli: Context = context.obj
    with progress(cli.say(TEXTS["checking"]), count_kept(cli.workspace)) as advance:
        faults = find_faults(cli.workspace, advance)
    if as_json:
        print_json(
            {"sound": not faults, "faults": [{"part": fault.part, "message": asdict(fault.message)} for fault in faults]}
        )
    else:
        for fault in faults:
            print_line(f"{cli.say(TEXTS.group('part')[fault.part])}: {cli.say(fault.message)}")
        if not faults:
            print_line(cli.say(TEXTS["sound"]))
    raise typer.Exit(int(bool(faults)))
