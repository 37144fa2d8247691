"""Looks ahead at a form that is not adopted yet: its blank, and what adopting it would change. Nothing is touched."""

from collections.abc import Callable
from dataclasses import replace

from schemas.declaration.definition import FormDefinition, form_of
from schemas.records.decision import Adoption, Decision
from schemas.records.ledger_mark import LedgerMark
from svod.intake.ledger import Recorded
from svod.pipeline.adopt import adoption_of, require_adoptable
from svod.pipeline.known_names import Known
from svod.pipeline.rebuild import Rehearsal, rehearse
from svod.pipeline.workspace import Workspace


def known_with(known: Known, definition: FormDefinition) -> Known:
    """The forms and units that are known, with a form in place of the one of its code."""
    return Known({**known.forms, definition.code: form_of(definition)}, known.units)


def rehearse_adoption(workspace: Workspace, definition: FormDefinition, on_checked: Callable[[int], None]) -> Rehearsal:
    """What adopting a form now would change in everything stored. Raises NotAllowed where adopting it does."""
    with workspace.warehouse.reader() as snapshot:
        require_adoptable(snapshot, workspace.known, definition)
    kept, stored = workspace.storage.kept.previewing(definition.model_dump_json().encode())
    ledger = workspace.storage.ledger.read()
    about = adoption_of(definition, stored, stored)
    decision = Decision(event=ledger.decisions + 1, kind="adopted", recorded_at=workspace.clock(), by="", **about)
    adopting = replace(workspace, storage=replace(workspace.storage, kept=kept))
    adopting = adopting.with_adopted((*ledger.adopted, Adoption("adopted", stored, decision.recorded_at)))
    return rehearse(adopting, on_checked, [Recorded(decision, LedgerMark(ledger.lines + 1, ""))])
