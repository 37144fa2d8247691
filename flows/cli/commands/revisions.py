"""`svod revisions`."""

import typer

from flows.cli.context import Context
from flows.cli.options import AsJson, AsOf, FormCode, PeriodText, UnitCode
from flows.cli.output import print_json, print_line, print_table
from schemas.basics.clock import ZONE, written
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
    """Print what a unit sent for a period, and what was decided about it."""
    own: Context = context.obj
    found = revisions(own.workspace, own.asked(form, period, as_of), unit)
    if as_json:
        print_json(_as_json(found, unit))
        return
    if not found.sent:
        print_line(own.say(TEXTS.fill("nothing_sent", unit=unit, period=found.period)))
        return
    print_table(
        [own.say(heading) for heading in TEXTS.group("revision_heading").values()],
        [
            (
                submission.revision,
                own.say(SUBMISSION_STATUSES[submission.status]),
                written(submission.received_at),
                written(submission.recorded_at),
                submission.file,
                submission.sha256[:12],
            )
            for submission in found.sent
        ],
        own.lang,
    )
    for decision in found.decisions:
        decided = own.say(TEXTS.group("decided")[decision.kind])
        about = " ".join(filter(None, (decided, decision.code, decision.cell)))
        print_line(
            f"{written(decision.recorded_at)}  {found.revision_of(decision)}: {about} ({decision.by}: {decision.reason})"
        )


def _as_json(found: Revisions, unit: str) -> dict[str, object]:
    events = [
        {
            "kind": decision.kind,
            "revision": found.revision_of(decision),
            "recorded_at": decision.recorded_at.isoformat(),
            "by": decision.by,
            "reason": decision.reason,
            "code": decision.code,
            "cell": decision.cell,
        }
        for decision in found.decisions
    ]
    sent = [_revision_json(submission) for submission in found.sent]
    return {"form": found.form.code, "period": found.period, "unit": unit, "revisions": sent, "events": events}


def _revision_json(one: SubmissionOf) -> dict[str, object]:
    return {
        "revision": one.revision,
        "status": one.status,
        "received_at": one.received_at.astimezone(ZONE).isoformat(),
        "recorded_at": one.recorded_at.astimezone(ZONE).isoformat(),
        "file": one.file,
        "sha256": one.sha256,
    }
