"""Builders for cases of the context of rows: titles above them, rows under headings, rows on other sheets."""

from collections.abc import Callable
from datetime import date
from typing import Any

from openpyxl import Workbook

from tests.builders.workbooks import RAID, Values
from tests.cases.cells import SEMINAR

ACTIVITY, COVER, SURVEY, MEDIA = "Іс-шаралар", "Титул", "Сауалнама", "БАҚ"
DAY = date(2026, 6, 5)
PUBLISHED: Values = {"published_on": DAY, "outlet": "Ақжар-хабар", "kind": "газет"}


def raid_of(participants: int, activities: int | None = None, **more: object) -> Values:
    return {**RAID, "participants": participants, "activities": activities, **more}


RAIDS = [raid_of(12, 1), raid_of(25, 3, held_on=date(2026, 6, 8))]
PEOPLE = {**SEMINAR, "participants": 40, "activities": 2}


def titled(*titles: tuple[int, str], sheet: str = ACTIVITY, merge: str | None = None) -> dict[str, Any]:
    """Titles put before rows of a sheet, from the lowest up."""

    def edit(workbook: Workbook) -> None:
        there = workbook[sheet]
        for row, text in titles:
            there.insert_rows(row)
            there.cell(row, 1).value = text
        if merge:
            there.merge_cells(merge)

    return {"edit": edit}


def above(*texts: str, column: int = 1, sheet: str = ACTIVITY, merge: str | None = None) -> dict[str, Any]:
    """Texts in a row above the headings, each in the column after the one before."""

    def edit(workbook: Workbook) -> None:
        there = workbook[sheet]
        there.insert_rows(1)
        for at, text in enumerate(texts, column):
            there.cell(1, at).value = text
        if merge:
            there.merge_cells(merge)

    return {"edit": edit}


def beside(*lines: tuple[object, ...], name: str) -> dict[str, Callable[[Workbook], object]]:
    """A sheet of another name with rows."""

    def edit(workbook: Workbook) -> None:
        there = workbook.create_sheet(name)
        for line in lines:
            there.append(line)

    return {"edit": edit}


def under_headings(*cells: object, sheet: str = ACTIVITY) -> dict[str, Any]:
    def edit(workbook: Workbook) -> None:
        workbook[sheet].insert_rows(2)
        for column, cell in enumerate(cells, 1):
            workbook[sheet].cell(2, column).value = cell  # type: ignore[assignment]  # openpyxl judges the type itself

    return {"edit": edit}


THREE = [*RAIDS, PEOPLE]
ASKED: dict[str, Any] = {
    "cover": {"survey_respondents": 10},
    "survey_answer": [{"question": "sectors", "answer": "базар", "respondents": 6}],
}
