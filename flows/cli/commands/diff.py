"""`svod diff`."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Annotated

import typer

from flows.cli.context import Context
from flows.cli.options import AsJson, FormCode, PeriodText, UnitCode
from flows.cli.output import print_json, print_line, print_sentence
from schemas.basics.exact import Number
from schemas.basics.text import LANGUAGES, Text, write
from schemas.basics.texts import Texts
from schemas.declaration.element import DataElement
from schemas.declaration.form import Form
from schemas.records.period_report import Change
from svod.pipeline.difference import Difference, difference

TEXTS = Texts(__package__)

NamesOf = Callable[[str], Text | None]
"""The names of a unit by its code."""


def command(
    context: typer.Context,
    unit: UnitCode,
    earlier: Annotated[int | None, typer.Option("--from", metavar="number", min=1)] = None,
    later: Annotated[int | None, typer.Option("--to", metavar="number", min=1)] = None,
    form: FormCode = None,
    period: PeriodText = None,
    as_json: AsJson = False,
) -> None:
    """Print the differences between two revisions, by default the last two accepted ones."""
    cli: Context = context.obj
    if (earlier is None) is not (later is None):
        raise typer.BadParameter(cli.say(TEXTS["from_and_to"]))
    pair = None if earlier is None or later is None else (earlier, later)
    compared = difference(cli.workspace, cli.asked(form, period), unit, pair)
    if as_json:
        print_json(_as_json(compared, unit))
        return
    name = cli.workspace.known.units.by_code[unit].names
    print_line(
        cli.say(TEXTS.fill("compared", unit=name, period=compared.period, old=str(compared.earlier), new=str(compared.later)))
    )
    for text in _in_words(compared, cli.workspace.known.units.names_of):
        print_sentence(cli.say(text), "  ")
    if any(change.change == "indicator" for change in compared.changes):
        print_line(cli.say(TEXTS["others_as_now"]))


def _in_words(compared: Difference, names_of: NamesOf) -> Iterator[Text]:
    for change in compared.changes:
        old_place, new_place = f"{change.old_sheet}!{change.old_cell}", f"{change.new_sheet}!{change.new_cell}"
        match change.change:
            case "cell":
                yield _cell(compared.form, change, (old_place, new_place), names_of)
            case "row_added":
                yield TEXTS.fill("row_added", place=new_place, row=_row(compared.form, change, names_of))
            case "row_removed":
                yield TEXTS.fill("row_removed", place=old_place, row=_row(compared.form, change, names_of))
            case "indicator":
                yield _indicator(compared, change)
    if not compared.changes:
        yield TEXTS["no_difference"]


def _cell(form: Form, change: Change, places: tuple[str, str], names_of: NamesOf) -> Text:
    assert change.element
    element = _elements(form, change)[change.element]
    return TEXTS.fill(
        "cell_changed",
        column=element.labels,
        old_place=places[0],
        new_place=places[1],
        old=_value(element, change.old, names_of),
        new=_value(element, change.new, names_of),
    )


def _indicator(compared: Difference, change: Change) -> Text:
    assert change.element
    before, after = compared.region(change)
    return TEXTS.fill(
        "indicator_changed",
        name=compared.form.heading_of(compared.form.indicators[change.element]),
        old=_figure(change.old),
        new=_figure(change.new),
        region_before=_figure(before),
        region_after=_figure(after),
    )


def _elements(form: Form, change: Change) -> Mapping[str, DataElement]:
    assert change.table
    return form.all_tables[change.table].elements


def _row(form: Form, change: Change, names_of: NamesOf) -> Text:
    """The values of a row that aren't blank, each as people write it."""
    elements = _elements(form, change)
    values = [_value(elements[name], value, names_of) for name, value in change.row.items() if value is not None] or [
        TEXTS["blank"]
    ]
    return Text(*("; ".join(write(value, language) for value in values) for language in LANGUAGES))


def _value(element: DataElement, value: str | None, names_of: NamesOf) -> object:
    """A value as people write it: the label of a code, the day of a date, yes or no."""
    if value is None:
        return TEXTS["blank"]
    typed = element.kind.from_sql(value)
    return element.kind.label(typed, element, names_of) or typed


def _figure(value: str | Number | None) -> Number | Text:
    return TEXTS["blank"] if value is None else Decimal(value)


def _as_json(compared: Difference, unit: str) -> dict[str, object]:
    return {
        "form": compared.form.code,
        "period": compared.period,
        "unit": unit,
        "from_revision": compared.earlier,
        "to_revision": compared.later,
        "changes": [_change_json(compared, change) for change in compared.changes],
    }


def _change_json(compared: Difference, change: Change) -> dict[str, object]:
    fields: dict[str, object] = {name: getattr(change, name) for name in Change.__dataclass_fields__ if name != "row"}
    if change.change != "indicator":
        return fields
    before, after = compared.region(change)
    return fields | {"region_before": before, "region_after": after}
