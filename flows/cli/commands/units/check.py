"""`svod units check`."""

import typer

from flows.cli.context import Context
from flows.cli.options import AsJson, OneFile
from flows.cli.output import print_json
from flows.cli.units_verdict import print_units_verdict
from schemas.records.as_json import issues_as_json
from svod.pipeline.unit_workbooks import check_units


def command(context: typer.Context, units_file: OneFile, as_json: AsJson = False) -> None:
    """Check a register of units and print all its mistakes. Exits with 1 if there are any."""
    cli: Context = context.obj
    checked = check_units(units_file.read_bytes(), units_file.name)
    if as_json:
        units = None if checked.register is None else len(checked.register.units)
        print_json({"file": str(units_file), "units": units, "issues": issues_as_json(checked.issues)})
    else:
        print_units_verdict(cli, units_file, checked)
    raise typer.Exit(int(checked.register is None))
