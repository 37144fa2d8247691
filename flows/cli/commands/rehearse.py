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
    own: Context = context.obj
    with progress(own.say(TEXTS["checking"]), count_workbooks(own.workspace)) as advance:
        found = rehearse(own.workspace, advance)
    if as_json:
        print_json(
            {"statuses": [asdict(status) for status in found.statuses], "totals": [asdict(region) for region in found.totals]}
        )
        return
    if not found.statuses and not found.totals:
        print_line(own.say(TEXTS["nothing_would_change"]))
        return
    print_table(
        [own.say(heading) for heading in TEXTS.group("changed_status").values()],
        [
            (status.file, own.say(SUBMISSION_STATUSES[status.before]), own.say(SUBMISSION_STATUSES[status.after]))
            for status in found.statuses
        ],
        own.lang,
    )
    print_line("")
    print_table(
        [own.say(heading) for heading in TEXTS.group("moved_total").values()],
        [
            (
                region.period,
                own.say(own.workspace.known.forms[region.form].indicators[region.indicator].labels),
                region.before,
                region.after,
            )
            for region in found.totals
        ],
        own.lang,
    )
