"""Workbooks that svod writes open in every program, whatever the names and texts."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from schemas.basics.place import PLACE
from svod.reports.xlsx.book import Book


def _written(book: Book) -> Sequence[Worksheet]:
    return load_workbook(BytesIO(book.close())).worksheets


def test_sheets_are_named_as_excel_allows_and_no_two_alike() -> None:
    book = Book()
    long = "Мекемелер мен ұйымдардың тізімі (толық)"
    for name in ("Мероприятия", "мероприятия", "'а/б [1]:*?'", long, long):
        book.add_sheet(name)
    names = [sheet.title for sheet in _written(book)]
    assert names == ["Мероприятия", "мероприятия (2)", "а б  1", long[:31], f"{long[:27]} (2)"]


def test_texts_stay_texts_and_days_days() -> None:
    book = Book()
    sheet, plain, dated = book.add_sheet("x"), book.style(), book.style({"num_format": "DD.MM.YYYY HH:MM"})
    texts = ["=1+1", "http://a.kz", "007", "\x0bа\r\nб", "ә" * 40_000, "<r>а & б</r>", None, 0, 1.5]
    days = [date(2026, 6, 14), PLACE.parse_moment("2026-06-14T12:00")]
    for column, value in enumerate((*texts, *days)):
        sheet.put(0, column, value, dated if column >= len(texts) else plain)
    (cells,) = _written(book)[0].iter_rows(values_only=True)
    assert cells[: len(texts)] == ("=1+1", "http://a.kz", "007", "а\nб", "ә" * 32_767, "<r>а & б</r>", None, 0, 1.5)
    assert [f"{day:%d.%m.%Y %H:%M}" for day in cells[len(texts) :]] == ["14.06.2026 00:00", "14.06.2026 12:00"]
