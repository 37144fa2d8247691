"""`svod status`."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

import typer

from flows.cli.context import Context
from flows.cli.options import AsJson, AsOf, FormCode, NamedUnit, PeriodText
from flows.cli.output import print_json, print_line, print_table
from schemas.basics.clock import written
from schemas.basics.text import Text
from schemas.basics.texts import Texts
from schemas.checks.catalogue import CHECKS
from schemas.records.period_report import UnitCoverage, UnitStatus
from schemas.records.unplaced_return import UNPLACED_STATES, UnplacedReturn
from svod.pipeline.figures import StatusRegister, status_register

TEXTS = Texts(__package__)


def command(
    context: typer.Context,
    named_unit: NamedUnit = None,
    form: FormCode = None,
    period: PeriodText = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Print the status register of a period: the level below a unit."""
    cli: Context = context.obj
    asked = cli.asked(form, period, as_of, named_unit)
    register = status_register(cli.workspace, asked)
    if as_json:
        print_json(_as_json(register))
        return
    print_line(f"{cli.say(register.form.title)}, {register.period}")
    print_line(cli.say(_deadline(register.due_date, (asked.moment or cli.workspace.now()).date())))
    if named_unit is not None or register.below:
        for one in register.above:
            print_line(cli.say(one.name))
            print_line(cli.say(one.coverage.sentence(one.queries)))
    if register.below:
        _print_below(cli, register.below)
    if register.below and register.units:
        print_line("")
    if register.units:
        _print_units(cli, register.units)
    if register.unplaced:
        _print_unplaced(cli, register.unplaced)


def _print_below(cli: Context, below: Sequence[UnitCoverage]) -> None:
    print_table(
        [cli.say(heading) for heading in TEXTS.group("below_heading").values()],
        [(cli.say(one.name), one.unit, *one.coverage.model_dump().values(), one.queries) for one in below],
        cli.lang,
    )


def _print_units(cli: Context, units: Sequence[UnitStatus]) -> None:
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


def _as_json(register: StatusRegister) -> dict[str, object]:
    return {
        "form": register.form.code,
        "period": register.period,
        "above": list(map(_coverage_json, register.above)),
        "below": list(map(_coverage_json, register.below)),
        "units": list(map(_unit_json, register.units)),
        "unplaced": list(map(_unplaced_json, register.unplaced)),
    }


def _coverage_json(one: UnitCoverage) -> dict[str, object]:
    names = {"kk": one.name.kk, "ru": one.name.ru, "en": one.name.en}
    return {"unit": one.unit, "name": names, "level": one.level, "coverage": one.coverage.model_dump(), "queries": one.queries}


def _unit_json(unit: UnitStatus) -> dict[str, object]:
    received = unit.received_at and unit.received_at.isoformat()
    return asdict(unit) | {"received_at": received, "due_date": unit.due_date.isoformat()}


def _unplaced_json(file: UnplacedReturn) -> dict[str, object]:
    return {
        "submission": file.submission,
        "file": file.file,
        "sha256": file.sha256,
        "received_at": file.received_at.isoformat(),
        "unit": file.unit,
        "code": file.code,
        "message": {"kk": file.message.kk, "ru": file.message.ru, "en": file.message.en},
        "state": file.state,
    }
