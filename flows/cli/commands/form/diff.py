"""`svod form diff`."""

from typing import Annotated, Literal

import typer

from flows.cli.context import Context
from flows.cli.form_verdict import named_definition
from flows.cli.options import AsJson
from flows.cli.output import print_json, print_line
from schemas.basics.texts import Texts
from svod.pipeline.form_workbooks import FormChange, form_changes

TEXTS = Texts(__package__)


def command(
    context: typer.Context,
    old_form: Annotated[str, typer.Argument(metavar="form_or_file")],
    compared_form: Annotated[str, typer.Argument(metavar="form_or_file")],
    as_json: AsJson = False,
) -> None:
    """Print what changed from one version of a form to another, and what breaks. Exits with 1 if anything changed."""
    cli: Context = context.obj
    changes = form_changes(named_definition(cli, old_form), named_definition(cli, compared_form))
    if as_json:
        print_json({"changes": [_as_json(change) for change in changes]})
    else:
        for change in changes:
            print_line(f"{cli.say(TEXTS.group('effect')[_effect(change)])}: {cli.say(change.message)}")
        if not changes:
            print_line(cli.say(TEXTS["no_change"]))
    raise typer.Exit(int(bool(changes)))


def _effect(change: FormChange) -> Literal["breaks", "wording", "changes"]:
    return "breaks" if change.breaks else "wording" if change.wording else "changes"


def _as_json(change: FormChange) -> dict[str, object]:
    message = {"kk": change.message.kk, "ru": change.message.ru, "en": change.message.en}
    return {"effect": _effect(change), "message": message}
