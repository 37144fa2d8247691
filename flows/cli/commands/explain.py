"""`svod explain`."""

from collections.abc import Sequence
from typing import Annotated

import typer

from flows.cli.context import Context
from flows.cli.options import AsJson, AsOf, FormCode, PeriodText
from flows.cli.output import print_json, print_line, print_table
from flows.cli.totals_table import by_region, print_region
from schemas.basics.clock import ZONE, written
from schemas.basics.texts import Texts
from schemas.records.provenance import UnitProvenance
from schemas.records.total import STATES, RegionalTotals
from svod.pipeline.explain import Explanation, explain

TEXTS = Texts(__package__)


def command(
    context: typer.Context,
    indicator: Annotated[str, typer.Argument(metavar="indicator")],
    unit: Annotated[str | None, typer.Option("--unit", metavar="unit")] = None,
    form: FormCode = None,
    period: PeriodText = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Print a total as its addends by unit; with a unit, its value as its cells."""
    own: Context = context.obj
    found = explain(own.workspace, own.asked(form, period, as_of), indicator, unit)
    if as_json:
        print_json(_as_json(found, indicator))
        return
    for place, (totals, units) in enumerate(found.regions):
        if place:
            print_line("")
        print_line(f"{own.say(found.form.indicators[indicator].labels)}, {totals.period} ({own.say(STATES[totals.state])})")
        print_region(own, totals)
        print_line(own.say(totals.coverage_sentence))
        print_line("")
        rows = [_row(own, one) for one in units]
        if found.cells is None:
            rows.append((own.say(TEXTS["total"]), totals.totals[indicator], None, "", None, "", ""))
        print_table([own.say(heading) for heading in TEXTS.group("explain_heading").values()], rows, own.lang)
    if found.cells is not None:
        print_line("")
        print_table(
            [own.say(heading) for heading in TEXTS.group("cell_heading").values()],
            [(cell.provenance.sheet, cell.provenance.cell, cell.provenance.value, cell.text) for cell in found.cells],
            own.lang,
        )


def _row(own: Context, one: UnitProvenance) -> Sequence[object]:
    name = own.say(own.workspace.known.units.by_code[one.unit].names)
    return (name, one.value, one.revision, written(one.received_at), one.queries, one.file, one.sha256[:12])


def _as_json(found: Explanation, indicator: str) -> dict[str, object]:
    answer = dict(by_region([_total_json(totals, indicator, units) for totals, units in found.regions]))
    if found.cells is not None:
        cells = [(one.provenance.sheet, one.provenance.cell, one.provenance.value, one.text) for one in found.cells]
        answer["cells"] = [dict(zip(("sheet", "cell", "value", "raw"), cell, strict=True)) for cell in cells]
    return answer


def _total_json(totals: RegionalTotals, indicator: str, units: Sequence[UnitProvenance]) -> dict[str, object]:
    return {
        "form": totals.form,
        "period": totals.period,
        "region": totals.region,
        "indicator": indicator,
        "as_of": totals.as_of and totals.as_of.isoformat(),
        "state": totals.state,
        "coverage": totals.coverage.model_dump(),
        "total": totals.totals[indicator],
        "units": [_unit_json(unit) for unit in units],
    }


def _unit_json(one: UnitProvenance) -> dict[str, object]:
    return {
        "unit": one.unit,
        "value": one.value,
        "revision": one.revision,
        "received_at": one.received_at.astimezone(ZONE).isoformat(),
        "file": one.file,
        "sha256": one.sha256,
        "queries": one.queries,
    }
