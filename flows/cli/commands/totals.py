"""`svod totals`."""

import typer

from flows.cli.context import Context
from flows.cli.options import AsJson, AsOf, FormCode, PeriodText
from flows.cli.output import print_json, print_line
from flows.cli.totals_table import by_region, print_totals
from schemas.records.total import RegionalTotals
from svod.pipeline.figures import regional_totals


def command(
    context: typer.Context, form: FormCode = None, period: PeriodText = None, as_of: AsOf = None, as_json: AsJson = False
) -> None:
    """Print the totals of a period."""
    cli: Context = context.obj
    chosen_form, regions = regional_totals(cli.workspace, cli.asked(form, period, as_of))
    if as_json:
        print_json(by_region([_as_json(totals) for totals in regions]))
        return
    for place, totals in enumerate(regions):
        if place:
            print_line("")
        print_totals(cli, chosen_form, totals)


def _as_json(totals: RegionalTotals) -> dict[str, object]:
    moments = {"as_of": totals.as_of, "closed_at": totals.closed_at}
    return totals.model_dump() | {name: moment and moment.isoformat() for name, moment in moments.items()}
