"""The doors of a data folder: how a web page or a mailbox hands the engine what people send."""

from schemas.records.submission import Door, Receipt
from svod.intake.reception import Reception
from svod.pipeline.run import Outcome, Run, consolidate
from svod.pipeline.workspace import Workspace


class Doors:
    """The doors of a data folder, open for as long as this is kept. It may be used by several threads."""

    def __init__(self, workspace: Workspace) -> None:
        self._reception = Reception(workspace.storage, workspace.now)

    def receive(self, door: Door, name: str, content: bytes, delivery: str) -> Receipt:
        """Receive a file under the name that its sender gave it, also while a run is under way. It is safe when this returns.

        `delivery` is what the door calls what the file came with: the identifier of a message, the number of a form sent. The
        same file of the same delivery is received once, and keeps its receipt. Raises DataDamaged if raw/ is gone.
        """
        return self._reception.receive(door, name, content, delivery)


def load_received(workspace: Workspace) -> Outcome:
    """Do a run for what came through doors: what lies under raw/ waits for the next one."""

    def nothing_more(_: Run) -> tuple[()]:
        return ()

    return consolidate(workspace, nothing_more)
