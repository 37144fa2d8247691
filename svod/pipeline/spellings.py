"""The accepted spellings of a data folder."""

from collections.abc import Sequence

from schemas.records.decision import Decision
from svod.pipeline.workspace import Workspace


def accepted_spellings(workspace: Workspace) -> Sequence[Decision]:
    """The decisions that accepted spellings, in order: who, when and why."""
    return [event for event in workspace.storage.ledger.decisions() if event.kind == "spelling"]
