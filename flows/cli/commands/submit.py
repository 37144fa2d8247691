"""`svod submit`."""

from collections.abc import Sequence
from pathlib import Path

from flows.cli.commands.report import say_reports
from flows.cli.commands.run import print_outcome
from flows.cli.context import Context
from flows.cli.output import note, print_json, print_line
from schemas.basics.clock import ZONE, written
from schemas.basics.text import Text, fill
from svod.pipeline.hand_in import submit

_RECEIPT = Text(
    "Қабылданды: {file}, {moment}, № {submission}, sha256 {sha256}",
    "Получен: {file}, {moment}, № {submission}, sha256 {sha256}",
    "Received: {file}, {moment}, no. {submission}, sha256 {sha256}",
)


def submit_files(context: Context, files: Sequence[Path], as_json: bool) -> None:
    """Take files in, print their receipts, and do what a run does for them alone."""
    found, names = submit(context.workspace, files)
    if as_json:
        statuses = {one.file: one.status for one in found.files}
        print_json(
            {
                "files": [
                    {
                        "file": one.file,
                        "submission": one.submission,
                        "sha256": one.sha256,
                        "received_at": one.received_at.astimezone(ZONE).isoformat(),
                        "status": statuses[one.file],
                    }
                    for one in found.due.receipts
                    if one.file in names
                ]
            }
        )
        say_reports(context, found.reports, note)
        return
    for one in found.due.receipts:
        said: dict[str, object] = {
            "file": one.file,
            "moment": written(one.received_at),
            "submission": str(one.submission),
            "sha256": one.sha256,
        }
        print_line(context.say(fill(_RECEIPT, said)))
    print_outcome(context, found)
