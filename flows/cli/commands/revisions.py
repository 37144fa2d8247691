"""`svod revisions`."""

from collections.abc import Sequence

from flows.cli.context import Context
from flows.cli.options import Asked
from flows.cli.output import print_json, print_line, print_table
from schemas.basics.clock import ZONE, written
from schemas.basics.text import Text, fill
from schemas.records.submission import SUBMISSION_STATUSES
from svod.intake.ledger import Ledger
from svod.pipeline.known_names import declared
from svod.warehouse.reader import Snapshot, SubmissionOf

_ACTS = {
    "withdrawn": Text("қайтарып алынды", "отозвана", "withdrawn"),
    "restored": Text("қалпына келтірілді", "восстановлена", "restored"),
    "answered": Text("сұрату түсіндірілді", "вопрос пояснён", "query explained"),
}
_HEADINGS = (
    Text("Нұсқа", "Редакция", "Revision"),
    Text("Күйі", "Состояние", "Status"),
    Text("Келген уақыты", "Получен", "Received"),
    Text("Тіркелген уақыты", "Записан", "Recorded"),
    Text("Файл", "Файл", "File"),
    Text("Хеш", "Хеш", "Hash"),
)
_NOTHING = Text(
    "{unit}: {period} кезеңі бойынша ештеңе келмеген",
    "{unit}: за {period} ничего не получено",
    "{unit} sent nothing for {period}",
)


def list_revisions(context: Context, asked: Asked, unit: str, as_json: bool) -> None:
    """Print what a unit sent for a period, and what was decided about it."""
    with Snapshot(context.folders.snapshot, asked.moment) as snapshot:
        form, period = context.asked_to_read(asked, snapshot)
        sent = snapshot.submissions(form.code, period, declared().unit(unit))
    acts = [
        event
        for event in Ledger(context.folders.ledger).events()
        if event.submission in {one.submission for one in sent} and (asked.moment is None or event.recorded_at <= asked.moment)
    ]
    if as_json:
        events = [
            {
                "kind": one.kind,
                "revision": _revision(sent, one.submission),
                "recorded_at": one.recorded_at.isoformat(),
                "by": one.by,
                "reason": one.reason,
                "code": one.code,
                "cell": one.cell,
            }
            for one in acts
        ]
        print_json(
            {"form": form.code, "period": period, "unit": unit, "revisions": [_as_json(one) for one in sent], "events": events}
        )
        return
    if not sent:
        print_line(context.say(fill(_NOTHING, {"unit": unit, "period": period})))
        return
    print_table(
        [context.say(heading) for heading in _HEADINGS],
        [
            (
                one.revision,
                context.say(SUBMISSION_STATUSES[one.status]),
                written(one.received_at),
                written(one.recorded_at),
                one.file,
                one.sha256[:12],
            )
            for one in sent
        ],
        context.lang,
    )
    for one in acts:
        said = " ".join(filter(None, (context.say(_ACTS[one.kind]), one.code, one.cell)))
        what = f"{_revision(sent, one.submission)}: {said}"
        print_line(f"{written(one.recorded_at)}  {what} ({one.by}: {one.reason})")


def _revision(sent: Sequence[SubmissionOf], submission: int | None) -> int | None:
    return next((one.revision for one in sent if one.submission == submission), None)


def _as_json(one: SubmissionOf) -> dict[str, object]:
    return {
        "revision": one.revision,
        "status": one.status,
        "received_at": one.received_at.astimezone(ZONE).isoformat(),
        "recorded_at": one.recorded_at.astimezone(ZONE).isoformat(),
        "file": one.file,
        "sha256": one.sha256,
    }
