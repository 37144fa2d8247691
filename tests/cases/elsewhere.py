"""Cases of rows on sheets that are not read."""

from datetime import date

from openpyxl import Workbook

from tests.cases.case import Case
from tests.cases.context import DAY, beside

ROW = (date(2026, 6, 8), "рейд", "Кафе", None, None, 3, 25)


def _with_rows_elsewhere(workbook: Workbook) -> None:
    """Rows on one more sheet, and no sheet with its own name."""
    workbook.create_sheet("Х").append(ROW)
    for at, sheet in enumerate(workbook.worksheets):
        sheet.title = f"Парақ{at}"


ELSEWHERE = (
    *(
        Case(f"rows on a sheet of another name: {name}", beside(ROW, name=name), (f"cell.unread {name}",))
        for name in ("Іс-шаралар (жалғасы)", "Продолжение", "Лист4")
    ),
    Case(
        "rows on another sheet, in another order",
        beside((25, None, "Рейд", "08.06.2026"), name="Sheet1"),
        ("cell.unread Sheet1",),
    ),
    Case("answers on another sheet", beside(("Балалар көбіне қайда жұмыс істейді?", "базар", 6), name="Х"), ("cell.unread Х",)),
    Case("publications on another sheet", beside((DAY, "Ақжар-хабар", "газет"), name="Х"), ("cell.unread Х",)),
    Case("days and sums on another sheet", beside((DAY, "қағаз", 1200), name="Х"), ("sheet.unknown Х",)),
    Case("rows under their kind on another sheet", beside(("Рейд",), (date(2026, 6, 8), 25), name="Х"), ("cell.unread Х",)),
    Case(
        "rows on another sheet where no sheet has its name",
        {"edit": _with_rows_elsewhere},
        ("cell.unread Парақ2",),
    ),
)
