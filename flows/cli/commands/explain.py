"""`svod explain`."""

from collections.abc import Sequence
from dataclasses import dataclass

from flows.cli.context import Context
from flows.cli.options import Asked
from flows.cli.output import print_json, print_table
from schemas.basics.clock import ZONE, written
from schemas.basics.exceptions import UnknownName
from schemas.basics.text import Text
from schemas.declaration.form import Form
from schemas.records.total import STATES
from svod.intake.file_store import KeptBytes
from svod.pipeline.data_folder import Folders
from svod.pipeline.known_names import named_unit, register
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
        totals = snapshot.totals(form.code, period)
        units = [
            one
            for one in unit_passports(snapshot, form.code, period, indicator)
            if unit is None or one.unit == named_unit(unit)
        ]
        cells = None if unit is None else _cells(context.folders, cell_passports(snapshot, form.code, period, indicator, unit))
    if as_json:
        answer: dict[str, object] = {
            "form": form.code,
            "period": period,
            "region": totals.region,
            "indicator": indicator,
            "as_of": asked.moment and asked.moment.isoformat(),
            "state": totals.state,
            "coverage": totals.coverage.model_dump(),
            "total": totals.totals[indicator],
            "units": [_as_json(one) for one in units],
        }
        print_json(answer if cells is None else answer | {"cells": [_cell_json(cell) for cell in cells]})
        return
    label = form.indicators[indicator].labels
    print(f"{context.say(label)}, {period} ({context.say(STATES[totals.state])})")
    print(context.say(totals.coverage_sentence))
    print()
    names = {one.unit: one.names for one in register().units}
    rows: list[Sequence[object]] = [
        (
            context.say(names[one.unit]),
            one.value,
            one.revision,
            written(one.received_at),
            one.queries,
            one.file,
            one.sha256[:12],
        )
        for one in units
    ]
    if unit is None:
        rows.append((context.say(_TOTAL), totals.totals[indicator], None, "", None, "", ""))
    print_table([context.say(heading) for heading in _HEADINGS], rows, context.lang)
    if cells is not None:
        print()
        print_table(
            [context.say(heading) for heading in _CELL_HEADINGS],
            [(cell.passport.sheet, cell.passport.cell, cell.passport.value, cell.raw) for cell in cells],
            context.lang,
        )


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


def _cells(folders: Folders, passports: Sequence[CellPassport]) -> list[_Cell]:
    """The cells with what was found there, from the bytes as received."""
    kept = KeptBytes(folders.kept)
    found: list[_Cell] = []
    for sha256, file in dict.fromkeys((one.sha256, one.file) for one in passports):
        own = [one for one in passports if one.sha256 == sha256]
        raw = raw_values(kept.read(sha256), file, [(one.sheet, one.cell) for one in own])
        found.extend(_Cell(one, text) for one, text in zip(own, raw, strict=True))
    return found


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
