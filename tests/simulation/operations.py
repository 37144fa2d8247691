"""What the office does with svod: runs, hands in, closes, reopens, withdraws, restores, answers, rebuilds."""

from collections.abc import Callable, Sequence
from typing import Any

from schemas.forms.labour12.form import FORM
from svod.pipeline import decisions
from svod.pipeline.hand_in import submit
from svod.pipeline.rebuild import rebuild
from svod.pipeline.workspace import Workspace
from tests.simulation import clerks, oracle
from tests.simulation.oracle import Entry, Found, Oracle
from tests.simulation.returns import PERIODS, SENDERS
from tests.simulation.world import Operation, World

_ACTOR = decisions.Actor("Талдаушы", "модель")
_WITHDRAWABLE = ("accepted", "superseded", "unchanged", "after_closing")

Judge = Callable[[Oracle], Sequence[Entry] | None]
"""What a decision is about, an entry for each thing; None where it must be refused."""


def drawn(world: World) -> Operation:
    """Something that the office does today."""
    choices: Sequence[Callable[[World], Operation]] = (
        *[World.run] * 3,
        *[_handing_in] * 2,
        *[_closing] * 2,
        *[_of_a_revision] * 2,
        *[_answer] * 3,
        _of_a_file,
        rebuilding,
    )
    return world.random.choice(choices)(world)


def rebuilding(world: World) -> Operation:
    """A rebuild of the warehouse. It is refused where nothing was received or decided, and nothing was loaded before."""

    def adds(before: Sequence[Entry]) -> Sequence[Entry] | None:
        return [] if oracle.loaded(before) or world.holds_entries() else None

    return Operation("rebuild", lambda on: rebuild(on, lambda _: None), adds)


def _handing_in(world: World) -> Operation:
    """A file that somebody hands in, new or old, often under a name that is taken."""
    old = list(world.contents.values())
    content = world.random.choice(old) if old and world.random.random() < 0.2 else clerks.new_content(world)
    file = world.folder / f"{world.random.choice(('есеп', 'отчёт', 'report'))}.xlsx"
    file.write_bytes(content.content)
    name, number, lying = file.name, 1, world.lying()
    seen, _ = oracle.paths(world.entries)
    while name in lying or seen.get(name) == content.sha256:
        number += 1
        name = f"{file.stem} ({number}).xlsx"

    def adds(before: Sequence[Entry]) -> Sequence[Entry]:
        return oracle.received(before, {name: content.sha256}, oracle.next_moment(before, world.now), handed_in=True)

    return Operation(f"submit {name}", lambda on: submit(on, [file]), adds)


def _closing(world: World) -> Operation:
    """A period that is closed, sometimes although a return is missing; or reopened."""
    period, known = world.random.choice(PERIODS), world.known()
    if period in known.closed:
        return _decision(world, "reopened", period, lambda on: decisions.reopen(on, FORM, period, _ACTOR), lambda _: [{}])
    waived = [unit for unit in known.in_the_way(period) if unit not in SENDERS or world.random.random() < 0.8]
    files = [number for number in known.standing(period) if world.random.random() < 0.8] if known.periods else []

    def judge(known: Oracle) -> Sequence[Entry] | None:
        return [{}] if {*known.in_the_way(period), *known.standing(period)} <= {*waived, *files} else None

    return _decision(world, "closed", period, lambda on: decisions.close(on, FORM, period, waived, _ACTOR, files), judge)


def _of_a_revision(world: World) -> Operation:
    """A revision that is withdrawn, or restored."""
    period, unit = world.random.choice(PERIODS), world.random.choice(SENDERS)
    kind, work, statuses = world.random.choice(
        (("withdrawn", decisions.withdraw, _WITHDRAWABLE), ("restored", decisions.restore, ("withdrawn",)))
    )
    of = decisions.Return(FORM, period, unit)

    def judge(known: Oracle) -> Sequence[Entry] | None:
        fitting = [one for one in known.of(period, unit) if one.status in statuses]
        if not fitting or period in known.closed:
            return None
        current = [one for one in fitting if one.status == "accepted"]
        return [{"unit": unit, "submission": (current or fitting)[-1].number}]

    return _decision(world, kind, period, lambda on: work(on, of, None, _ACTOR), judge)


def _of_a_file(world: World) -> Operation:
    """A rejected file of nobody knows whom that is withdrawn, or restored."""
    unplaced = [one.number for one in world.known().submissions if one.key is None]
    if not unplaced:
        return world.run()
    number = world.random.choice(unplaced)
    kind, work = world.random.choice((("withdrawn", decisions.withdraw_file), ("restored", decisions.restore_file)))

    def adds(before: Sequence[Entry]) -> Sequence[Entry] | None:
        if (number in world.known(before).withdrawn) == (kind == "withdrawn"):
            return None
        return [{"event": kind, "submission": number, **_said(world, before)}]

    return Operation(f"{kind} file {number}", lambda on: work(on, number, _ACTOR), adds)


def _answer(world: World) -> Operation:
    """An open query that is answered, if there is one."""
    known = world.known()
    asking = [(period, unit) for period in PERIODS for unit in SENDERS if known.open_queries(period, unit)]
    if not asking:
        return world.run()
    period, unit = world.random.choice(asking)
    asked = world.random.choice(known.open_queries(period, unit))
    of, cell = decisions.Return(FORM, period, unit), f"{asked.sheet}!{asked.cell}" if asked.cell else ""

    def judge(known: Oracle) -> Sequence[Entry] | None:
        found = [one for one in known.open_queries(period, unit) if (one.code, one.cell) == (asked.code, asked.cell)]
        return [{"unit": unit} | _about(one) for one in sorted(found, key=lambda one: one.value or "")] or None

    return _decision(world, "answered", period, lambda on: decisions.answer(on, of, asked.code, cell, _ACTOR), judge)


def _decision(world: World, kind: str, period: str, work: Callable[[Workspace], object], judge: Judge) -> Operation:
    """A decision. It must be refused where the period isn't published, or its figures are others than were seen."""

    def adds(before: Sequence[Entry]) -> Sequence[Entry] | None:
        known = world.known(before)
        seen = world.published.totals.get(period) if world.published else None
        if seen is None or seen != known.state.totals.get(period):
            return None
        about = judge(known)
        return about and [{"event": kind, "form": FORM.code, "period": period, **_said(world, before), **one} for one in about]

    return Operation(f"{kind} {period}", work, adds)


def _said(world: World, before: Sequence[Entry]) -> dict[str, Any]:
    """Who decides, why and when."""
    return {"recorded_at": oracle.next_moment(before, world.now).isoformat(), "by": _ACTOR.by, "reason": _ACTOR.reason}


def _about(found: Found) -> dict[str, Any]:
    about = {"submission": found.submission, "code": found.code, "sheet": found.sheet, "cell": found.cell, "value": found.value}
    return {name: value for name, value in about.items() if value is not None}
