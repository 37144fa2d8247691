"""`svod revisions` and `svod diff`."""

from collections.abc import Iterator, Sequence

from flows.cli.context import Context
from flows.cli.options import Asked
from flows.cli.output import print_json, print_line, print_table
from schemas.clock import ZONE, written
from schemas.edition import Change
from schemas.exceptions import UnknownName
from schemas.form import Form
from schemas.submission import SUBMISSION_STATUSES
from schemas.text import Text, fill
from schemas.total import RegionalTotals
from svod.acts import listed_revisions
from svod.intake.ledger import Ledger
from svod.vocabulary import named_unit, register
from svod.warehouse.snapshot import Snapshot, SubmissionOf

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
_NO_PAIR = Text(
    "{unit}: салыстыратын екі қабылданған нұсқа жоқ. Нұсқалар: {listed}",
    "{unit}: нет двух принятых редакций для сравнения. Редакции: {listed}",
    "{unit}: there are no two accepted revisions to compare. Revisions: {listed}",
)
_TITLE = Text(
    "{unit}, {period}: {old}-нұсқа → {new}-нұсқа",
    "{unit}, {period}: редакция {old} → {new}",
    "{unit}, {period}: revision {old} → {new}",
)
_CELL = Text(
    "{column}, {old_place} → {new_place}: {old} → {new}",
    "{column}, {old_place} → {new_place}: {old} → {new}",
    "{column}, {old_place} → {new_place}: {old} → {new}",
)
_ADDED = Text("Жол қосылды, {place}: {row}", "Добавлена строка, {place}: {row}", "Row added, {place}: {row}")
_REMOVED = Text("Жол алынды, {place}: {row}", "Удалена строка, {place}: {row}", "Row removed, {place}: {row}")
_INDICATOR = Text(
    "{name}: {old} → {new}, облыс бойынша {total_before} → {total}",
    "{name}: {old} → {new}, по области {total_before} → {total}",
    "{name}: {old} → {new}, in the region {total_before} → {total}",
)
_SAME = Text("Айырмашылық жоқ.", "Различий нет.", "There is no difference.")
_BLANK = Text("бос", "пусто", "blank")


def list_revisions(context: Context, asked: Asked, unit: str, as_json: bool) -> None:
    """Print what a unit sent for a period, and what was decided about it."""
    with Snapshot(context.folders.snapshot, asked.moment) as snapshot:
        form, period = asked.named(snapshot)
        sent = snapshot.submissions(form.code, period, named_unit(unit))
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


def show_difference(context: Context, asked: Asked, unit: str, chosen: tuple[int, int] | None, as_json: bool) -> None:
    """Print what differs between two revisions, the last two accepted unless they are chosen."""
    with Snapshot(context.folders.snapshot) as snapshot:
        form, period = asked.named(snapshot)
        sent = snapshot.submissions(form.code, period, named_unit(unit))
        pair = chosen or _last_pair(sent)
        loaded = {one.revision for one in sent if one.status != "rejected"}
        if pair is None or not set(pair) <= loaded:
            raise UnknownName(fill(_NO_PAIR, {"unit": unit, "listed": listed_revisions(sent)}))
        changes = snapshot.changes(form.code, period, unit, *pair)
        totals = snapshot.totals(form.code, period)
        current = snapshot.values(form.code, period, unit)
    if as_json:
        print_json(
            {
                "form": form.code,
                "period": period,
                "unit": unit,
                "from_revision": pair[0],
                "to_revision": pair[1],
                "changes": [_change_json(change, current, totals) for change in changes],
            }
        )
        return
    name = register().by_code[unit].names
    print_line(context.say(fill(_TITLE, {"unit": name, "period": period, "old": str(pair[0]), "new": str(pair[1])})))
    for text in _in_words(form, changes, current, totals):
        print_line(f"  {context.say(text)}")
    if not changes:
        print_line(f"  {context.say(_SAME)}")


def _last_pair(sent: Sequence[SubmissionOf]) -> tuple[int, int] | None:
    """The current revision and the one that it replaced, by the order of receipt."""
    counted = sorted(
        (one for one in sent if one.status in ("accepted", "superseded")), key=lambda one: (one.received_at, one.submission)
    )
    return (counted[-2].revision, counted[-1].revision) if len(counted) > 1 else None


def _in_words(form: Form, changes: Sequence[Change], current: dict[str, int | None], totals: RegionalTotals) -> Iterator[Text]:
    for change in changes:
        match change.change:
            case "cell":
                assert change.table
                assert change.element
                yield fill(
                    _CELL,
                    {
                        "column": form.all_tables[change.table].elements[change.element].labels,
                        "old_place": f"{change.old_sheet}!{change.old_cell}",
                        "new_place": f"{change.new_sheet}!{change.new_cell}",
                        "old": change.old or _BLANK,
                        "new": change.new or _BLANK,
                    },
                )
            case "row_added":
                yield fill(_ADDED, {"place": f"{change.new_sheet}!{change.new_cell}", "row": change.new})
            case "row_removed":
                yield fill(_REMOVED, {"place": f"{change.old_sheet}!{change.old_cell}", "row": change.old})
            case "indicator":
                assert change.element
                before, after = _region(change, current, totals)
                yield fill(
                    _INDICATOR,
                    {
                        "name": form.indicators[change.element].labels,
                        "old": _figure(change.old),
                        "new": _figure(change.new),
                        "total_before": _figure(before),
                        "total": _figure(after),
                    },
                )


def _figure(value: str | int | None) -> int | Text:
    return _BLANK if value is None else int(value)


def _region(change: Change, current: dict[str, int | None], totals: RegionalTotals) -> tuple[int | None, int | None]:
    """The region's total with the earlier revision and with the later one in the place of the current."""
    assert change.element
    total = totals.totals[change.element]
    others = (total or 0) - (current.get(change.element) or 0)
    before, after = (None if value is None else others + int(value) for value in (change.old, change.new))
    return before if before is not None else (others or None), after if after is not None else (others or None)


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


def _change_json(change: Change, current: dict[str, int | None], totals: RegionalTotals) -> dict[str, object]:
    said = {name: getattr(change, name) for name in Change.__dataclass_fields__}
    if change.change != "indicator":
        return said
    before, after = _region(change, current, totals)
    return said | {"region_before": before, "region_after": after}
