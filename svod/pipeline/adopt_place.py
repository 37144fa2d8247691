"""Adopting a place: its local time, and who signs the written reports."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from schemas.basics.exceptions import NotAllowed
from schemas.basics.place import Place
from schemas.basics.texts import Texts
from svod.pipeline.decisions import Actor
from svod.pipeline.place_workbooks import CheckedPlace, check_place
from svod.pipeline.run import Outcome, Run, consolidate
from svod.pipeline.workspace import Workspace
from svod.warehouse.adopting import closed_periods

TEXTS = Texts(__package__)


def adopt_place(workspace: Workspace, file: Path, actor: Actor) -> tuple[CheckedPlace, Outcome | None]:
    """Check the workbook of a place, and adopt it if it has no mistakes.

    The workbook and the place that it was read as are stored by their hashes. Raises NotAllowed if it is the place that is
    known, or would change when the returns of a closed period were due.
    """
    content = file.read_bytes()
    checked = check_place(content, file.name)
    place = checked.place
    if place is None:
        return checked, None

    def choose(run: Run) -> Collection[str]:
        _require_change(run, place)
        kept = run.workspace.storage.kept
        workbook, stored = kept.keep_bytes(content), kept.keep_bytes(place.model_dump_json().encode())
        run.record("place_adopted", [{"value": workbook, "details": stored}], actor.by, actor.reason)
        return ()

    return checked, consolidate(workspace, choose)


def _require_change(run: Run, place: Place) -> None:
    """Raise NotAllowed if there is nothing to adopt, or the deadline of a closed period would change."""
    present = run.workspace.warehouse
    if present.place == place:
        raise NotAllowed(TEXTS["place_adopted_already"])
    new = replace(present, place=place).reference
    for form in present.forms:
        for period in closed_periods(run.writer, form):
            if present.reference.period(form, period) != new.period(form, period):
                raise NotAllowed(TEXTS.fill("place_closed_otherwise", form=form, period=period))
