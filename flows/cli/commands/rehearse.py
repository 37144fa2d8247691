"""`svod rehearse`."""

from dataclasses import asdict

import typer

from flows.cli.context import Context
from flows.cli.options import AsJson
from flows.cli.output import print_json, print_line, print_table, progress
from schemas.basics.texts import Texts
from schemas.records.submission import SUBMISSION_STATUSES
from svod.pipeline.rebuild import count_workbooks, rehearse

TEXTS = Texts(__package__)


def command(context: typer.Context, as_json: AsJson = False) -> None:
    """Print what today's rules would change."""
    cli: Context = context.obj
    with progress(cli.say(TEXTS["checking"]), count_workbooks(cli.workspace)) as advance:
        rehearsal = rehearse(cli.workspace, advance)
    if as_json:
        print_json(
            {
                "statuses": [asdict(status) for status in rehearsal.statuses],
                "totals": [asdict(total) for total in rehearsal.totals],
            }
        )
        return
    if not rehearsal.statuses and not rehearsal.totals:
        print_line(cli.say(TEXTS["nothing_would_change"]))
        return
    print_table(
        [cli.say(heading) for heading in TEXTS.group("changed_status").values()],
        [
            (status.file, cli.say(SUBMISSION_STATUSES[status.before]), cli.say(SUBMISSION_STATUSES[status.after]))
            for status in rehearsal.statuses
        ],
        cli.lang,
    )
    print_line("")
    print_table(
        [cli.say(heading) for heading in TEXTS.group("moved_total").values()],
        [
            (
                total.period,
                cli.say(cli.workspace.known.forms[total.form].all_indicators[total.indicator].labels),
                total.before,
                total.after,
            )
            for total in rehearsal.totals
        ],
        cli.lang,
    )
