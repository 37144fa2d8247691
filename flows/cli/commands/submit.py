"""`svod submit`."""

from collections.abc import Sequence

import typer

from flows.cli.context import Context
from flows.cli.options import AsJson, Files
from flows.cli.outcome import print_next, print_outcome, print_reports
from flows.cli.output import note, print_json, print_line
from schemas.basics.clock import written
from schemas.basics.texts import Texts
from schemas.records.submission import Receipt
from svod.pipeline.hand_in import submit
from svod.pipeline.run import Outcome

TEXTS = Texts(__package__)


def command(context: typer.Context, files: Files, as_json: AsJson = False) -> None:
    """Receive files, print their receipts, and run for these files only.

    Exits with 1 if a file got no receipt or was rejected.
    """
    cli: Context = context.obj
    outcome, names = submit(cli.workspace, files)
    receipts = [receipt for receipt in outcome.due.receipts if receipt.file in names]
    lacking = sorted(set(names) - {receipt.file for receipt in receipts})
    for file in lacking:
        cli.note(TEXTS.fill("no_receipt", file=file))
    _print(cli, outcome, receipts, as_json=as_json)
    rejected = {file.submission for file in outcome.rejected}
    raise typer.Exit(int(bool(lacking) or any(receipt.submission in rejected for receipt in receipts)))


def _print(cli: Context, outcome: Outcome, receipts: Sequence[Receipt], *, as_json: bool) -> None:
    if as_json:
        statuses = {file.file: file.status for file in outcome.files}
        print_json({"files": [_as_json(receipt, statuses[receipt.file]) for receipt in receipts]})
        print_reports(cli, outcome.reports, note)
        return
    for receipt in receipts:
        moment, number = written(receipt.received_at), str(receipt.submission)
        line = TEXTS.fill("receipt", file=receipt.file, moment=moment, submission=number, sha256=receipt.sha256)
        print_line(cli.say(line))
    print_outcome(cli, outcome)
    print_next(cli, outcome)


def _as_json(receipt: Receipt, status: str) -> dict[str, object]:
    return {
        "file": receipt.file,
        "submission": receipt.submission,
        "sha256": receipt.sha256,
        "received_at": receipt.received_at.isoformat(),
        "status": status,
    }
