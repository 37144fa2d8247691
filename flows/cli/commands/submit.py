"""`svod submit`."""

import shutil
from collections.abc import Mapping, Sequence
from hashlib import file_digest
from pathlib import Path

from flows.cli.commands.report import say_reports
from flows.cli.commands.run import print_outcome
from flows.cli.context import Context
from flows.cli.output import note, print_json, print_line
from schemas.basics.clock import ZONE, written
from schemas.basics.text import Text, fill
from svod.intake.ledger import Ledger
from svod.pipeline.data_folder import Folders
from svod.pipeline.run import consolidate, outcome
from svod.pipeline.write_reports import write_changed

_RECEIPT = Text(
    "Қабылданды: {file}, {moment}, № {submission}, sha256 {sha256}",
    "Получен: {file}, {moment}, № {submission}, sha256 {sha256}",
    "Received: {file}, {moment}, no. {submission}, sha256 {sha256}",
)


def submit_files(context: Context, files: Sequence[Path], as_json: bool) -> None:
    """Take files in, print their receipts, and do what a run does for them alone."""
    with context.writing():
        last_seen = Ledger(context.folders.ledger).read().last_seen
        names = [_put(context.folders, file, last_seen) for file in files]
        due = consolidate(context.folders, context.settings.executor, names)
        found = outcome(context.folders, due, write_changed(context.folders, context.settings.small))
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
                    for one in due.receipts
                    if one.file in names
                ]
            }
        )
        say_reports(context, found.reports, note)
        return
    for one in due.receipts:
        said: dict[str, object] = {
            "file": one.file,
            "moment": written(one.received_at),
            "submission": str(one.submission),
            "sha256": one.sha256,
        }
        print_line(context.say(fill(_RECEIPT, said)))
    print_outcome(context, found)


def _put(folders: Folders, file: Path, last_seen: Mapping[str, str]) -> str:
    """The file under raw/: where it lies there and waits for a run, or copied in under a name that is free.

    Every file handed in is a receipt of its own, also one received before.
    """
    whole, raw = file.resolve(), folders.raw.resolve()
    if whole.is_relative_to(raw):
        lies = whole.relative_to(raw).as_posix()
        with whole.open("rb") as content:
            if last_seen.get(lies) != file_digest(content, "sha256").hexdigest():
                return lies
    name, number = file.name, 1
    while (folders.raw / name).exists():
        number += 1
        name = f"{file.stem} ({number}){file.suffix}"
    folders.raw.mkdir(parents=True, exist_ok=True)
    unfinished = folders.raw / f"{name}.tmp"
    shutil.copyfile(file, unfinished)
    unfinished.replace(folders.raw / name)
    return name
