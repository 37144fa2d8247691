"""A return saved in Excel's old binary formats reads to the same figures.

`files/akzhar.xls` is the sample return of Akzhar district, saved as xls by LibreOffice; everything in it is invented.
"""

from pathlib import Path

from schemas.returns import forms
from schemas.returns.labour12.sample import sample_returns
from schemas.table import CellError, Percent
from svod.reports.workbook import write_return
from tests.cases import findings
from tests.old_book import book_of_1995
from tests.workbooks import REGISTER, check

FILES = Path(__file__).parent / "files"


def test_xls_reads_to_the_same_rows() -> None:
    (sample,) = [one for one in sample_returns() if one.file.endswith("/Ақжар ауданы.xlsx")]
    written = check(write_return(forms()["labour12"], REGISTER, sample))
    saved = check((FILES / "akzhar.xls").read_bytes(), "akzhar.xls")
    assert (saved.status, saved.issues, saved.unit) == ("accepted", [], "akzhar")
    # The xls was saved when the form's last sheet had its columns in another order.
    for code, table in written.tables.items():
        assert (saved.tables[code].sheet, saved.tables[code].rows) == (table.sheet, table.rows)
        assert saved.tables[code].columns == table.columns
    assert saved.indicators == written.indicators


def test_reads_the_format_of_1995() -> None:
    cover = [
        ("Район (город)", "Акжарский район"),
        ("Год кампании", 2026),
        ("Начало периода", "15.05.2026"),
        ("Конец периода", "12.06.2026"),
        ("Исполнитель", "Сынакова С."),
        ("Дата сдачи", "14.06.2026"),
    ]
    headings = ("Дата", "Вид", "Участников", "Выявлено фактов")
    rows = [headings, (46178, "рейд", 4, 0), ("06.06.2026", "рейд", Percent(0.35), CellError("#N/A"))]
    checked = check(book_of_1995({"Титул": cover, "Мероприятия": rows[:2]}), "x.xls")
    assert (findings(checked), checked.unit, checked.indicators["participants"]) == ([], "akzhar", 4)
    wrong = check(book_of_1995({"Титул": cover, "Мероприятия": rows}), "x.xls")
    assert findings(wrong) == ["cell.formula_error Мероприятия!D3", "cell.not_a_number Мероприятия!C3"]
