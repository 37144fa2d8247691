"""`svod spelling add`."""

from typing import Annotated

import typer

from flows.cli.context import Context
from flows.cli.decision import actor
from flows.cli.options import By, FormCode, Reason
from flows.cli.outcome import print_reports
from flows.cli.output import print_line
from schemas.basics.texts import Texts
from schemas.declaration.spelling import NameKind, Spelling
from svod.pipeline.decisions import accept_spelling

TEXTS = Texts(__package__)


def command(
    context: typer.Context,
    kind: Annotated[NameKind, typer.Argument()],
    spelling: Annotated[str, typer.Argument(metavar="spelling")],
    meaning: Annotated[str, typer.Argument(metavar="meaning")],
    reason: Reason,
    form: FormCode = None,
    by: By = None,
) -> None:
    """Accept a spelling. Returns that were rejected for the lack of it are judged again."""
    cli: Context = context.obj
    who = actor(by, reason)
    known = cli.workspace.known
    own_form, target = (None, known.unit(meaning)) if kind == "unit" else (known.form(form).code, meaning)
    outcome = accept_spelling(cli.workspace, Spelling(kind, own_form, target, spelling), who)
    print_line(cli.say(TEXTS.fill("added", spelling=spelling, meaning=meaning)))
    print_reports(cli, outcome.reports)
