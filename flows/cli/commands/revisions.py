"""`svod revisions`."""

from collections.abc import Mapping

import typer

from flows.cli.answer import give, wanted
from flows.cli.context import Context
from flows.cli.options import AnswerFile, AsJson, AsOf, FormCode, Overwrite, PeriodText, UnitCode, WrittenAs
from flows.cli.output import print_line, print_sentence
from flows.cli.table import print_table
from schemas.basics.clock import written
from schemas.basics.texts import Texts
from schemas.records.listing import Coded, ColumnKind, Listing, columns
from schemas.records.submission import SUBMISSION_STATUSES, SubmissionOf
from svod.pipeline.revisions import Revisions, revisions

TEXTS = Texts(__package__)

_KINDS: Mapping[str, ColumnKind] = {"revision": "count", "received_at": "moment", "recorded_at": "moment"}


def command(
    context: typer.Context,
    unit: UnitCode,
    form: FormCode = None,
    period: PeriodText = None,
    as_of: AsOf = None,
    written_as: WrittenAs = None,
    as_json: AsJson = False,
    answer_file: AnswerFile = None,
    overwrite: Overwrite = False,
) -> None:
    """Print the submissions of a unit for a period, and the decisions about them."""
    cli: Context = context.obj
    how = wanted(cli, written_as, as_json, answer_file, overwrite)
    history = revisions(cli.workspace, cli.asked(form, period, as_of), unit)
    give(cli, how, lambda: _listing(history), lambda: _as_json(history, unit), lambda: _print(cli, history, unit))


def _listing(history: Revisions, digits: int | None = None) -> Listing:
    """The submissions as rows, with so many digits of their hashes."""
    rows = [
        (
            one.revision,
            Coded(one.status, SUBMISSION_STATUSES[one.status]),
            one.received_at,
            one.recorded_at,
            one.file,
            one.sha256[:digits],
        )
        for one in history.sent
    ]
    return Listing(columns(TEXTS.group("revision_heading"), _KINDS, ("recorded_at", "sha256")), rows)


def _print(cli: Context, history: Revisions, unit: str) -> None:
    if not history.sent:
        print_line(cli.say(TEXTS.fill("nothing_sent", unit=unit, period=history.period)))
        return
    print_table(cli, _listing(history, 12))
    for decision in history.decisions:
        decided = cli.say(TEXTS.group("decided")[decision.kind])
        about = " ".join(filter(None, (decided, decision.code, decision.cell)))
        print_sentence(
            f"{written(decision.recorded_at)}  {history.revision_of(decision)}: {about} ({decision.by}: {decision.reason})"
        )


def _as_json(history: Revisions, unit: str) -> dict[str, object]:
    events = [
        {
            "kind": decision.kind,
            "revision": history.revision_of(decision),
            "recorded_at": decision.recorded_at.isoformat(),
            "by": decision.by,
            "reason": decision.reason,
            "code": decision.code,
            "cell": decision.cell,
        }
        for decision in history.decisions
    ]
    sent = [_revision_json(submission) for submission in history.sent]
    return {"form": history.form.code, "period": history.period, "unit": unit, "revisions": sent, "events": events}


def _revision_json(submission: SubmissionOf) -> dict[str, object]:
    return {
        "revision": submission.revision,
        "status": submission.status,
        "received_at": submission.received_at.isoformat(),
        "recorded_at": submission.recorded_at.isoformat(),
        "file": submission.file,
        "sha256": submission.sha256,
    }
