"""`svod status`."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date

import typer

from flows.cli.answer import give, wanted
from flows.cli.context import Context
from flows.cli.options import AnswerFile, AsJson, AsOf, FormCode, NamedUnit, Overwrite, PeriodText, WrittenAs
from flows.cli.output import print_line, print_sentence
from flows.cli.table import print_table
from schemas.basics.clock import written
from schemas.basics.text import Text
from schemas.basics.texts import Texts
from schemas.checks.catalogue import CHECKS
from schemas.records.listing import Coded, ColumnKind, Listing, columns
from schemas.records.period_report import UnitCoverage, UnitStatus
from schemas.records.unplaced_return import UNPLACED_STATES, UnplacedReturn
from svod.pipeline.asked import Asked
from svod.pipeline.figures import StatusRegister, status_register
from svod.pipeline.last_run import last_run

TEXTS = Texts(__package__)

_STATUS_RANKS = ("received_at", "queries", "rejected", "revision", "unit")
_BELOW_RANKS = ("missing", "expected", "reported", "queries", "rejected", "late", "nil", "unit")
_COUNTS = ("revision", "queries", "rejected_files", "expected", "reported", "nil", "late", "missing", "rejected", "submission")
_KINDS: Mapping[str, ColumnKind] = {
    "due_date": "day",
    "received_at": "moment",
    "on_time": "flag",
    **dict.fromkeys(_COUNTS, "count"),
}


def command(
    context: typer.Context,
    named_unit: NamedUnit = None,
    form: FormCode = None,
    period: PeriodText = None,
    as_of: AsOf = None,
    written_as: WrittenAs = None,
    as_json: AsJson = False,
    answer_file: AnswerFile = None,
    overwrite: Overwrite = False,
) -> None:
    """Print the status register of a period: the level below a unit."""
    cli: Context = context.obj
    asked = cli.asked(form, period, as_of, named_unit)
    how = wanted(cli, written_as, as_json, answer_file, overwrite)
    register = status_register(cli.workspace, asked)
    give(cli, how, lambda: _listing(register), lambda: _as_json(register), lambda: _print(cli, register, asked))


def _print(cli: Context, register: StatusRegister, asked: Asked) -> None:
    print_sentence(f"{cli.say(register.form.title)}, {register.period}")
    print_line(cli.say(_deadline(register.due_date, (asked.moment or cli.workspace.now()).date())))
    ended = None if asked.moment else last_run(cli.workspace)
    if ended:
        print_line(cli.say(TEXTS.fill("last_run", moment=written(ended))))
    if asked.unit is not None or register.below:
        for one in register.above:
            print_line(cli.say(one.name))
            print_sentence(cli.say(one.coverage.sentence(one.queries)))
    if register.below:
        _print_below(cli, register.below)
    if register.below and register.units:
        print_line("")
    if register.units:
        _print_units(cli, register.units)
    if register.unplaced:
        _print_unplaced(cli, register.unplaced)


def _print_below(cli: Context, below: Sequence[UnitCoverage]) -> None:
    rows = [(one.name, one.unit, *one.coverage.model_dump().values(), one.queries) for one in below]
    print_table(cli, Listing(columns(TEXTS.group("below_heading"), ranks=_BELOW_RANKS), rows))


def _print_units(cli: Context, units: Sequence[UnitStatus]) -> None:
    """Print the status of units, first of those whose return is missing: somebody has to call them."""
    rows = [
        (unit.name, unit.unit, unit.words, unit.received_at, unit.revision, unit.queries, unit.rejected)
        for unit in sorted(units, key=lambda unit: unit.has_reported)
    ]
    print_table(cli, Listing(columns(TEXTS.group("status_heading"), ranks=_STATUS_RANKS), rows))


def _print_unplaced(cli: Context, files: Sequence[UnplacedReturn]) -> None:
    print_line("")
    print_line(cli.say(TEXTS["unplaced"]))
    rows = [
        (
            str(file.submission),
            file.file,
            file.received_at,
            file.name,
            CHECKS[file.code].title,
            UNPLACED_STATES[file.state],
        )
        for file in files
    ]
    print_table(cli, Listing(columns(TEXTS.group("unplaced_heading"), ranks=("state", "received_at")), rows))


def _listing(register: StatusRegister) -> Listing:
    """The register as rows for other programs: units of any level, then files that are nobody's yet, under no unit's code."""
    below = [
        {"unit": one.unit, "unit_name": one.name, "level": one.level, "due_date": register.due_date, "queries": one.queries}
        | one.coverage.model_dump()
        for one in register.below
    ]
    units = [
        {name: getattr(one, name) for name in ("unit", "level", "due_date", "received_at", "on_time", "revision")}
        | {
            "unit_name": one.name,
            "status": Coded(one.status, one.words),
            "queries": one.queries,
            "rejected_files": one.rejected,
        }
        for one in register.units
    ]
    unplaced = [
        {name: getattr(one, name) for name in ("received_at", "submission", "file")}
        | {"unit_name": one.name, "status": Coded(one.state, UNPLACED_STATES[one.state])}
        for one in register.unplaced
    ]
    headings = columns(TEXTS.group("status_column"), _KINDS)
    return Listing(headings, [[row.get(one.name) for one in headings] for row in (*below, *units, *unplaced)])


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
