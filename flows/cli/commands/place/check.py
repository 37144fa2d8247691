"""`svod place check`."""

import typer

from flows.cli.context import Context
from flows.cli.options import AsJson, OneFile
from flows.cli.output import print_json
from flows.cli.place_verdict import print_place_verdict
from schemas.records.as_json import issues_as_json
from svod.pipeline.place_workbooks import check_place


def command(context: typer.Context, place_file: OneFile, as_json: AsJson = False) -> None:
    """Check the workbook of a place and print all its mistakes. Exits with 1 if there are any."""
    cli: Context = context.obj
    checked = check_place(place_file.read_bytes(), place_file.name)
    if as_json:
        place = checked.place and checked.place.model_dump(mode="json")
        print_json({"file": str(place_file), "place": place, "issues": issues_as_json(checked.issues)})
    else:
        print_place_verdict(cli, place_file, checked)
    raise typer.Exit(int(checked.place is None))
