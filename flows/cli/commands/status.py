"""`svod status`."""

from dataclasses import asdict
from datetime import date

import typer

from flows.cli.context import Context
from flows.cli.options import AsJson, AsOf, FormCode, PeriodText
from flows.cli.output import print_json, print_line, print_table
from schemas.basics.clock import ZONE, now, written
from schemas.basics.text import Text
from schemas.basics.texts import Texts
from schemas.records.period_report import UnitStatus
from svod.pipeline.figures import completeness

TEXTS = Texts(__package__)


def command(
    context: typer.Context, form: FormCode = None, period: PeriodText = None, as_of: AsOf = None, as_json: AsJson = False
) -> None:
    """Print the status register of a period."""
    own: Context = context.obj
    asked = own.asked(form, period, as_of)
    declared, named, units = completeness(own.workspace, asked)
    if as_json:
        print_json({"form": declared.code, "period": named, "units": [_as_json(unit) for unit in units]})
        return
    print_line(f"{own.say(declared.title)}, {named}")
    print_line(own.say(_deadline(units[0].due_date, (asked.moment or now()).astimezone(ZONE).date())))
    print_table(
        [own.say(heading) for heading in TEXTS.group("status_heading").values()],
        [
            (
                own.say(unit.name),
                own.say(unit.words),
                unit.received_at and written(unit.received_at),
                unit.revision,
                unit.queries,
                unit.rejected,
            )
            for unit in units
        ],
        own.lang,
    )


def _deadline(due: date, today: date) -> Text:
    """The deadline, and how far it is."""
    days = (due - today).days
    if days >= 0:
        return TEXTS.fill("days_left", due=due, days=days)
    return TEXTS.fill("days_past", due=due, days=-days)


def _as_json(unit: UnitStatus) -> dict[str, object]:
    received = unit.received_at and unit.received_at.astimezone(ZONE).isoformat()
    return asdict(unit) | {"received_at": received, "due_date": unit.due_date.isoformat()}
