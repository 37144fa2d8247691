"""The rows of a table whose figures add up, for the checks of double counting."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import prod

from schemas.basics.text import Text
from schemas.basics.texts import Texts
from schemas.declaration.table import Table
from svod.validation.typed_table import TypedTable

TEXTS = Texts(__package__)

Figures = dict[str, int]
"""The figures written in a row, by element. A blank is none, although it may count as the element's default."""


@dataclass(frozen=True)
class SummedRows:
    """A table and its figures that add up. `main` is the one that best says how much a row counts."""

    table: TypedTable
    figures: tuple[str, ...]
    main: str

    def __len__(self) -> int:
        return len(self.table)

    @property
    def counts(self) -> Sequence[int | None]:
        """The main figure of each row."""
        return self.table.columns[self.main]

    @cached_property
    def kinds(self) -> Sequence[object]:
        """What tells of what kind each row is: the same number, or tuple of numbers, for the same codes.

        A code is one object wherever it stands, and numbers are compared faster than codes.
        """
        elements, columns = self.table.table.elements, self.table.columns
        coded = [list(map(id, columns[name])) for name in self.table.table.identifying_columns if elements[name].codes]
        return coded[0] if len(coded) == 1 else list(zip(*coded, strict=True)) if coded else [None] * len(self)

    def are_alike(self, row: int, other: int) -> bool:
        """True if two rows are of one day and one kind."""
        identifying = map(self.table.columns.__getitem__, self.table.table.identifying_columns)
        return all(column[row] == column[other] for column in identifying)

    @property
    def texts(self) -> tuple[str, ...]:
        """The elements that are free texts, which may say anything about a row."""
        return _free_texts(self.table.table)

    def texts_of(self, row: int) -> Iterator[str]:
        """The free texts of a row."""
        return (text for name in self.texts if (text := self.table.columns[name][row]))

    def raw_texts_of(self, row: int) -> Iterator[str]:
        """The free texts of a row as they are in their cells, with the spaces before them."""
        raw = self.table.located.columns
        return (text for name in self.texts if name in raw and isinstance(text := raw[name][row], str))

    def written(self, row: int) -> Figures:
        """The figures written in a row."""
        raw, values = self.table.located.columns, self.table.columns
        named = ((name, values[name][row]) for name in self.figures if name in raw and raw[name][row] != "")
        return {name: value for name, value in named if value is not None}

    def is_part(self, row: int, whole: int) -> bool:
        """True if no figure of a row is more than that of another row, which may then include it already."""
        figures, most = self.written(row), self.written(whole)
        return all(name in most and figure <= most[name] for name, figure in figures.items() if figure)

    def agreement(self, whole: int, rows: Sequence[int]) -> int:
        """How certain it is that a row sums others: the product of its figures, each of which must be a sum. 0 if it does not.

        A figure of 7 is the sum of two others by chance about once in 7 times, 4 and 37 together about once in 150 times.
        """
        figures = self.written(whole)
        others = [self.written(row) for row in rows]
        sums = {name: [other[name] for other in others if name in other] for name in figures}
        summed = all(sum(sums[name]) == figure for name, figure in figures.items() if sums[name])
        return prod(max(1, figures[name]) for name in figures if sums[name]) if summed and figures.get(self.main) else 0

    def adds_up(self, rows: Iterable[int]) -> Text:
        """The sum of the main figure with some rows and without them."""
        total = sum(count or 0 for count in self.counts)
        rest = total - sum(self.counts[row] or 0 for row in set(rows))
        return TEXTS.fill(
            "summed_rows.with_and_without", column=self.table.table.elements[self.main].labels, sum=total, rest=rest
        )


def summed_rows(table: TypedTable) -> SummedRows | None:
    """The rows of a table if they add up. None if there are none, or if nothing in them adds up."""
    figures, main = _figures(table.table)
    return SummedRows(table, figures, main) if main and len(table) and main in table.located.columns else None


@lru_cache(maxsize=64)
def tells_days(table: Table) -> bool:
    """True if each row of a table tells of a day."""
    return any(table.elements[name].is_date for name in table.identifying_columns)


@lru_cache(maxsize=64)
def _figures(table: Table) -> tuple[tuple[str, ...], str]:
    elements = table.elements.values() if table.reports else ()
    figures = tuple(element.name for element in elements if element.kind.is_figure and element.element.aggregation == "sum")
    required = (name for name in figures if table.elements[name].required)
    return figures, next(required, figures[0] if figures else "")


@lru_cache(maxsize=64)
def _free_texts(table: Table) -> tuple[str, ...]:
    return tuple(element.name for element in table.elements.values() if element.kind.is_free_text and not element.is_personal)
