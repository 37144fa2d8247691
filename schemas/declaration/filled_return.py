"""A filled-in workbook as it is described before it is written."""

from dataclasses import dataclass

from schemas.basics.text import Language


@dataclass(frozen=True, slots=True)
class FilledTable:
    """The rows of one sheet and how the clerk laid it out.

    `order` names the elements in the order of their columns (None: as declared); elements left out have no column. With
    `totals_label`, a row of sums under the table carries that label; `title` stands above the headings.
    """

    rows: tuple[dict[str, object], ...] = ()
    order: tuple[str, ...] | None = None
    totals_label: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class FilledReturn:
    """One return: its language, its tables by code (one left out has no sheet; the cover has one row), its file.

    Codes and unit codes are written by their label, truths as a word, dates as dates; a str that is no code is written
    as it stands, and None or nothing leaves the cell empty. `file` is the path under the folder of received files.
    """

    language: Language
    tables: dict[str, FilledTable]
    file: str
