"""Titles of sections and group headings which say that the rows or columns below them don't belong in the return.

These count and are queried once, at the title: a plan, what was not held, a sample, another year, another reporting unit.
"""

from collections.abc import Iterator, Sequence

from schemas.basics.cell import a1, column_letters, row_numbers
from schemas.basics.text import Text
from schemas.basics.texts import Texts
from schemas.checks.catalogue import CHECKS
from schemas.language.subset_words import doubt_of_title, years_of_title
from schemas.records.issue import Issue
from schemas.records.reading import Title
from svod.validation.checks import finds
from svod.validation.summed_rows import summed_rows
from svod.validation.typed_return import TypedReturn
from svod.validation.typed_table import TypedTable

TEXTS = Texts(__package__)


@finds("row.doubtful")
def titles_in_doubt(typed: TypedReturn) -> Iterator[Issue]:
    """Titles above rows or columns that are about something else than what this unit did in this period."""
    for table in typed.lists:
        for title in table.located.titles if table.table.reports else ():
            doubt = _doubt(title, typed)
            if doubt and _stands_above_values(title, table):
                yield _issue(title, table, doubt)


def _doubt(title: Title, typed: TypedReturn) -> Text | None:
    doubt = doubt_of_title(title.text)
    if doubt == "not held":
        return TEXTS["titles.not_held"]
    years = years_of_title(title.text)
    period = typed.period
    other_year = years and period is not None and years.isdisjoint(day.year for day in typed.form.days(period))
    if doubt == "other time" or other_year:
        return TEXTS["titles.other_time"]
    if typed.unit is None:
        return None
    units = typed.register.named_in(title.text).difference(typed.register.above(typed.unit.unit))
    if units and typed.unit.unit not in units:
        return TEXTS.fill("titles.other_unit", units=[typed.register.by_code[unit].names for unit in sorted(units)])
    return None


def _stands_above_values(title: Title, table: TypedTable) -> bool:
    """True if the table has rows, and values in the columns that a group heading stands above."""
    return bool(len(table)) and (title.elements is None or any(set(table.columns[name]) - {None} for name in title.elements))


def _issue(title: Title, table: TypedTable, doubt: Text) -> Issue:
    rows = range(title.start, title.end)
    summed = summed_rows(table) if title.elements is None else None
    counted = TEXTS["titles.counted"] if summed is None else summed.adds_up(rows)
    return CHECKS["row.doubtful"].issue(
        sheet=table.sheet,
        cell=None if title.place is None else a1(*title.place),
        value=title.text,
        where=_where(title, table, rows),
        doubt=doubt,
        sums=counted,
    )


def _where(title: Title, table: TypedTable, rows: Sequence[int]) -> Text:
    if title.place is None:
        return TEXTS["titles.sheet"]
    if table.located.places:
        return TEXTS["titles.cover"]
    if title.elements is not None:
        columns = sorted(table.located.positions[name] for name in title.elements)
        letters = [column_letters(column) for column in (columns[0], columns[-1])]
        return TEXTS.fill("titles.columns", columns="–".join(dict.fromkeys(letters)))
    return TEXTS.fill("titles.rows", rows=row_numbers([table.located.rows[row] for row in rows]))
