"""`svod feedback`."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.context import Context
from flows.cli.options import OneFile
from flows.cli.output import print_line
from schemas.basics.exceptions import UnknownName
from schemas.basics.texts import Texts
from schemas.records.issue import SEVERITIES
from svod.files import write_whole

TEXTS = Texts(__package__)


def command(
    context: typer.Context,
    file: OneFile,
    marked_file: Annotated[Path, typer.Option("-o", metavar="file", readable=False)],
) -> None:
    """Write the marked workbook and print how many issues it has. Exits with 1 if the return is rejected."""
    from svod.pipeline.feedback import mark
    from svod.pipeline.mark_return import file_ending

    cli: Context = context.obj
    if marked_file.exists() and marked_file.samefile(file):
        raise UnknownName(TEXTS.fill("itself", path=marked_file))
    checked, marked = mark(cli.at_hand, file, cli.lang)
    if marked_file.suffix.lower() != (ending := file_ending(marked)):
        raise UnknownName(TEXTS.fill("other_ending", path=marked_file, ending=ending))
    marked_file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(marked_file, marked)
    counts = Counter(issue.severity for issue in checked.issues)
    counted = [
        cli.say(TEXTS.fill("count", severity=text, count=counts[severity]))
        for severity, text in SEVERITIES.items()
        if counts[severity]
    ]
    print_line(f"{marked_file}: {', '.join(counted) or cli.say(TEXTS['nothing_found'])}")
    raise typer.Exit(int(checked.status == "rejected"))
