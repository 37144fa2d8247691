"""`svod diff`."""

from collections.abc import Iterator, Mapping, Sequence

from flows.cli.context import Context
from flows.cli.options import Asked
from flows.cli.output import print_json, print_line
from schemas.basics.exceptions import UnknownName
from schemas.basics.text import LANGUAGES, Text, fill, write
from schemas.declaration.element import DataElement
from schemas.declaration.form import Form
from schemas.records.period_report import Change
from schemas.records.total import RegionalTotals
from svod.pipeline.decisions import listed_revisions
from svod.pipeline.known_names import declared
from svod.warehouse.reader import Snapshot, SubmissionOf

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
_OTHERS_NOW = Text(
    "Облыс жиынтығы басқалардың қазіргі есептерімен есептелген.",
    "Итоги по области посчитаны с нынешними отчётами остальных.",
    "The region's totals are with the other units' returns as they are now.",
)
_SAME = Text("Айырмашылық жоқ.", "Различий нет.", "There is no difference.")
_BLANK = Text("бос", "пусто", "blank")


def show_difference(context: Context, asked: Asked, unit: str, chosen: tuple[int, int] | None, as_json: bool) -> None:
    """Print what differs between two revisions, the last two accepted unless they are chosen."""
    with Snapshot(context.folders.snapshot) as snapshot:
        form, period = context.asked_to_read(asked, snapshot)
        sent = snapshot.submissions(form.code, period, declared().unit(unit))
        pair = chosen or _last_pair(sent)
        loaded = {one.revision for one in sent if one.status != "rejected"}
        if pair is None or not set(pair) <= loaded:
            raise UnknownName(fill(_NO_PAIR, {"unit": unit, "listed": listed_revisions(sent)}))
        changes = snapshot.changes(form.code, period, unit, *pair)
        totals = snapshot.totals_above(form.code, period, unit)
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
    name = declared().units.by_code[unit].names
    print_line(context.say(fill(_TITLE, {"unit": name, "period": period, "old": str(pair[0]), "new": str(pair[1])})))
    for text in _in_words(form, changes, current, totals):
        print_line(f"  {context.say(text)}")
    if any(change.change == "indicator" for change in changes):
        print_line(context.say(_OTHERS_NOW))
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
                assert change.element
                element = _elements(form, change)[change.element]
                yield fill(
                    _CELL,
                    {
                        "column": element.labels,
                        "old_place": f"{change.old_sheet}!{change.old_cell}",
                        "new_place": f"{change.new_sheet}!{change.new_cell}",
                        "old": _written(element, change.old),
                        "new": _written(element, change.new),
                    },
                )
            case "row_added":
                yield fill(_ADDED, {"place": f"{change.new_sheet}!{change.new_cell}", "row": _row(form, change)})
            case "row_removed":
                yield fill(_REMOVED, {"place": f"{change.old_sheet}!{change.old_cell}", "row": _row(form, change)})
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


def _elements(form: Form, change: Change) -> Mapping[str, DataElement]:
    assert change.table
    return form.all_tables[change.table].elements


def _row(form: Form, change: Change) -> Text:
    """The values of a row that aren't blank, each as people write it."""
    elements = _elements(form, change)
    said = [_written(elements[name], value) for name, value in change.row.items() if value is not None] or [_BLANK]
    return Text(*("; ".join(write(value, language) for value in said) for language in LANGUAGES))


def _written(element: DataElement, value: str | None) -> object:
    """A value as people write it: the label of a code, the day of a date, yes or no."""
    if value is None:
        return _BLANK
    known = element.kind.from_sql(value)
    return element.kind.label(known, element, declared().units.names_of) or known


def _figure(value: str | int | None) -> int | Text:
    return _BLANK if value is None else int(value)


def _region(change: Change, current: dict[str, int | None], totals: RegionalTotals) -> tuple[int | None, int | None]:
    """The region's total with the earlier revision and with the later one in the place of the current."""
    assert change.element
    total = totals.totals[change.element]
    others = (total or 0) - (current.get(change.element) or 0)
    before, after = (None if value is None else others + int(value) for value in (change.old, change.new))
    return before if before is not None else (others or None), after if after is not None else (others or None)


def _change_json(change: Change, current: dict[str, int | None], totals: RegionalTotals) -> dict[str, object]:
    said = {name: getattr(change, name) for name in Change.__dataclass_fields__ if name != "row"}
    if change.change != "indicator":
        return said
    before, after = _region(change, current, totals)
    return said | {"region_before": before, "region_after": after}
