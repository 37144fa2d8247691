"""`svod submit`."""

import typer

from flows.cli.context import Context
from flows.cli.options import AsJson, Files
from flows.cli.outcome import print_outcome, print_reports
from flows.cli.output import note, print_json, print_line
from schemas.basics.clock import ZONE, written
from schemas.basics.texts import Texts
from schemas.records.submission import Receipt
from svod.pipeline.hand_in import submit

TEXTS = Texts(__package__)


def command(context: typer.Context, files: Files, as_json: AsJson = False) -> None:
    """Take files in, print their receipts, and do what a run does for them alone."""
    own: Context = context.obj
    found, names = submit(own.workspace, files)
    receipts = [one for one in found.due.receipts if one.file in names]
    if as_json:
        statuses = {file.file: file.status for file in found.files}
        print_json({"files": [_as_json(one, statuses[one.file]) for one in receipts]})
        print_reports(own, found.reports, note)
        return
    for one in receipts:
        moment = written(one.received_at)
        receipt = TEXTS.fill("receipt", file=one.file, moment=moment, submission=str(one.submission), sha256=one.sha256)
        print_line(own.say(receipt))
    print_outcome(own, found)


def _as_json(receipt: Receipt, status: str) -> dict[str, object]:
    return {
        "file": receipt.file,
        "submission": receipt.submission,
        "sha256": receipt.sha256,
        "received_at": receipt.received_at.astimezone(ZONE).isoformat(),
        "status": status,
    }
