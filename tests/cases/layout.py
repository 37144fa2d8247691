"""Cases of sheets with misleading names, and of labels over several rows."""

from collections.abc import Callable
from typing import Any

from openpyxl import Workbook

from tests.cases.case import Case, covered
from tests.cases.sheets import everything

COVER, ACTIVITY, SURVEY, MEDIA = "Титул", "Іс-шаралар", "Сауалнама", "БАҚ"


def _named(**names: str) -> dict[str, Callable[[Workbook], object]]:
    """Sheets with other names, possibly each other's."""

    def edit(workbook: Workbook) -> None:
        sheets = [(workbook[old], new) for old, new in names.items()]
        for number, (sheet, _) in enumerate(sheets):
            sheet.title = str(number)
        for sheet, new in sheets:
            sheet.title = new

    return {"edit": edit}


def _last_year_beside(heading: str | None) -> dict[str, Callable[[Workbook], object]]:
    """The sheet of activities named after a year, and a sheet with its own name but no table."""

    def edit(workbook: Workbook) -> None:
        workbook[ACTIVITY].title = "2025"
        workbook.create_sheet(ACTIVITY)["A1"] = heading

    return {"edit": edit}


def _over_two_rows(hint: str | None = None) -> dict[str, Any]:
    """Every label of the cover merged over two rows, with its value in the lower one."""

    def edit(workbook: Workbook) -> None:
        cover = workbook[COVER]
        for row in range(16, 2, -1):
            cover.insert_rows(row + 1)
            value = cover.cell(row, 2)
            cover.cell(row + 1, 2).value, value.value = value.value, hint
        for row in range(3, 31, 2):
            cover.merge_cells(start_row=row, end_row=row + 1, start_column=1, end_column=1)

    return {"edit": edit}


MISNAMED = (
    Case(
        "names of cover and activities swapped",
        _named(**{COVER: ACTIVITY, ACTIVITY: COVER}),
        ("cell.ambiguous Титул", "cell.ambiguous Іс-шаралар"),
    ),
    Case(
        "names of media and survey swapped",
        {**everything(), **_named(**{SURVEY: MEDIA, MEDIA: SURVEY})},
        ("cell.ambiguous БАҚ", "cell.ambiguous Сауалнама"),
    ),
    Case(
        "cover named as the activities, which have a name of their own",
        _named(**{COVER: ACTIVITY, ACTIVITY: "Парақ2"}),
        ("cell.ambiguous Іс-шаралар",),
    ),
    Case(
        "another year's activities beside a sheet without a table",
        _last_year_beside("Күні"),
        ("cell.unread 2025", "header.missing Іс-шаралар"),
    ),
    Case(
        "another year's activities beside an empty sheet",
        _last_year_beside(None),
        ("cell.unread 2025", "header.missing Іс-шаралар"),
    ),
)

TALL = (
    Case(
        "labels over two rows, values in the lower", {**_over_two_rows(), **covered(raids_control=1, approved_by="Үлгінов Ү.")}
    ),
    Case("labels over two rows, hints in the upper", {**_over_two_rows("(толтырылады)"), **covered(raids_control=1)}),
    Case(
        "a value that contradicts, in the lower of two rows",
        {**_over_two_rows(), **covered(raids_control=2)},
        ("control.mismatch Титул!B20 → 1",),
    ),
)


def _twice(workbook: Workbook) -> None:
    """The cover repeated below itself."""
    cover = workbook[COVER]
    for row in range(3, 17):
        for column in (1, 2):
            cover.cell(row + 20, column).value = cover.cell(row, column).value


def _without_labels(workbook: Workbook) -> None:
    workbook[COVER].delete_cols(1)


COVERS = (
    Case("no label on the cover", {"edit": _without_labels}, ("cell.unread Титул!A5", "column.missing Титул")),
    Case("year with its word", {"cells": {"cover!B4": "2026 жылы"}}),
    Case("year with its word, in Russian", {"language": "ru", "cells": {"cover!A4": "Год", "cover!B4": "2026 год"}}),
    Case("label of the year twice", {"cells": {"cover!B4": "Жылы", "cover!C4": 2026}}),
    Case("cover twice on its sheet", {"edit": _twice}, ("column.duplicate Титул!A23",)),
)
