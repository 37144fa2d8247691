"""Form workbooks made from folders of CSV files, one file a sheet."""

import csv
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

FOLDER = Path(__file__).parents[1] / "forms"


def workbook_of(folder: str) -> bytes:
    """The form workbook in a folder of tests/forms."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for file in sorted((FOLDER / folder).glob("*.csv")):
        sheet = book.create_sheet(file.stem)
        for row in csv.reader(file.read_text(encoding="utf-8").splitlines()):
            sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()
