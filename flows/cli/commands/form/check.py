"""`svod form check`."""

import typer

from flows.cli.context import Context
from flows.cli.form_verdict import print_verdict
from flows.cli.options import AsJson, FileOrFolder
from flows.cli.output import print_json
from schemas.records.as_json import issues_as_json
from svod.pipeline.form_workbooks import check_form, content_of


def command(context: typer.Context, form_file: FileOrFolder, as_json: AsJson = False) -> None:
    """Check a form workbook and print all its mistakes. Exits with 1 if there are any."""
    cli: Context = context.obj
    checked = check_form(content_of(form_file), form_file.name, cli.at_hand.known.forms)
    if as_json:
        form = None if checked.definition is None else checked.definition.model_dump(mode="json")
        print_json({"file": str(form_file), "form": form, "issues": issues_as_json(checked.issues)})
    else:
        print_verdict(cli, form_file, checked)
    raise typer.Exit(int(checked.definition is None))
