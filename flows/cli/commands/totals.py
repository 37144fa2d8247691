"""`svod totals`."""

import typer

from flows.cli.context import Context
from flows.cli.options import AsJson, AsOf, FormCode, PeriodText
from flows.cli.output import print_json, print_line
from flows.cli.totals_table import by_region, print_totals
from svod.pipeline.figures import regional_totals


def command(
    context: typer.Context, form: FormCode = None, period: PeriodText = None, as_of: AsOf = None, as_json: AsJson = False
) -> None:
    """Print the totals of a period."""
    cli: Context = context.obj
    chosen_form, regions = regional_totals(cli.workspace, cli.asked(form, period, as_of))
    if as_json:
        print_json(by_region([totals.model_dump(mode="json") for totals in regions]))
        return
    for place, totals in enumerate(regions):
        if place:
            print_line("")
        print_totals(cli, chosen_form, totals)
