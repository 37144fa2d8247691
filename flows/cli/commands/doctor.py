"""`svod doctor`."""

from dataclasses import asdict

import typer

from flows.cli.context import Context
from flows.cli.options import AsJson
from flows.cli.output import print_json, print_line, print_sentence
from flows.health import last_night, signs_around
from schemas.basics.texts import Texts
from svod.pipeline.doctor import examine

TEXTS = Texts(__package__)


def command(context: typer.Context, as_json: AsJson = False) -> None:
    """Examine the data folder and what stands around it. Exits with 1 if a person is needed."""
    cli: Context = context.obj
    workspace = cli.workspace
    signs = [*examine(workspace, last_night(cli.settings.schedule, workspace.now())), *signs_around(cli.settings)]
    is_healthy = not any(sign.needs_person for sign in signs)
    if as_json:
        print_json({"healthy": is_healthy, "signs": [asdict(sign) for sign in signs]})
    else:
        subjects = TEXTS.group("subject")
        for sign in signs:
            text = f"{cli.say(subjects[sign.subject])}: {cli.say(sign.message)}"
            print_sentence(f"! {text}" if sign.needs_person else f"  {text}")
        print_line(cli.say(TEXTS["healthy"] if is_healthy else TEXTS["needs_person"]))
    raise typer.Exit(int(not is_healthy))
