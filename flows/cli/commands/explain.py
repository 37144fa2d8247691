"""`svod explain`."""

from collections.abc import Mapping, Sequence
from typing import Annotated

import typer

from flows.cli.answer import give, wanted
from flows.cli.context import Context
from flows.cli.options import AnswerFile, AsJson, AsOf, FormCode, NamedUnit, Overwrite, PeriodText, WrittenAs
from flows.cli.output import print_line, print_sentence
from flows.cli.table import print_table
from flows.cli.totals_table import by_region, print_region
from schemas.basics.texts import Texts
from schemas.records.listing import ColumnKind, Listing, columns
from schemas.records.provenance import TotalProvenance, UnitProvenance
from schemas.records.total import STATES
from svod.pipeline.explain import Cell, Explained, Explanation, explain

TEXTS = Texts(__package__)

_COUNTS = ("reported", "expected", "revision", "queries")
_KINDS: Mapping[str, ColumnKind] = {"value": "number", "received_at": "moment", **dict.fromkeys(_COUNTS, "count")}


def command(
    context: typer.Context,
    indicator: Annotated[str, typer.Argument(metavar="indicator")],
    named_unit: NamedUnit = None,
    form: FormCode = None,
    period: PeriodText = None,
    as_of: AsOf = None,
    written_as: WrittenAs = None,
    as_json: AsJson = False,
    answer_file: AnswerFile = None,
    overwrite: Overwrite = False,
) -> None:
    """Print a total as its addends on the level below; of a unit that has none below it, its value as its cells."""
    cli: Context = context.obj
    how = wanted(cli, written_as, as_json, answer_file, overwrite)
    explanation = explain(cli.workspace, cli.asked(form, period, as_of, named_unit), indicator)
    give(
        cli,
        how,
        lambda: _listing(cli, explanation),
        lambda: _as_json(explanation, indicator),
        lambda: _print(cli, explanation, indicator),
    )


def _listing(cli: Context, explanation: Explanation) -> Listing:
    """The addends as rows for other programs: the cells of a unit's value, else units of any level."""
    if explanation.cells is not None:
        return _cells(explanation.cells)
    names = cli.workspace.known.units.by_code
    rows: list[Sequence[object]] = []
    for region in explanation.regions:
        for below in region.below:
            coverage = (below.coverage.reported, below.coverage.expected)
            rows.append((below.unit, names[below.unit].names, below.value, *coverage, None, None, below.queries, None, None))
        for one in region.units:
            sent = (one.revision, one.received_at, one.queries, one.file, one.sha256)
            rows.append((one.unit, names[one.unit].names, one.value, None, None, *sent))
    return Listing(columns(TEXTS.group("explain_column"), _KINDS), rows)


def _cells(cells: Sequence[Cell]) -> Listing:
    rows = [(cell.provenance.sheet, cell.provenance.cell, cell.provenance.value, cell.text) for cell in cells]
    return Listing(columns(TEXTS.group("cell_heading"), _KINDS), rows)


def _print(cli: Context, explanation: Explanation, indicator: str) -> None:
    form = explanation.form
    for place, explained in enumerate(explanation.regions):
        if place:
            print_line("")
        totals = explained.totals
        print_line(f"{cli.say(form.heading_of(form.indicators[indicator]))}, {totals.period} ({cli.say(STATES[totals.state])})")
        print_region(cli, totals)
        print_sentence(cli.say(totals.coverage_sentence))
        print_line("")
        _print_addends(cli, explained, None if explanation.cells is not None else indicator)
    if explanation.cells is not None:
        print_line("")
        print_table(cli, _cells(explanation.cells))


def _print_addends(cli: Context, explained: Explained, indicator: str | None) -> None:
    """Print the totals below and the values of units, and below the last of them the total of the indicator, if given."""
    below: list[Sequence[object]] = [_below_row(cli, one) for one in explained.below]
    rows: list[Sequence[object]] = [_row(cli, one) for one in explained.units]
    last = rows if rows or not below else below
    if indicator is not None:
        blank = [None] * (5 if last is rows else 2)
        last.append((cli.say(TEXTS["total"]), explained.totals.totals[indicator], *blank))
    if below:
        print_table(cli, Listing(columns(TEXTS.group("explain_below_heading"), ranks=("queries",)), below))
    if below and rows:
        print_line("")
    if rows:
        print_table(cli, Listing(columns(TEXTS.group("explain_heading"), ranks=("queries", "revision", "sha256")), rows))


def _below_row(cli: Context, one: TotalProvenance) -> Sequence[object]:
    name = cli.say(cli.workspace.known.units.by_code[one.unit].names)
    return (name, one.value, f"{one.coverage.reported} / {one.coverage.expected}", one.queries)


def _row(cli: Context, addend: UnitProvenance) -> Sequence[object]:
    name = cli.say(cli.workspace.known.units.by_code[addend.unit].names)
    return (name, addend.value, addend.revision, addend.received_at, addend.queries, addend.file, addend.sha256[:12])


def _as_json(explanation: Explanation, indicator: str) -> dict[str, object]:
    answer = dict(by_region([_total_json(explained, indicator) for explained in explanation.regions]))
    if explanation.cells is not None:
        cells = [(cell.provenance.sheet, cell.provenance.cell, cell.provenance.value, cell.text) for cell in explanation.cells]
        answer["cells"] = [dict(zip(("sheet", "cell", "value", "raw"), cell, strict=True)) for cell in cells]
    return answer


def _total_json(explained: Explained, indicator: str) -> dict[str, object]:
    totals = explained.totals
    return {
        "form": totals.form,
        "period": totals.period,
        "region": totals.region,
        "indicator": indicator,
        "as_of": totals.as_of and totals.as_of.isoformat(),
        "state": totals.state,
        "coverage": totals.coverage.model_dump(),
        "total": totals.totals[indicator],
        "below": [
            {"unit": one.unit, "value": one.value, "coverage": one.coverage.model_dump(), "queries": one.queries}
            for one in explained.below
        ],
        "units": [_unit_json(unit) for unit in explained.units],
    }


def _unit_json(addend: UnitProvenance) -> dict[str, object]:
    return {
        "unit": addend.unit,
        "value": addend.value,
        "revision": addend.revision,
        "received_at": addend.received_at.isoformat(),
        "file": addend.file,
        "sha256": addend.sha256,
        "queries": addend.queries,
    }
