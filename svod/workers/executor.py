"""The seam between what is done with files and where: tasks are handed to an Executor, which maps batches of files to results.

The caller says what to do (a Task) and cuts the files into batches; the executor decides where each batch runs and what happens
when a file kills its reader. Every executor upholds two promises: results come out in the order of the files, and a file that
takes too long or ends its process costs only itself.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal, Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Item_contra = TypeVar("Item_contra", contravariant=True)
Result_co = TypeVar("Result_co", covariant=True)

Loss = Literal["time", "crash"]
"""Why an item was given up: it took too long, or its process did not survive it."""

FILES_A_BATCH = 50
BYTES_A_BATCH = 4 << 20


class Task(Protocol[Item_contra, Result_co]):
    """What to do with items.

    A task carries all it needs to know, such as forms and units, and can be pickled. It travels once to each process that works
    on it, not once a batch, so it may be large; items travel with every batch and should be small.
    """

    def do(self, items: Iterable[Item_contra]) -> Result_co:
        """Return the result for a batch. Each item is under the executor's limits until the next one is taken."""

    def give_up(self, item: Item_contra, loss: Loss) -> Result_co:
        """Return the result for an item that no process survives. Runs in the caller's process, so it must not parse it."""


class Executor(Protocol):
    """Runs a task over batches of items."""

    def prepare(self, task: type[Task[Item, Result]]) -> None:
        """Start now what makes tasks of a type start sooner later. Optional: it saves time and changes no result."""

    def map(self, task: Task[Item, Result], batches: Sequence[Sequence[Item]]) -> Iterator[tuple[Sequence[Item], Result]]:
        """Yield each batch with its result, in order. A batch that held a fatal item comes out in parts.

        Raises whatever the task itself raises: that is our bug and no fault of a file.
        """


def into_batches(items: Sequence[Item], path: Callable[[Item], Path]) -> list[list[Item]]:
    """Cut files into batches: many small files together, so that the way there and back pays, or one large file alone."""
    batches: list[list[Item]] = []
    size = 0
    for item in items:
        length = path(item).stat().st_size
        if not batches or len(batches[-1]) >= FILES_A_BATCH or size + length > BYTES_A_BATCH:
            batches.append([])
            size = 0
        batches[-1].append(item)
        size += length
    return batches
