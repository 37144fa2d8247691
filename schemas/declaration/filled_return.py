"""The description of a filled-in workbook, from which it is written."""

from dataclasses import dataclass

from schemas.basics.text import Language


@dataclass(frozen=True, slots=True)
class FilledTable:
    """The rows of one sheet, and how the clerk laid it out.

    `order` names the elements in the order of their columns (None: as declared); an element left out has no column. If
    `totals_label` is given, a row of sums with this label is below the table. `title` is above the headings.
    """

    rows: tuple[dict[str, object], ...] = ()
    order: tuple[str, ...] | None = None
    totals_label: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class FilledReturn:
    """One return: its language, its tables by code, its file. A table left out has no sheet; the cover has one row.

    A value that has a name, such as a code, a unit or a yes, is written by its name, other values as they are. None leaves the
    cell empty. `file` is the path under raw/.
    """

    language: Language
    tables: dict[str, FilledTable]
    file: str
