"""`svod revisions`."""

import typer

from flows.cli.context import Context
from flows.cli.options import AsJson, AsOf, FormCode, PeriodText, UnitCode
from flows.cli.output import print_json, print_line, print_table
from schemas.basics.clock import written
from schemas.basics.texts import Texts
from schemas.records.submission import SUBMISSION_STATUSES, SubmissionOf
from svod.pipeline.revisions import Revisions, revisions

TEXTS = Texts(__package__)


def command(
    context: typer.Context,
    unit: UnitCode,
    form: FormCode = None,
    period: PeriodText = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Print the submissions of a unit for a period, and the decisions about them."""
    cli: Context = context.obj
    history = revisions(cli.workspace, cli.asked(form, period, as_of), unit)
    if as_json:
        print_json(_as_json(history, unit))
        return
    if not history.sent:
        print_line(cli.say(TEXTS.fill("nothing_sent", unit=unit, period=history.period)))
        return
    print_table(
        [cli.say(heading) for heading in TEXTS.group("revision_heading").values()],
        [
            (
                submission.revision,
                cli.say(SUBMISSION_STATUSES[submission.status]),
                written(submission.received_at),
                written(submission.recorded_at),
                submission.file,
                submission.sha256[:12],
            )
            for submission in history.sent
        ],
        cli.lang,
    )
    for decision in history.decisions:
        decided = cli.say(TEXTS.group("decided")[decision.kind])
        about = " ".join(filter(None, (decided, decision.code, decision.cell)))
        print_line(
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
