"""`svod check`."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import typer

from flows.cli.context import Context
from flows.cli.counted import counted
from flows.cli.issues import print_issues
from flows.cli.options import AsJson, FilesOrFolders
from flows.cli.output import Look, print_json, print_line, print_sentence, progress
from schemas.basics.text import Text, joined, write
from schemas.basics.texts import Texts
from schemas.declaration.form import Form
from schemas.records.as_json import verdict_as_json
from schemas.records.submission import CheckedReturn
from svod.pipeline.check import check_at_hand

TEXTS = Texts(__package__)


def command(context: typer.Context, files: FilesOrFolders, as_json: AsJson = False) -> None:
    """Check files and print their issues. Exits with 1 if any is rejected."""
    cli: Context = context.obj
    checked: list[CheckedReturn] = []
    with progress(cli.say(TEXTS["checking"]), len(files)) as advance:
        for batch in check_at_hand(cli.at_hand, files):
            checked.extend(batch)
            advance(len(batch))
    if as_json:
        print_json({"files": [verdict_as_json(str(path), verdict) for path, verdict in zip(files, checked, strict=True)]})
    else:
        for path, verdict in zip(files, checked, strict=True):
            _print(cli, path, verdict)
        print_line(cli.say(_summary(checked)))
    raise typer.Exit(int(any(verdict.status == "rejected" for verdict in checked)))


def _summary(checked: Sequence[CheckedReturn]) -> Text:
    """How many files are accepted and rejected, and how many errors and queries they have."""
    statuses = Counter(verdict.status for verdict in checked)
    severities = Counter(issue.severity for verdict in checked for issue in verdict.issues)
    nouns = TEXTS.group("counted")
    found = [counted(severities[one], nouns[one]) for one in ("error", "query") if severities[one]]
    return TEXTS.fill(
        "summary",
        files=counted(len(checked), nouns["file"]),
        accepted=statuses["accepted"],
        rejected=statuses["rejected"],
        found=joined(*found, by=", ") if found else TEXTS["nothing_found"],
    )


def _print(cli: Context, path: Path, checked: CheckedReturn) -> None:
    """Print the verdict on a file, its issues and, if it is accepted, what was sent."""
    look: Look = "red" if checked.status == "rejected" else "yellow" if checked.issues else "green"
    print_line(f"{path}: {cli.say(TEXTS.group('verdict')[checked.status])}", look)
    print_issues(cli, checked.issues)
    if checked.status == "accepted" and checked.form and checked.period and checked.unit:
        _print_sent(cli, cli.at_hand.known.form_for(checked.form, checked.period), checked)


def _print_sent(cli: Context, form: Form, checked: CheckedReturn) -> None:
    """Print whose return it is, the number of rows of each table, and the indicators that aren't 0."""
    assert checked.unit
    unit = cli.at_hand.known.units.by_code[checked.unit].names
    counts = {code: count for code, count in checked.row_counts.items() if count and code != form.cover.code}
    rows = [f"{cli.say(form.all_tables[code].sheet)} – {count}" for code, count in counts.items()]
    figures = [
        f"{cli.say(one.labels)} – {write(value, cli.lang)}"
        for one in form.own_indicators
        if (value := checked.indicators.get(one.code))
    ]
    print_sentence(cli.say(TEXTS.fill("sent", unit=unit, period=checked.period, rows="; ".join(rows))), "  ")
    if figures:
        print_sentence("; ".join(figures), "  ")
