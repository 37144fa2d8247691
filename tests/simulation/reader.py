"""Reads what is published, again and again, as analysts do."""

import os
import pickle
from collections import Counter
from collections.abc import Iterator
from typing import NoReturn

from schemas.basics.exceptions import NothingPublished
from svod.warehouse.reader import Snapshot
from svod.warehouse.warehouse import Warehouse
from tests.simulation.oracle import State
from tests.simulation.returns import Content
from tests.simulation.stops import End, failed

_INDICATORS = tuple(Content(b"").figures)


class Reader:
    """A process that opens the snapshot each time it is asked, and goes on reading the one it opened before."""

    def __init__(self, warehouse: Warehouse) -> None:
        from_child, told = os.pipe()
        heard, to_child = os.pipe()
        self._child = os.fork()
        if not self._child:
            os.close(from_child)
            os.close(to_child)
            _read_on(warehouse, heard, told)
        os.close(told)
        os.close(heard)
        self._answers, self._to_child = os.fdopen(from_child, "rb"), to_child

    def look(self) -> End:
        """What is published: a State as the result, None if nothing is."""
        os.write(self._to_child, b"?")
        end = pickle.load(self._answers)
        assert isinstance(end, End)
        return end

    def close(self) -> None:
        """End the process."""
        os.close(self._to_child)
        os.waitpid(self._child, 0)
        self._answers.close()


def _read_on(warehouse: Warehouse, heard: int, told: int) -> NoReturn:
    sights = _sights(warehouse)
    with os.fdopen(told, "wb", buffering=0) as answers:
        while os.read(heard, 1):
            answers.write(pickle.dumps(next(sights)))
    os._exit(0)


def _sights(warehouse: Warehouse) -> Iterator[End]:
    """What is published, each time anew. A snapshot stays open until the next time, and must not change meanwhile."""
    while True:
        try:
            with warehouse.reader() as snapshot:
                state = state_of(snapshot)
                yield End("done", state)
                if (now := state_of(snapshot)) != state:
                    yield End("fault", error=f"an open snapshot changed:\n{state.difference(now)}")
        except NothingPublished:
            yield End("done")
        except Exception as error:  # whatever a reader meets is judged by the oracle
            yield failed(error)


def state_of(snapshot: Snapshot) -> State:
    """Everything in a snapshot that the oracle knows."""
    totals: dict[str, dict[str, int | None]] = {}
    for period, indicator, value in snapshot.rows(
        "select period, indicator, value from main.regional_total where region = 'sko' and list_contains(?, indicator)",
        list(_INDICATORS),
    ):
        totals.setdefault(period, {})[indicator] = value
    coverage = snapshot.rows(
        "select distinct period, expected, reported, nil, late, missing, rejected, state, query_count from main.regional_total"
    )
    units = snapshot.rows(
        "select period, unit, status, revision, query_count, rejected_count, rejected_since from main.completeness"
    )
    submissions = snapshot.rows("select submission, file, unit, period, revision, status from main.submission")
    issues = snapshot.rows("select submission, code, cell, value, explanation is not null from main.issue")
    ((decisions,),) = snapshot.rows("select count(*) from main.event")
    return State(
        totals,
        {period: tuple(counted) for period, *counted in coverage},
        {(period, unit): tuple(known) for period, unit, *known in units},
        {number: tuple(known) for number, *known in submissions},
        Counter(map(tuple, issues)),
        decisions,
    )
