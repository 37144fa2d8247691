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
    cli: Context = context.obj
    explanation = explain(cli.workspace, cli.asked(form, period, as_of), indicator, unit)
    if as_json:
        print_json(_as_json(explanation, indicator))
        return
    for place, (totals, units) in enumerate(explanation.regions):
        if place:
            print_line("")
        print_line(
            f"{cli.say(explanation.form.indicators[indicator].labels)}, {totals.period} ({cli.say(STATES[totals.state])})"
        )
        print_region(cli, totals)
        print_line(cli.say(totals.coverage_sentence))
        print_line("")
        rows = [_row(cli, unit_value) for unit_value in units]
        if explanation.cells is None:
            rows.append((cli.say(TEXTS["total"]), totals.totals[indicator], None, "", None, "", ""))
        print_table([cli.say(heading) for heading in TEXTS.group("explain_heading").values()], rows, cli.lang)
    if explanation.cells is not None:
        print_line("")
        print_table(
            [cli.say(heading) for heading in TEXTS.group("cell_heading").values()],
            [(cell.provenance.sheet, cell.provenance.cell, cell.provenance.value, cell.text) for cell in explanation.cells],
            cli.lang,
        )


def _row(cli: Context, addend: UnitProvenance) -> Sequence[object]:
    name = cli.say(cli.workspace.known.units.by_code[addend.unit].names)
    return (name, addend.value, addend.revision, written(addend.received_at), addend.queries, addend.file, addend.sha256[:12])


def _as_json(explanation: Explanation, indicator: str) -> dict[str, object]:
    answer = dict(by_region([_total_json(totals, indicator, units) for totals, units in explanation.regions]))
    if explanation.cells is not None:
        cells = [(cell.provenance.sheet, cell.provenance.cell, cell.provenance.value, cell.text) for cell in explanation.cells]
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


def _unit_json(addend: UnitProvenance) -> dict[str, object]:
    return {
        "unit": addend.unit,
        "value": addend.value,
        "revision": addend.revision,
        "received_at": addend.received_at.astimezone(ZONE).isoformat(),
        "file": addend.file,
        "sha256": addend.sha256,
        "queries": addend.queries,
    }
