"""Prints the outcome of a run: received and rejected files, totals, reports."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from flows.cli.context import Context
from flows.cli.output import print_line, print_sentence
from flows.cli.totals_table import print_totals
from schemas.basics.texts import Texts
from svod.pipeline.asked import Asked
from svod.pipeline.figures import status_register

if TYPE_CHECKING:
    from svod.pipeline.report_watermark import WrittenReports
    from svod.pipeline.run import Outcome

TEXTS = Texts(__package__)

_NAMED = 10
"""The most missing units that are named. `svod status` lists more."""


def print_outcome(cli: Context, outcome: "Outcome") -> None:
    """Print what was received, what was rejected and why, the totals, and where the reports are."""
    print_line(cli.say(outcome.sentence))
    for file in outcome.rejected:
        print_line(cli.say(TEXTS.fill("rejected", file=file.file)))
        errors = [issue for issue in outcome.issues.get(file.submission, ()) if issue.severity == "error"]
        for issue in errors:
            place = "!".join(part for part in (issue.sheet, issue.cell) if part)
            print_line(f"  {place + ': ' if place else ''}{cli.say(issue.message)}")
        if more := file.errors - len(errors):
            from svod.pipeline.run import more_issues

            print_line(f"  {cli.say(more_issues(more, cli.workspace.storage.raw / file.file))}")
    for totals in outcome.totals:
        print_line("")
        print_totals(cli, cli.workspace.known.form_for(totals.form, totals.period), totals)
    print_reports(cli, outcome.reports)


def print_next(cli: Context, outcome: "Outcome") -> None:
    """Print what to do next for each period of the run: which page to open, who is missing, what waits for an answer."""
    for report in outcome.reports:
        page = Path(report.folder) / "page.html"
        if page.exists():
            print_line(cli.say(TEXTS.fill("next.page", page=page)))
    for totals in outcome.totals:
        register = status_register(cli.workspace, Asked(cli.note, totals.form, totals.period, None, totals.region))
        missing = [unit.name for unit in register.units if not unit.has_reported]
        if 0 < len(missing) <= _NAMED:
            print_sentence(cli.say(TEXTS.fill("next.missing", period=totals.period, names=missing)))
        elif totals.coverage.missing:
            print_sentence(cli.say(TEXTS.fill("next.status", period=totals.period, missing=totals.coverage.missing)))
    if outcome.rejected or any(totals.queries for totals in outcome.totals):
        print_line(cli.say(TEXTS["next.issues"]))


def print_reports(cli: Context, reports: Sequence["WrittenReports"], say: Callable[[str], None] = print_line) -> None:
    """Print the folder of each period's reports, the new releases, and failures."""
    for report in reports:
        if report.failure:
            cli.note(TEXTS.fill("reports_failed", form=report.form, period=report.period, failure=report.failure))
            continue
        say(cli.say(TEXTS.fill("reports", folder=report.folder)))
        print_releases(cli, report.releases, say)


def print_releases(cli: Context, releases: Sequence[Path], say: Callable[[str], None] = print_line) -> None:
    """Print the new releases of the reports."""
    for release in releases:
        say(cli.say(TEXTS.fill("released", folder=release)))
