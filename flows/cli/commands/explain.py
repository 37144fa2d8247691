"""`svod explain`."""

from collections.abc import Sequence
from dataclasses import dataclass

from flows.cli.commands.totals import by_region, print_region
from flows.cli.context import Context
from flows.cli.options import Asked
from flows.cli.output import print_json, print_table
from schemas.basics.clock import ZONE, written
from schemas.basics.exceptions import UnknownName
from schemas.basics.text import Text
from schemas.declaration.form import Form
from schemas.records.total import STATES, RegionalTotals
from svod.intake.file_store import FileStore
from svod.pipeline.known_names import declared
from svod.reading.cell_text import raw_values
from svod.warehouse.provenance import CellPassport, UnitPassport, cell_passports, unit_passports
from svod.warehouse.reader import Snapshot

_HEADINGS = (
    Text("Аудан (қала)", "Район (город)", "Reporting unit"),
    Text("Мәні", "Значение", "Value"),
    Text("Нұсқа", "Редакция", "Revision"),
    Text("Қабылданған уақыты", "Получен", "Received"),
    Text("Ашық сұратулар", "Открытые вопросы", "Open queries"),
    Text("Файл", "Файл", "File"),
    Text("Хеш", "Хеш", "Hash"),
)
_CELL_HEADINGS = (
    Text("Парақ", "Лист", "Sheet"),
    Text("Ұяшық", "Ячейка", "Cell"),
    Text("Қосылғыш", "Слагаемое", "Addend"),
    Text("Файлдағы мәтін", "Как в файле", "As in the file"),
)
_TOTAL = Text("Барлығы", "Всего", "Total")


@dataclass(frozen=True, slots=True)
class _Cell:
    passport: CellPassport
    raw: str


def explain_figure(context: Context, asked: Asked, indicator: str, unit: str | None, as_json: bool) -> None:
    """Print a total as its addends by unit; with a unit, its value as its cells."""
    with Snapshot(context.folders.snapshot, asked.moment) as snapshot:
        form, period = context.asked_to_read(asked, snapshot)
        _known(form, indicator)
        named = None if unit is None else declared().unit(unit)
        regions = snapshot.totals(form.code, period) if named is None else [snapshot.totals_above(form.code, period, named)]
        passports = unit_passports(snapshot, form.code, period, indicator)
        units = [one for one in passports if named in (None, one.unit)]
        places = None if named is None else cell_passports(snapshot, form.code, period, indicator, named)
    cells = None if places is None else _cells(context.workspace.storage.kept, places)
    by_code = declared().units.by_code
    addends = [(totals, [one for one in units if by_code[one.unit].parent == totals.region]) for totals in regions]
    if as_json:
        answer = by_region([_total_json(totals, indicator, own) for totals, own in addends])
        print_json(answer if cells is None else {**answer, "cells": [_cell_json(cell) for cell in cells]})
        return
    for place, (totals, own) in enumerate(addends):
        if place:
            print()
        _print_total(context, form, indicator, totals, own, whole=named is None)
    if cells is not None:
        print()
        print_table(
            [context.say(heading) for heading in _CELL_HEADINGS],
            [(cell.passport.sheet, cell.passport.cell, cell.passport.value, cell.raw) for cell in cells],
            context.lang,
        )


def _print_total(
    context: Context, form: Form, indicator: str, totals: RegionalTotals, units: Sequence[UnitPassport], *, whole: bool
) -> None:
    """A region's units with what they add to its total, and the total below where they are the whole of it."""
    print(f"{context.say(form.indicators[indicator].labels)}, {totals.period} ({context.say(STATES[totals.state])})")
    print_region(context, totals)
    print(context.say(totals.coverage_sentence))
    print()
    rows: list[Sequence[object]] = [
        (
            context.say(declared().units.by_code[one.unit].names),
            one.value,
            one.revision,
            written(one.received_at),
            one.queries,
            one.file,
            one.sha256[:12],
        )
        for one in units
    ]
    if whole:
        rows.append((context.say(_TOTAL), totals.totals[indicator], None, "", None, "", ""))
    print_table([context.say(heading) for heading in _HEADINGS], rows, context.lang)


def _known(form: Form, indicator: str) -> None:
    if indicator not in form.indicators:
        listed = ", ".join(form.indicators)
        raise UnknownName(
            Text(
                f"«{indicator}» деген көрсеткіш жоқ. Көрсеткіштер: {listed}",
                f"Нет показателя «{indicator}». Показатели: {listed}",
                f"There is no indicator “{indicator}”. Indicators: {listed}",
            )
        )


def _cells(kept: FileStore, passports: Sequence[CellPassport]) -> list[_Cell]:
    """The cells with what was found there, from the bytes as received."""
    found: list[_Cell] = []
    for sha256, file in dict.fromkeys((one.sha256, one.file) for one in passports):
        own = [one for one in passports if one.sha256 == sha256]
        raw = raw_values(kept.read(sha256), file, [(one.sheet, one.cell) for one in own])
        found.extend(_Cell(one, text) for one, text in zip(own, raw, strict=True))
    return found


def _total_json(totals: RegionalTotals, indicator: str, units: Sequence[UnitPassport]) -> dict[str, object]:
    return {
        "form": totals.form,
        "period": totals.period,
        "region": totals.region,
        "indicator": indicator,
        "as_of": totals.as_of and totals.as_of.isoformat(),
        "state": totals.state,
        "coverage": totals.coverage.model_dump(),
        "total": totals.totals[indicator],
        "units": [_as_json(one) for one in units],
    }


def _as_json(one: UnitPassport) -> dict[str, object]:
    return {
        "unit": one.unit,
        "value": one.value,
        "revision": one.revision,
        "received_at": one.received_at.astimezone(ZONE).isoformat(),
        "file": one.file,
        "sha256": one.sha256,
        "queries": one.queries,
    }


def _cell_json(cell: _Cell) -> dict[str, object]:
    return {"sheet": cell.passport.sheet, "cell": cell.passport.cell, "value": cell.passport.value, "raw": cell.raw}
