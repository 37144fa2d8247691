"""`svod status`."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

import typer

from flows.cli.context import Context
from flows.cli.options import AsJson, AsOf, FormCode, PeriodText
from flows.cli.output import print_json, print_line, print_table
from schemas.basics.clock import ZONE, now, written
from schemas.basics.text import Text
from schemas.basics.texts import Texts
from schemas.checks.catalogue import CHECKS
from schemas.records.period_report import UnitStatus
from schemas.records.unplaced_return import UNPLACED_STATES, UnplacedReturn
from svod.pipeline.figures import status_register

TEXTS = Texts(__package__)


def command(
    context: typer.Context, form: FormCode = None, period: PeriodText = None, as_of: AsOf = None, as_json: AsJson = False
) -> None:
    """Print the status register of a period."""
    cli: Context = context.obj
    asked = cli.asked(form, period, as_of)
    register = status_register(cli.workspace, asked)
    units, unplaced = register.units, register.unplaced
    if as_json:
        about = {"form": register.form.code, "period": register.period}
        print_json({**about, "units": list(map(_as_json, units)), "unplaced": list(map(_unplaced_json, unplaced))})
        return
    print_line(f"{cli.say(register.form.title)}, {register.period}")
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
    if unplaced:
        _print_unplaced(cli, unplaced)


def _print_unplaced(cli: Context, files: Sequence[UnplacedReturn]) -> None:
    print_line("")
    print_line(cli.say(TEXTS["unplaced"]))
    print_table(
        [cli.say(heading) for heading in TEXTS.group("unplaced_heading").values()],
        [
            (
                str(file.submission),
                file.file,
                written(file.received_at),
                file.name and cli.say(file.name),
                cli.say(CHECKS[file.code].title),
                cli.say(UNPLACED_STATES[file.state]),
            )
            for file in files
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


def _unplaced_json(file: UnplacedReturn) -> dict[str, object]:
    return {
        "submission": file.submission,
        "file": file.file,
        "sha256": file.sha256,
        "received_at": file.received_at.astimezone(ZONE).isoformat(),
        "unit": file.unit,
        "code": file.code,
        "message": {"kk": file.message.kk, "ru": file.message.ru, "en": file.message.en},
        "state": file.state,
    }
