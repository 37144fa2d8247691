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
    cli: Context = context.obj
    asked = cli.asked(form, period, as_of)
    chosen_form, chosen_period, units = completeness(cli.workspace, asked)
    if as_json:
        print_json({"form": chosen_form.code, "period": chosen_period, "units": [_as_json(unit) for unit in units]})
        return
    print_line(f"{cli.say(chosen_form.title)}, {chosen_period}")
    print_line(cli.say(_deadline(units[0].due_date, (asked.moment or now()).astimezone(ZONE).date())))
    print_table(
        [cli.say(heading) for heading in TEXTS.group("status_heading").values()],
        [
            (
                cli.say(unit.name),
                cli.say(unit.words),
                unit.received_at and written(unit.received_at),
                unit.revision,
                unit.queries,
                unit.rejected,
            )
            for unit in units
        ],
        cli.lang,
    )


def _deadline(due: date, today: date) -> Text:
    """The due date and the days until it or since."""
    days = (due - today).days
    if days >= 0:
        return TEXTS.fill("days_left", due=due, days=days)
    return TEXTS.fill("days_past", due=due, days=-days)


def _as_json(unit: UnitStatus) -> dict[str, object]:
    received = unit.received_at and unit.received_at.astimezone(ZONE).isoformat()
    return asdict(unit) | {"received_at": received, "due_date": unit.due_date.isoformat()}
