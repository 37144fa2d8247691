"""`svod spelling list`."""

import typer

from flows.cli.context import Context
from flows.cli.options import AsJson
from flows.cli.output import print_json
from flows.cli.table import print_table
from schemas.basics.texts import Texts
from schemas.records.listing import Listing, columns
from svod.pipeline.spellings import accepted_spellings

TEXTS = Texts(__package__)


def command(context: typer.Context, as_json: AsJson = False) -> None:
    """Print the accepted spellings."""
    cli: Context = context.obj
    accepted = accepted_spellings(cli.workspace)
    if as_json:
        spellings = [
            {
                "kind": spelling.code,
                "form": spelling.form,
                "text": spelling.value,
                "target": spelling.details,
                "recorded_at": spelling.recorded_at.isoformat(),
                "by": spelling.by,
                "reason": spelling.reason,
            }
            for spelling in accepted
        ]
        print_json({"spellings": spellings})
        return
    kinds = TEXTS.group("kind")
    rows = [(kinds[one.code or ""], one.value, one.details, one.recorded_at, one.by, one.reason) for one in accepted]
    print_table(cli, Listing(columns(TEXTS.group("heading")), rows))
