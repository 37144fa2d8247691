"""`svod totals`."""

from collections.abc import Sequence
from typing import Annotated

import typer

from flows.cli.answer import give, wanted
from flows.cli.context import Context
from flows.cli.options import AnswerFile, AsJson, AsOf, FormCode, NamedUnit, Overwrite, PeriodText, WrittenAs
from flows.cli.output import print_line
from flows.cli.totals_table import by_region, print_totals, print_totals_over, totals_listing
from schemas.basics.texts import Texts
from schemas.declaration.form import Form
from schemas.records.total import RegionalTotals, YearTotals
from svod.pipeline.figures import regional_totals, totals_over

TEXTS = Texts(__package__)


def command(
    context: typer.Context,
    named_unit: NamedUnit = None,
    form: FormCode = None,
    period: PeriodText = None,
    over: Annotated[int | None, typer.Option("--over", metavar="year", min=1900, max=2999)] = None,
    as_of: AsOf = None,
    written_as: WrittenAs = None,
    as_json: AsJson = False,
    answer_file: AnswerFile = None,
    overwrite: Overwrite = False,
) -> None:
    """Print the totals of a period, or what the periods of a year come to."""
    cli: Context = context.obj
    if period is not None and over is not None:
        raise typer.BadParameter(cli.say(TEXTS["period_or_over"]))
    how = wanted(cli, written_as, as_json, answer_file, overwrite)
    asked = cli.asked(form, period, as_of, named_unit)
    regions: Sequence[RegionalTotals | YearTotals]
    if over is None:
        chosen_form, regions = regional_totals(cli.workspace, asked)
    else:
        chosen_form, regions = totals_over(cli.workspace, asked, over)
    give(
        cli,
        how,
        lambda: totals_listing(cli, chosen_form, regions),
        lambda: by_region([_as_json(totals) for totals in regions]),
        lambda: _print(cli, chosen_form, regions),
    )


def _print(cli: Context, form: Form, regions: Sequence[RegionalTotals | YearTotals]) -> None:
    for place, totals in enumerate(regions):
        if place:
            print_line("")
        if isinstance(totals, RegionalTotals):
            print_totals(cli, form, totals)
        elif isinstance(totals, YearTotals):
            print_totals_over(cli, form, totals)


def _as_json(totals: RegionalTotals | YearTotals) -> dict[str, object]:
    """The totals, with moments in ISO 8601."""
    values = totals.model_dump()
    moments = {name: values[name] for name in ("as_of", "closed_at") if name in values}
    return values | {name: moment and moment.isoformat() for name, moment in moments.items()}
