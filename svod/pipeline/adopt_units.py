"""Adopting a register of units: from then on its units owe returns, and their names are read."""

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path

from schemas.basics.exceptions import NotAllowed
from schemas.basics.texts import Texts
from schemas.declaration.period import Period
from schemas.units.register import UnitRegister
from svod.pipeline.decisions import Actor
from svod.pipeline.run import Outcome, Run, consolidate
from svod.pipeline.unit_workbooks import CheckedRegister, check_units
from svod.pipeline.workspace import Workspace
from svod.warehouse.adopting import closed_periods, units_told

TEXTS = Texts(__package__)


def adopt_units(workspace: Workspace, file: Path, actor: Actor) -> tuple[CheckedRegister, Outcome | None]:
    """Check a register of units, and adopt it if it has no mistakes.

    The file and the register that it was read as are stored by their hashes. Returns that were rejected because their unit
    wasn't known are judged again. Raises NotAllowed if it is the register that is known, lacks a unit that there are returns
    of, or would change the totals of a closed period.
    """
    content = file.read_bytes()
    checked = check_units(content, file.name)
    register = checked.register
    if register is None:
        return checked, None

    def choose(run: Run) -> Collection[str]:
        _require_change(run, register)
        kept = run.workspace.storage.kept
        source, stored = kept.keep_bytes(content), kept.keep_bytes(register.to_json())
        run.record("units_adopted", [{"value": source, "details": stored}], actor.by, actor.reason)
        return ()

    return checked, consolidate(workspace, choose)


def _require_change(run: Run, register: UnitRegister) -> None:
    """Raise NotAllowed if there is nothing to adopt, a unit with returns would be lost, or closed totals would change."""
    known = run.workspace.known
    if known.units.units == register.units:
        raise NotAllowed(TEXTS["units_adopted_already"])
    lost = [unit for unit in units_told(run.writer) if unit not in register.by_code]
    if lost:
        raise NotAllowed(TEXTS.fill("units_lost", units=lost))
    for form in known.forms.values():
        for period in closed_periods(run.writer, form.code):
            _, last_day = form.days(Period.parse(period))
            before, after = _owing(known.units, last_day), _owing(register, last_day)
            changed = sorted(unit for unit in before.keys() | after.keys() if before.get(unit) != after.get(unit))
            if changed:
                raise NotAllowed(TEXTS.fill("units_closed_otherwise", form=form.code, period=period, units=changed))


def _owing(register: UnitRegister, last_day: date) -> Mapping[str, tuple[str, ...]]:
    """The units that owe the return of a period, each with how it is sent and the units above it."""
    return {unit.unit: (unit.returns, *register.above(unit.unit)) for unit in register.owing if unit.owes(last_day)}
