"""`svod report`."""

import typer

from flows.cli.context import Context
from flows.cli.options import AsJson, AsOf, FormCode, NamedUnit, PeriodText
from flows.cli.outcome import print_releases
from flows.cli.output import print_json, print_line, working
from schemas.basics.texts import Texts
from svod.pipeline.figures import period_to_report
from svod.pipeline.run import decide_suppression
from svod.pipeline.write_reports import write_reports

TEXTS = Texts(__package__)


def command(
    context: typer.Context,
    named_unit: NamedUnit = None,
    form: FormCode = None,
    period: PeriodText = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Write the reports of a period on a unit and print where they are."""
    cli: Context = context.obj
    asked = cli.asked(form, period, as_of, named_unit)
    decide_suppression(cli.workspace)
    chosen_form, chosen_period, units = period_to_report(cli.workspace, asked)
    with working(cli.say(TEXTS["writing_reports"])):
        written = write_reports(cli.workspace, chosen_form, chosen_period, asked.moment, units)
    if as_json:
        files, releases = ([str(path) for path in paths] for paths in (written.files, written.releases))
        print_json({"form": chosen_form.code, "period": chosen_period, "files": files, "releases": releases})
        return
    for path in written.files:
        print_line(str(path))
    print_releases(cli, written.released)
