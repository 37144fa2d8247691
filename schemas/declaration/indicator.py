"""Indicators: the figures that are computed from a return."""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import product
from typing import Annotated, Literal

from pydantic import Field

from schemas.basics.exact import MOST_DECIMALS
from schemas.basics.text import Text
from schemas.declaration.table import Declaration, Table

Aggregation = Literal["sum", "max", "min", "mean", "ratio", "none"]
OverTime = Literal[Aggregation, "last"]
Counted = tuple[str, str | None]
"""A table and the element that is added up; None if its rows are counted."""

_NOT_IN_CODES = re.compile(r"\W")


class Indicator(Declaration):
    """A figure computed from one return: the sum of an element over some rows, or their number.

    The rows are those whose elements have one of the values in `where`. The figure is zero where there are no such rows, and
    unknown (null) where there are some but none has a value. `asked` names an element of `where` with one value: where no row
    has that value, the question was not asked, and the figure is unknown too. A `sensitive` figure counts children or cases so
    few that a unit's small number may be left out of what is published.

    `aggregation` says what rows come to in a return, and units in a region: their sum, largest or smallest value, their `mean`
    weighted by the element `weight`, or nothing. A `ratio` is `times` the indicator `part` divided by the indicator `whole`,
    both added up first. Means and ratios are rounded to `decimals`. `over_time` says what the periods of a year come to, where
    that is something else: a stock is that of the last period.
    """

    code: str
    labels: Text
    meaning: Text
    table: str
    element: str | None = None
    where: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    asked: str | None = None
    sensitive: bool = False
    aggregation: Aggregation = "sum"
    over_time: OverTime | None = None
    weight: str | None = None
    part: str | None = None
    whole: str | None = None
    times: int = 1
    decimals: Annotated[int, Field(ge=0, le=MOST_DECIMALS)] = 1

    @property
    def counted(self) -> Counted:
        """What the figure is computed from."""
        return self.table, self.element

    @property
    def parts(self) -> tuple[str, ...]:
        """The indicators that it is computed from: those of a ratio."""
        return tuple(filter(None, (self.part, self.whole)))

    @property
    def is_pooled(self) -> bool:
        """True if a figure is a quotient: its parts are added up, and its wholes, before one is divided by the other."""
        return self.aggregation in ("mean", "ratio")

    @property
    def aggregation_over_time(self) -> OverTime:
        """How the periods of a year come to one figure: as units do, unless the indicator says otherwise."""
        return self.over_time or self.aggregation

    @cached_property
    def by(self) -> tuple[str, ...]:
        """The elements whose values choose the rows."""
        return tuple(self.where)

    @cached_property
    def combinations(self) -> tuple[tuple[str, ...], ...]:
        """Every combination of these elements' values that chooses a row."""
        return tuple(product(*self.where.values()))


def cell_indicators(table: Table) -> Iterator[Indicator]:
    """One indicator for each cell of a fixed table, none of others: t1_01_3 is the figure of row 01 in column 3."""
    if table.row_element is None:
        return
    labels = table.elements[table.row_element].code_labels
    for row in table.printed:
        for name, element in table.elements.items():
            if element.kind.is_figure and name not in row.not_asked:
                text = Text(*(": ".join(pair) for pair in zip(labels[row.code].all, element.labels.all, strict=True)))
                yield Indicator(
                    code=_NOT_IN_CODES.sub("_", f"{table.code}_{row.code}_{element.element.number or name}").lower(),
                    labels=text,
                    meaning=text,
                    table=table.code,
                    element=name,
                    where={table.row_element: (row.code,)},
                    asked=table.row_element,
                    aggregation="sum" if element.kind.adds_up else "none",
                )
