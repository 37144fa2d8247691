"""`svod form list`."""

import typer

from flows.cli.context import Context
from flows.cli.options import AsJson
from flows.cli.output import print_json
from flows.cli.table import print_table
from schemas.basics.texts import Texts
from schemas.records.listing import Listing, columns
from svod.pipeline.adopt import known_forms

TEXTS = Texts(__package__)


def command(context: typer.Context, as_json: AsJson = False) -> None:
    """Print the known forms: their versions, who adopted them, when and why."""
    cli: Context = context.obj
    forms = known_forms(cli.workspace)
    if as_json:
        listed = [
            {
                "form": form.code,
                "version": form.version,
                "valid_from": form.valid_from,
                "title": {"kk": form.title.kk, "ru": form.title.ru, "en": form.title.en},
                "adopted_at": adopted and adopted.recorded_at.isoformat(),
                "by": adopted and adopted.by,
                "reason": adopted and adopted.reason,
            }
            for form, adopted in forms
        ]
        print_json({"forms": listed})
        return
    rows = [
        (
            form.code,
            form.version,
            form.valid_from,
            form.title,
            adopted.recorded_at if adopted else TEXTS["with_the_program"],
            adopted and adopted.by,
            adopted and adopted.reason,
        )
        for form, adopted in forms
    ]
    print_table(cli, Listing(columns(TEXTS.group("heading")), rows))
