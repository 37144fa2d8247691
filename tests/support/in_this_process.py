"""An executor for tests that change what only their own process knows."""

from collections.abc import Iterator, Sequence

from svod.workers.executor import Item, Result, Task


class InThisProcess:
    """Runs tasks where it is."""

    def prepare(self, task: type[Task[Item, Result]]) -> None:
        """There is nothing to start."""

    def map(self, task: Task[Item, Result], batches: Sequence[Sequence[Item]]) -> Iterator[tuple[Sequence[Item], Result]]:
        """Yield each batch with its result."""
        return ((batch, task.do(batch)) for batch in batches)
