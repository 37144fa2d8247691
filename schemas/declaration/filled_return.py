"""A filled-in workbook as it is described before it is written."""

from dataclasses import dataclass

from schemas.basics.text import Language


@dataclass(frozen=True, slots=True)
class FilledTable:
    """The rows of one sheet and how the clerk laid it out.

    `order` names the elements in the order of their columns (None: as declared); an element left out has no column. With
    `totals_label`, a row of sums with that label stands under the table; `title` stands above the headings.
    """

    rows: tuple[dict[str, object], ...] = ()
    order: tuple[str, ...] | None = None
    totals_label: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class FilledReturn:
    """One return: its language, its tables by code, its file. A table left out has no sheet; the cover has one row.

    A value that has a name, such as a code, a unit or a truth, is written by its name, any other as it stands; None, or no
    value at all, leaves the cell empty. `file` is the path under the folder of received files.
    """

    language: Language
    tables: dict[str, FilledTable]
    file: str
