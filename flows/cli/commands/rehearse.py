"""`svod rehearse`."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

import typer

from flows.cli.context import Context
from flows.cli.form_verdict import declared_in
from flows.cli.options import AsJson, PreviewedForm
from flows.cli.output import print_json, print_line, progress
from flows.cli.table import print_table
from schemas.basics.text import Text
from schemas.basics.texts import Texts
from schemas.checks.form_checks import checks_of
from schemas.declaration.form import Form
from schemas.records.listing import Listing, columns
from schemas.records.submission import SUBMISSION_STATUSES
from svod.pipeline.preview import known_with, rehearse_adoption
from svod.pipeline.rebuild import Rehearsal, count_workbooks, rehearse

TEXTS = Texts(__package__)


def command(context: typer.Context, previewed_form: PreviewedForm = None, as_json: AsJson = False) -> None:
    """Print what today's rules would change, or what adopting a form would."""
    cli: Context = context.obj
    workspace = cli.workspace
    forms = list(workspace.known.forms.values())
    definition = declared_in(cli, previewed_form) if previewed_form else None
    with progress(cli.say(TEXTS["checking"]), count_workbooks(workspace)) as advance:
        if definition:
            forms.append(known_with(workspace.known, definition).forms[definition.code])
            rehearsal = rehearse_adoption(workspace, definition, advance)
        else:
            rehearsal = rehearse(workspace, advance)
    changes = {
        "statuses": list(map(asdict, rehearsal.statuses)),
        "totals": list(map(asdict, rehearsal.totals)),
        "findings": list(map(asdict, rehearsal.findings)),
    }
    if as_json:
        print_json(changes)
    elif not any(changes.values()):
        print_line(cli.say(TEXTS["form_would_change_nothing"] if definition else TEXTS["nothing_would_change"]))
    else:
        _print(cli, rehearsal, forms)


def _print(cli: Context, rehearsal: Rehearsal, forms: Sequence[Form]) -> None:
    """Print a table for each kind of change."""
    indicators = {(form.code, code): one.labels for form in forms for code, one in form.all_indicators.items()}
    titles = {(form.code, code): check.title for form in forms for code, check in checks_of(form).items()}
    statuses = [
        (one.file, cli.say(SUBMISSION_STATUSES[one.before]), cli.say(SUBMISSION_STATUSES[one.after]))
        for one in rehearsal.statuses
    ]
    totals = [(one.period, _said(cli, indicators, one.form, one.indicator), one.before, one.after) for one in rehearsal.totals]
    findings = [
        (one.period, one.code, _said(cli, titles, one.form, one.code), one.before, one.after) for one in rehearsal.findings
    ]
    tables: list[tuple[Mapping[str, Text], Sequence[Sequence[object]]]] = [
        (TEXTS.group("changed_status"), statuses),
        (TEXTS.group("moved_total"), totals),
        (TEXTS.group("changed_findings"), findings),
    ]
    for number, (headings, rows) in enumerate((headings, rows) for headings, rows in tables if rows):
        if number:
            print_line("")
        print_table(cli, Listing(columns(headings), rows))


def _said(cli: Context, names: dict[tuple[str, str], Text], form: str, code: str) -> str:
    return cli.say(names[form, code]) if (form, code) in names else code
