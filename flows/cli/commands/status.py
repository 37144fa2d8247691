"""`svod status`."""

from dataclasses import asdict
from datetime import date

from flows.cli.context import Context
from flows.cli.options import Asked
from flows.cli.output import print_json, print_table
from schemas.basics.clock import ZONE, now, written
from schemas.basics.text import Text, fill
from schemas.records.period_report import UnitStatus
from svod.warehouse.reader import Snapshot

_HEADINGS = (
    Text("Аудан (қала)", "Район (город)", "Reporting unit"),
    Text("Күйі", "Состояние", "Status"),
    Text("Алғаш келген уақыты", "Впервые получен", "First received"),
    Text("Нұсқа", "Редакция", "Revision"),
    Text("Ашық сұратулар", "Открытые вопросы", "Open queries"),
    Text("Қабылданбаған файлдар", "Непринятые файлы", "Rejected files"),
)


def show_status(context: Context, asked: Asked, as_json: bool) -> None:
    """Print the status register of a period."""
    with Snapshot(context.folders.snapshot, asked.moment) as snapshot:
        form, named = context.asked_to_read(asked, snapshot)
        units = snapshot.completeness(form.code, named)
    if as_json:
        print_json({"form": form.code, "period": named, "units": [_as_json(unit) for unit in units]})
        return
    print(f"{context.say(form.title)}, {named}")
    if units:
        print(context.say(_deadline(units[0].due_date, (asked.moment or now()).astimezone(ZONE).date())))
    print_table(
        [context.say(heading) for heading in _HEADINGS],
        [
            (
                context.say(unit.name),
                context.say(unit.words),
                unit.received_at and written(unit.received_at),
                unit.revision,
                unit.queries,
                unit.rejected,
            )
            for unit in units
        ],
        context.lang,
    )


def _deadline(due: date, today: date) -> Text:
    """The deadline, and how far it is."""
    days = (due - today).days
    if days >= 0:
        template = Text(
            "Тапсыру мерзімі – {due}, {days} күн қалды.",
            "Срок сдачи — {due}, осталось дней: {days}.",
            "Due {due}, days left: {days}.",
        )
    else:
        template = Text(
            "Тапсыру мерзімі – {due}, содан бері {days} күн өтті.",
            "Срок сдачи — {due}, прошло дней: {days}.",
            "Due {due}, days past: {days}.",
        )
    return fill(template, {"due": due, "days": abs(days)})


def _as_json(unit: UnitStatus) -> dict[str, object]:
    received = unit.received_at and unit.received_at.astimezone(ZONE).isoformat()
    return asdict(unit) | {"received_at": received, "due_date": unit.due_date.isoformat()}
