"""What an outsider can compute from everything published: the least and most that a hidden figure can be.

He sees shown figures and the sums in which hidden ones stand, and knows that no count is negative. So the bounds are the
solutions of linear problems. HiGHS solves them; it is imported here alone, when there is something to hide.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import highspy
import numpy as np

TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that an outsider may not know.

    `choice` names what has to be chosen to hide it; None if it is hidden anyway. `small` is the threshold below which nobody
    may be able to bound it; None if it needs no protection. `lower` is the least that it can be.
    """

    value: int
    choice: str | None = None
    small: int | None = None
    lower: int = 0


@dataclass(frozen=True, slots=True)
class Sum:
    """Figures by position, with their signs, that add up to a number which is published or follows from the declaration."""

    figures: Mapping[int, int]
    result: int


@dataclass(frozen=True, slots=True)
class Gap:
    """A figure that can be bounded too closely: what each choice could widen its bounds by, as a part of what is missing."""

    figure: int
    gains: Mapping[str, float]


class Outsider:
    """An outsider who knows some sums of figures."""

    def __init__(self, figures: Sequence[Figure], sums: Sequence[Sum]) -> None:
        self._figures, self._sums = figures, sums

    def bounds(self, hidden: Collection[str]) -> dict[int, tuple[float, float]]:
        """The least and most that each figure to protect can be if these choices are hidden."""
        self._hide(hidden)
        return {at: (self._solve(at, 1)[0], -self._solve(at, -1)[0]) for at in self._to_protect(hidden)}

    def gaps(self, hidden: Collection[str], without: Collection[int]) -> list[Gap]:
        """The figures that can be bounded closer than 0 to their threshold if these choices are hidden, except some."""
        self._hide(hidden)
        found = []
        for direction in (1, -1):
            unreached = [at for at in self._to_protect(hidden) if at not in without]
            while unreached:
                at = unreached[-1]
                extreme, solution = self._solve(at, direction)
                missing = extreme - self._goal(at, direction)
                if missing > TOLERANCE:
                    found.append(Gap(at, self._gains(hidden, solution, missing)))
                # One solution often shows for several figures that they can reach their goal.
                values = solution.col_value
                unreached = [one for one in unreached[:-1] if direction * values[one] > self._goal(one, direction) + TOLERANCE]
        return found

    def _to_protect(self, hidden: Collection[str]) -> list[int]:
        return [
            at
            for at, figure in enumerate(self._figures)
            if figure.small is not None and (figure.choice is None or figure.choice in hidden)
        ]

    def _goal(self, at: int, direction: int) -> int:
        """What the solver must reach: 0 as the least, or the threshold as the most (negative, because it minimises)."""
        return 0 if direction == 1 else -(self._figures[at].small or 0)

    def _solve(self, at: int, direction: int) -> tuple[float, Any]:
        """The least of a figure (1), or minus the most (-1), and the solution."""
        solver = self._solver
        solver.changeColCost(at, float(direction))
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise ArithmeticError(f"bounds of a figure: {solver.getModelStatus()}")
        solved = float(solver.getInfo().objective_function_value), solver.getSolution()
        solver.changeColCost(at, 0.0)
        return solved

    def _gains(self, hidden: Collection[str], solution: Any, missing: float) -> dict[str, float]:
        """At most how much of what is missing hiding more figures would bring, by choice.

        The dual values of a linear problem say how its solution changes with the bounds of a figure.
        """
        gains: dict[str, float] = {}
        for figure, dual in zip(self._figures, solution.col_dual, strict=True):
            if figure.choice is not None and figure.choice not in hidden:
                wider = dual * (figure.value - figure.lower) if dual > 0 else -dual * (self._most - figure.value)
                gains[figure.choice] = gains.get(figure.choice, 0) + wider
        return {choice: min(1.0, gain / missing) for choice, gain in gains.items() if gain > TOLERANCE}

    def _hide(self, hidden: Collection[str]) -> None:
        for at, figure in enumerate(self._figures):
            is_known = figure.choice is not None and figure.choice not in hidden
            low, high = (figure.value, figure.value) if is_known else (figure.lower, self._most)
            self._solver.changeColBounds(at, float(low), float(high))

    @cached_property
    def _most(self) -> int:
        """More than any figure can be, as far as it matters."""
        return 1 + sum(abs(figure.value) + (figure.small or 0) for figure in self._figures)

    @cached_property
    def _solver(self) -> Any:
        solver, problem = Solver(), highspy.HighsLp()
        problem.num_col_, problem.num_row_ = len(self._figures), len(self._sums)
        problem.col_cost_ = np.zeros(len(self._figures))
        problem.col_lower_ = problem.col_upper_ = np.zeros(len(self._figures))
        problem.row_lower_ = problem.row_upper_ = np.array([sum_.result for sum_ in self._sums], dtype=float)
        problem.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        problem.a_matrix_.start_ = np.cumsum([0, *(len(sum_.figures) for sum_ in self._sums)])
        problem.a_matrix_.index_ = np.array([at for sum_ in self._sums for at in sum_.figures])
        problem.a_matrix_.value_ = np.array([sign for sum_ in self._sums for sign in sum_.figures.values()], dtype=float)
        solver.passModel(problem)
        return solver


class Solver(highspy.Highs):
    """HiGHS, silent and giving the same solution each time."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # highspy has no annotations
        options: dict[str, int | float | str] = {"threads": 1, "presolve": "off", "mip_rel_gap": 0.0, "mip_abs_gap": 0.0}
        for option, value in options.items():
            self.setOptionValue(option, value)

    def enableCallbacks(self) -> None:  # noqa: N802  # HiGHS's own name
        """Be silent instead: with callbacks HiGHS prints its name, and nothing here uses them."""
        self.silent()
