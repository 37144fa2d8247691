"""`svod issues`."""

from collections.abc import Sequence
from itertools import groupby
from typing import Annotated

import typer

from flows.cli.answer import give, wanted
from flows.cli.context import Context
from flows.cli.options import AnswerFile, AsJson, AsOf, FormCode, Overwrite, PeriodText, WrittenAs
from flows.cli.output import print_line, print_sentence
from schemas.basics.clock import written
from schemas.basics.text import Text
from schemas.basics.texts import Texts
from schemas.records.issue import SEVERITIES
from schemas.records.listing import Coded, Listing, columns
from schemas.records.open_issue import OpenIssue
from svod.pipeline.open_issues import OpenIssues, open_issues

TEXTS = Texts(__package__)


def command(
    context: typer.Context,
    unit: Annotated[str | None, typer.Argument(metavar="unit")] = None,
    form: FormCode = None,
    period: PeriodText = None,
    as_of: AsOf = None,
    written_as: WrittenAs = None,
    as_json: AsJson = False,
    answer_file: AnswerFile = None,
    overwrite: Overwrite = False,
) -> None:
    """Print what units still have to correct or explain."""
    cli: Context = context.obj
    how = wanted(cli, written_as, as_json, answer_file, overwrite)
    found = open_issues(cli.workspace, cli.asked(form, period, as_of, unit))
    give(
        cli,
        how,
        lambda: _listing(found.issues),
        lambda: {"form": found.form.code, "period": found.period, "issues": list(map(_as_json, found.issues))},
        lambda: _print(cli, found),
    )


def _listing(issues: Sequence[OpenIssue]) -> Listing:
    headings = columns(TEXTS.group("issue_column"), {"submission": "count", "received_at": "moment"})
    return Listing(
        headings,
        [
            (
                issue.submission,
                issue.unit,
                issue.likely_unit,
                issue.name,
                issue.file,
                issue.received_at,
                Coded(issue.severity, SEVERITIES[issue.severity]),
                issue.code,
                issue.sheet,
                issue.cell,
                issue.value,
                issue.message,
            )
            for issue in issues
        ],
    )


def _print(cli: Context, found: OpenIssues) -> None:
    print_sentence(f"{cli.say(found.form.title)}, {found.period}")
    for _, of_file in groupby(found.issues, key=lambda issue: issue.submission):
        _print_file(cli, list(of_file))
    print_line("")
    errors = sum(issue.severity == "error" for issue in found.issues)
    print_line(cli.say(TEXTS.fill("issues.count", queries=len(found.issues) - errors, errors=errors)))


def _print_file(cli: Context, issues: Sequence[OpenIssue]) -> None:
    """Print the issues of a file below its unit, its name and the time since when they are open."""
    first = issues[0]
    print_line("")
    told = TEXTS.fill("issues.of_file", unit=_unit(first), file=first.file, since=written(first.received_at))
    print_sentence(cli.say(told))
    for issue in issues:
        print_sentence(f"{cli.say(SEVERITIES[issue.severity])} {issue.code} {issue.place}: {cli.say(issue.message)}", "  ")


def _unit(issue: OpenIssue) -> Text:
    """The unit of an issue in words."""
    if issue.name is None:
        return TEXTS["issues.unknown_unit"]
    if issue.unit is None:
        return TEXTS.fill("issues.likely_unit", name=issue.name, unit=issue.likely_unit)
    return TEXTS.fill("issues.unit", name=issue.name, unit=issue.unit)


def _as_json(issue: OpenIssue) -> dict[str, object]:
    return {
        "submission": issue.submission,
        "unit": issue.unit,
        "likely_unit": issue.likely_unit,
        "file": issue.file,
        "received_at": issue.received_at.isoformat(),
        "severity": issue.severity,
        "code": issue.code,
        "sheet": issue.sheet,
        "cell": issue.cell,
        "value": issue.value,
        "message": {"kk": issue.message.kk, "ru": issue.message.ru, "en": issue.message.en},
    }
