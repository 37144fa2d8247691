"""A return saved in Excel's old binary formats reads to the same figures.

`files/akzhar.xls` is the sample return of Akzhar district, saved as xls by LibreOffice; everything in it is invented.
"""

import struct
from pathlib import Path

import pytest

from schemas.basics.cell import CellError, Percent
from schemas.forms import forms
from schemas.forms.labour12.sample import sample_returns
from svod.reading.workbook.binary.ole import Compound, compound_of
from svod.reports.xlsx.form_workbook import write_return
from tests.builders.workbooks import REGISTER, check
from tests.builders.xls import book_of_1995, compound, old_book, record, stream_of_1995
from tests.cases.case import findings
from tests.reading import test_formats
from tests.reading.test_open_document import HEADINGS

FILES = Path(__file__).parents[1] / "files"


def test_xls_reads_to_the_same_rows() -> None:
    (sample,) = [one for one in sample_returns() if one.file.endswith("/Ақжар ауданы.xlsx")]
    written = check(write_return(forms()["labour12"], REGISTER, sample))
    saved = check((FILES / "akzhar.xls").read_bytes(), "akzhar.xls")
    assert (saved.status, saved.issues, saved.unit) == ("accepted", [], "akzhar")
    # When the xls was saved, the form's last sheet had its columns in another order.
    for code, table in written.tables.items():
        assert (saved.tables[code].sheet, saved.tables[code].rows) == (table.sheet, table.rows)
        assert saved.tables[code].columns == table.columns
    assert saved.indicators == written.indicators


COVER = [
    ("Район (город)", "Акжарский район"),
    ("Год кампании", 2026),
    ("Начало периода", "15.05.2026"),
    ("Конец периода", "12.06.2026"),
    ("Исполнитель", "Сынакова С."),
    ("Дата сдачи", "14.06.2026"),
]
ROWS = [("Дата", "Вид", "Участников", "Выявлено фактов"), (46178, "рейд", 4, 0)]
SHEETS: test_formats.Sheets = {"Титул": COVER, "Мероприятия": ROWS}


def test_reads_the_format_of_1995() -> None:
    rows = [*ROWS, ("06.06.2026", "рейд", Percent(0.35), CellError("#N/A"))]
    checked = check(book_of_1995(SHEETS), "x.xls")
    assert (findings(checked), checked.unit, checked.indicators["participants"]) == ([], "akzhar", 4)
    wrong = check(book_of_1995(SHEETS | {"Мероприятия": rows}), "x.xls")
    assert findings(wrong) == ["cell.formula_error Мероприятия!D3", "cell.not_a_number Мероприятия!C3"]


def test_reads_a_book_that_is_in_no_compound_file() -> None:
    checked = check(stream_of_1995(SHEETS), "x.xls")
    assert (findings(checked), checked.indicators["participants"]) == ([], 4)


@pytest.mark.parametrize(("page", "encoding"), [(10007, "mac_cyrillic"), (866, "cp866")])
def test_reads_the_letters_of_other_systems(page: int, encoding: str) -> None:
    checked = check(book_of_1995(SHEETS, page=page, encoding=encoding), "x.xls")
    assert (findings(checked), checked.unit) == ([], "akzhar")


def test_reads_russian_letters_that_nothing_names() -> None:
    stream = stream_of_1995(SHEETS)
    named = record(0x42, struct.pack("<H", 1251))
    # A record without meaning takes its place, so that sheets begin where they did.
    checked = check(stream.replace(named, record(0x3D, bytes(2))), "x.xls")
    assert (findings(checked), checked.unit) == ([], "akzhar")


@pytest.mark.parametrize("page", [0x8000, 0x8001, 367])
def test_reads_latin_letters_by_their_old_numbers(page: int) -> None:
    sheets: test_formats.Sheets = {"Cover": [("Reporting unit", "akzhar")], "Activities": [("Date", "Kind", "Participants")]}
    checked = check(book_of_1995(sheets, page=page, encoding="ascii"), "x.xls")
    assert checked.unit == "akzhar"


def test_letters_that_nobody_knows_are_said() -> None:
    checked = check(book_of_1995(SHEETS, page=10029), "x.xls")
    assert findings(checked) == ["file.unsupported"]
    message = checked.issues[0].message
    assert "«Excel 5.0/95, кодтық бет – 10029»" in message.kk
    assert "«Excel 5.0/95, кодовая страница 10029»" in message.ru


@pytest.mark.parametrize("page", [0, 1251, 1252, 10007, 0x8000])
def test_texts_of_1997_are_unicode_whatever_they_are_called(page: int) -> None:
    content = old_book(test_formats.SHEETS, in_globals=record(0x42, struct.pack("<H", page)))
    checked = check(content, "x.xls")
    assert (findings(checked), checked.unit) == ([], "akzhar")


def test_book_embedded_in_the_book_is_not_read_instead() -> None:
    own, other = (
        Compound(old_book(test_formats.SHEETS | {"Іс-шаралар": [HEADINGS, ("05.06.2026", "рейд", participants, 0)]}))
        for participants in (4, 100)
    )
    content = compound({"Workbook": own.stream("Workbook")}, embedded={"Workbook": other.stream("Workbook")})
    assert check(content, "x.xls").indicators["raid_participants"] == 4


# A sector has 4096 bytes, and a sector of the allocation table lists 1024 sectors.
@pytest.mark.parametrize("size", [0, 1, 4095, 4096, 4097, 1022 * 4096, 1023 * 4096, 1023 * 4096 + 1, 2046 * 4096, 2047 * 4096])
def test_compound_file_gives_back_its_stream(size: int) -> None:
    stream = bytes(range(1, 252)) * (size // 251 + 1)
    assert Compound(compound_of("Workbook", stream[:size])).stream("Workbook").rstrip(b"\0") == stream[:size]
