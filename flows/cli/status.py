"""`svod status`."""

from dataclasses import asdict

from flows.cli.context import Context
from flows.cli.options import Asked
from flows.cli.output import print_json, print_table
from schemas.clock import ZONE
from schemas.edition import UnitStatus
from schemas.text import Text
from svod.warehouse.snapshot import Snapshot

STATUSES = {
    "accepted": Text("қабылданды", "принят", "accepted"),
    "queried": Text("қабылданды, нақтылау қажет", "принят, есть вопросы", "accepted, queries open"),
    "nil": Text("қабылданды, іс-шара болмаған", "принят, нулевой", "accepted, nil"),
    "late": Text("қабылданды, кешіккен", "принят, с опозданием", "accepted, late"),
    "rejected": Text("қабылданбады", "не принят", "rejected"),
    "expected": Text("күтілуде", "ожидается", "expected"),
    "missing": Text("тапсырылмаған", "не сдан", "missing"),
}
_HEADINGS = (
    Text("Аудан (қала)", "Район (город)", "Reporting unit"),
    Text("Күйі", "Состояние", "Status"),
    Text("Алғаш келген уақыты", "Впервые получен", "First received"),
    Text("Нұсқа", "Редакция", "Revision"),
    Text("Нақтылаулар", "Вопросы", "Queries"),
    Text("Қабылданбаған файлдар", "Непринятые файлы", "Rejected files"),
)


def show_status(context: Context, asked: Asked, as_json: bool) -> None:
    """Print the status register of a period."""
    with Snapshot(context.folders.snapshot, asked.moment) as snapshot:
        form, named = asked.named(snapshot)
        units = snapshot.completeness(form.code, named)
    if as_json:
        print_json({"form": form.code, "period": named, "units": [_as_json(unit) for unit in units]})
        return
    print(f"{context.say(form.title)}, {named}")
    print_table(
        [context.say(heading) for heading in _HEADINGS],
        [
            (
                context.say(unit.name),
                context.say(STATUSES[unit.status]),
                unit.received_at and f"{unit.received_at.astimezone(ZONE):%d.%m.%Y %H:%M}",
                unit.revision,
                unit.queries,
                unit.rejected,
            )
            for unit in units
        ],
        context.lang,
    )


def _as_json(unit: UnitStatus) -> dict[str, object]:
    received = unit.received_at and unit.received_at.astimezone(ZONE).isoformat()
    return asdict(unit) | {"received_at": received}
