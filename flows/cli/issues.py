"""Prints issues for people."""

from collections.abc import Iterable

from flows.cli.context import Context
from flows.cli.output import print_line
from schemas.records.issue import SEVERITIES, Issue


def print_issues(cli: Context, issues: Iterable[Issue]) -> None:
    """Print each issue with its place, and what is suggested."""
    for issue in issues:
        place = "!".join(part for part in (issue.sheet, issue.cell) if part)
        print_line(
            f"  {cli.say(SEVERITIES[issue.severity])} {issue.code}{' ' + place if place else ''}: {cli.say(issue.message)}"
        )
        if issue.advice:
            print_line(f"    {cli.say(issue.advice)}")
