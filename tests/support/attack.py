"""An outsider's attack on hidden figures: what follows from sums and shown figures, as far as a linear problem can tell.

It is written independently of `svod/suppression/outsider.py`, with HiGHS's own modelling.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import TypeVar

import highspy

Key = TypeVar("Key", bound=Hashable)


class _Silent(highspy.Highs):
    def enableCallbacks(self) -> None:  # noqa: N802  # HiGHS's own name
        self.silent()


def bounds(
    shown: Mapping[Key, int], totals: Iterable[tuple[Collection[Key], int]], parts: Iterable[tuple[Key, Collection[Key]]] = ()
) -> dict[Key, tuple[float, float]]:
    """The least and most of each figure that is not shown, from all totals; infinite where nothing bounds it.

    `parts` are figures that are known to be sums of others.
    """
    sums = [(list(figures), total) for figures, total in totals if figures]
    divided = [(whole, list(of_whole)) for whole, of_whole in parts]
    keys = dict.fromkeys(key for figures, _ in sums for key in figures)
    keys |= dict.fromkeys(key for whole, of_whole in divided for key in (whole, *of_whole))
    solver = _Silent()  # type: ignore[no-untyped-call]
    figures = {key: solver.addVariable(lb=shown.get(key, 0), ub=shown.get(key, solver.inf)) for key in keys}
    for added, total in sums:
        solver.addConstr(sum(figures[key] for key in added) == total)
    for whole, of_whole in divided:
        solver.addConstr(sum(figures[key] for key in of_whole) - figures[whole] == 0)
    found = {}
    for key in keys - shown.keys():
        solver.minimize(figures[key])
        least = solver.val(figures[key])
        solver.maximize(figures[key])
        is_bounded = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        found[key] = (least, solver.val(figures[key]) if is_bounded else solver.inf)
    return found
