"""`svod report`."""

from flows.cli.context import Context
from flows.cli.options import Asked
from flows.cli.output import print_json, print_line
from svod.reporting import write_reports


def write_period(context: Context, asked: Asked, as_json: bool) -> None:
    """Write the reports of a period and say where they are."""
    form, period = context.asked(asked)
    written = write_reports(context.folders, form, period, asked.moment, context.settings.small)
    if as_json:
        print_json({"form": form.code, "period": period, "files": [str(path) for path in written]})
        return
    for path in written:
        print_line(str(path))
