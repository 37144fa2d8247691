"""What a run did, said to people: files rejected, totals, where the reports are."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from flows.cli.context import Context
from flows.cli.output import print_line
from flows.cli.totals_table import print_totals
from schemas.basics.texts import Texts

if TYPE_CHECKING:
    from svod.pipeline.report_watermark import WrittenReports
    from svod.pipeline.run import Outcome

TEXTS = Texts(__package__)


def print_outcome(own: Context, found: "Outcome") -> None:
    """Say what was taken in, what was rejected and why, the totals that follow, and where the reports are."""
    print_line(own.say(found.sentence))
    for file in found.rejected:
        print_line(own.say(TEXTS.fill("rejected", file=file.file)))
        for issue in found.issues:
            if issue.file == file.file and issue.severity == "error":
                place = "!".join(part for part in (issue.sheet, issue.cell) if part)
                print_line(f"  {place + ': ' if place else ''}{own.say(issue.message)}")
    for totals in found.totals:
        print_line("")
        print_totals(own, own.workspace.known.forms[totals.form], totals)
    print_reports(own, found.reports)


def print_reports(own: Context, reports: Sequence["WrittenReports"], say: Callable[[str], None] = print_line) -> None:
    """Say where the reports of each period are, which releases were kept, and what could not be written."""
    for report in reports:
        if report.failure:
            own.note(TEXTS.fill("reports_failed", form=report.form, period=report.period, failure=report.failure))
            continue
        say(own.say(TEXTS.fill("reports", folder=report.folder)))
        print_releases(own, report.releases, say)


def print_releases(own: Context, releases: Sequence[Path], say: Callable[[str], None] = print_line) -> None:
    """Say which releases of the reports were kept now."""
    for release in releases:
        say(own.say(TEXTS.fill("released", folder=release)))
