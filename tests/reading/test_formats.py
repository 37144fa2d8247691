"""The same return in every format gives the same issues. An error or a formula without a value is never a blank."""

import re
import struct
from collections.abc import Callable, Sequence
from datetime import date
from html import escape

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from schemas.basics.cell import CellError, NotCalculated, Percent
from schemas.records.submission import CheckedReturn
from tests.builders.hostile_files import packed, unpacked
from tests.builders.ods import number, open_document, over_rows, percent, styled, written
from tests.builders.saved import saved
from tests.builders.styled import ORDINARY, SIGNS, THOUSANDS, Styled
from tests.builders.workbooks import check
from tests.builders.xls import NONE, Ranges, Rows, compound, old_book, record
from tests.builders.xlsb import binary_book
from tests.cases.case import findings
from tests.reading.test_open_document import COVER, HEADINGS

Sheets = dict[str, Sequence[Sequence[object]]]

PART = "xl/worksheets/sheet2.xml"
ERROR, NEVER = CellError("#DIV/0!"), NotCalculated()
LINK = record(0x1AE, b"\x01\x00" + b"\x08\x00\x01" + "\x01бас.xls".encode("utf-16-le"))


def _xlsx(sheets: Sheets, *, hidden: Rows = NONE, hidden_columns: Rows = NONE, from_1904: bool = False) -> bytes:
    workbook = Workbook()
    if from_1904:
        workbook.epoch = CALENDAR_MAC_1904
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for column in hidden_columns.get(name, ()):
            sheet.column_dimensions["ABCDEFGH"[column]].hidden = True
        for at, row in enumerate(rows):
            sheet.append([_typed(cell) for cell in row])
            sheet.row_dimensions[at + 1].hidden = at in hidden.get(name, ())
            for shown, cell in zip(sheet[at + 1], row, strict=True):
                shown.number_format = "0%" if isinstance(cell, Percent) else "General"
                if isinstance(cell, Styled):
                    shown.number_format, shown.font = cell.code, Font(strike=cell.struck)
    return saved(workbook)


def _typed(cell: object) -> object:
    if isinstance(cell, Percent):
        return cell.number
    if isinstance(cell, Styled):
        return cell.value
    return "=1/0" if cell is NEVER else str(cell) if cell is ERROR else cell


def _ods(
    sheets: Sheets, *, hidden: Rows = NONE, hidden_columns: Rows = NONE, merged: Ranges = NONE, from_1904: bool = False
) -> bytes:
    cells = {name: [list(map(_open, row)) for row in rows] for name, rows in sheets.items()}
    for name, ranges in merged.items():
        for top, left, bottom, _ in ranges:
            cells[name][top][left] = over_rows(cells[name][top][left], bottom - top + 1)
    return open_document(cells, hidden=hidden, hidden_columns=hidden_columns, from_1904=from_1904)


def _open(cell: object) -> str:
    if isinstance(cell, CellError):
        return (
            '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" '
            f'calcext:value-type="error"><text:p>{escape(cell.text)}</text:p></table:table-cell>'
        )
    if cell is NEVER:
        return '<table:table-cell table:formula="of:=1/0"/>'
    if isinstance(cell, Percent):
        return percent(cell.number)
    if isinstance(cell, Styled):
        return styled(_open(cell.value), cell.style)
    return written(cell) if isinstance(cell, str) else number(float(str(cell)))


SHEETS: Sheets = {"Титул": list(COVER.items()), "Іс-шаралар": [HEADINGS, ("05.06.2026", "рейд", 4, 0)]}
WRITERS: dict[str, Callable[..., bytes]] = {"xlsx": _xlsx, "xls": old_book, "xlsb": binary_book, "ods": _ods}


def _checked(ending: str, participants: object, held_on: object = "05.06.2026", **more: object) -> CheckedReturn:
    sheets = SHEETS | {"Іс-шаралар": [HEADINGS, (held_on, "рейд", participants, 0)]}
    return check(WRITERS[ending](sheets, **more), f"x.{ending}")


@pytest.mark.parametrize("ending", WRITERS)
def test_reads_a_return(ending: str) -> None:
    checked = _checked(ending, 4)
    assert (findings(checked), checked.unit, checked.indicators["raid_participants"]) == ([], "akzhar", 4)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_reads_an_xlsx_in_utf_16(encoding: str) -> None:
    declared = b'<?xml version="1.0" encoding="UTF-16"?>'
    parts = unpacked(_xlsx(SHEETS))
    wide = {
        part: ("\ufeff" + (declared + re.sub(rb"^<\?xml.*?\?>", b"", xml)).decode()).encode(encoding)
        for part, xml in parts.items()
    }
    checked = check(packed(wide))
    assert (findings(checked), checked.unit, checked.indicators["raid_participants"]) == ([], "akzhar", 4)


def test_reads_a_book_whose_macros_were_sheets_once() -> None:
    parts = unpacked(_xlsx(SHEETS))
    module = b'<sheet name="Module1" sheetId="9" state="veryHidden" r:id=""/></sheets>'
    spaces = b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns='
    book = parts["xl/workbook.xml"].replace(b"</sheets>", module).replace(b"xmlns=", spaces, 1)
    checked = check(packed(parts | {"xl/workbook.xml": book}))
    assert (findings(checked), checked.indicators["raid_participants"]) == ([], 4)


@pytest.mark.parametrize("ending", WRITERS)
def test_error_value_is_an_error(ending: str) -> None:
    checked = _checked(ending, ERROR)
    assert findings(checked) == ["cell.formula_error Іс-шаралар!C2"]
    assert checked.issues[0].value == "#DIV/0!"


NEWER = {"#GETTING_DATA": 43, "#SPILL!": 45, "#CONNECT!": 46, "#BLOCKED!": 47, "#UNKNOWN!": 48, "#FIELD!": 49, "#CALC!": 50}


@pytest.mark.parametrize("error", [*NEWER, "#BUSY!", "#PYTHON!", "#EXTERNAL!"])
@pytest.mark.parametrize("formula", ["", "<f>A1</f>"])
def test_error_of_a_newer_excel_is_an_error(error: str, formula: str) -> None:
    parts = unpacked(_xlsx(SHEETS))
    cells = parts[PART].replace(b' t="n"><v>4</v>', f' t="e">{formula}<v>{error}</v>'.encode())
    checked = check(packed(parts | {PART: cells}))
    assert (findings(checked), checked.issues[0].value) == (["cell.formula_error Іс-шаралар!C2"], error)


@pytest.mark.parametrize("error", NEWER)
def test_error_of_a_newer_excel_is_an_error_in_xlsb(error: str) -> None:
    known = binary_book(SHEETS | {"Іс-шаралар": [HEADINGS, ("05.06.2026", "рейд", ERROR, 0)]})
    part, place = "xl/worksheets/sheet2.bin", bytes([3, 9, 2, 0, 0, 0, 0, 0, 0, 0])
    parts = unpacked(known)
    assert parts[part].count(place) == 1
    newer = parts[part].replace(place + b"\x07", place + bytes([NEWER[error]]))
    checked = check(packed(parts | {part: newer}), "x.xlsb")
    assert (findings(checked), checked.issues[0].value) == (["cell.formula_error Іс-шаралар!C2"], error)


@pytest.mark.parametrize(
    "value",
    [
        "<v>1&#50;</v>",
        "<v>1&#x32;</v>",
        "<v>1<!-- x -->2</v>",
        "<v>1<?x?>2</v>",
        "<v><![CDATA[12]]></v>",
        "<v><!-- x -->12</v>",
    ],
)
@pytest.mark.parametrize("prefix", ["", "x:"])
def test_number_is_read_whole_however_its_xml_is_written(value: str, prefix: str) -> None:
    checked = check(_with_value(' t="n">' + value, prefix))
    assert (findings(checked), checked.indicators["raid_participants"]) == ([], 12)


@pytest.mark.parametrize("cell", [">1&amp;2", ">1</v><v>2", ">1</v> <!-- x --> <v>2", ' t="s"><v>-5'])
def test_value_that_says_no_one_thing_is_refused(cell: str) -> None:
    cell = cell if "<v>" in cell.partition("</v>")[0] else cell.replace(">", "><v>", 1)
    assert findings(check(_with_value(f"{cell}</v>"))) == ["file.unreadable Іс-шаралар"]


def test_reads_a_sheet_whose_name_holds_a_tab() -> None:
    parts = unpacked(_xlsx(SHEETS, hidden={"Іс-шаралар": [1]}))  # with a hidden row it isn't plain, so calamine reads it
    book = parts["xl/workbook.xml"].replace('"Іс-шаралар"'.encode(), '"Іс-\tшаралар"'.encode())
    checked = check(packed(parts | {"xl/workbook.xml": book}))
    assert (findings(checked), checked.indicators["raid_participants"]) == (["row.hidden Іс-\tшаралар"], 4)


def _with_value(cell: str, prefix: str = "") -> bytes:
    """The return with different XML for the participants after the cell's address. Its elements may have a prefix."""
    parts = unpacked(_xlsx(SHEETS))
    assert b' t="n"><v>4</v>' in parts[PART]
    cells = parts[PART].decode().replace(' t="n"><v>4</v>', cell)
    if prefix:
        cells = re.sub(r"<(/?)(?=[a-z])", rf"<\1{prefix}", cells).replace("xmlns=", f"xmlns:{prefix[:-1]}=")
    return packed(parts | {PART: cells.encode()})


@pytest.mark.parametrize("part", ["xl/worksheets/sheet2.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"])
def test_reads_an_xlsx_one_part_of_which_is_in_utf_16(part: str) -> None:
    parts = _with_shared_texts(SHEETS | {"Іс-шаралар": [HEADINGS, ("05.06.2026", "рейд", Percent(0.5), 0)]})
    xml = '<?xml version="1.0" encoding="UTF-16"?>' + re.sub(r"^<\?xml.*?\?>", "", parts[part].decode())
    checked = check(packed(parts | {part: xml.encode("utf-16")}))
    assert findings(checked) == ["cell.not_a_number Іс-шаралар!C2"]


def _with_shared_texts(sheets: Sheets) -> dict[str, bytes]:
    """The parts of the xlsx, with its texts in a separate part."""
    parts, texts = unpacked(_xlsx(sheets)), list[bytes]()
    for part in (part for part in parts if "worksheets/" in part):
        found = re.split(rb' t="inlineStr"><is>(.*?)</is>', parts[part])
        numbered = [b' t="s"><v>%d</v>' % number for number in range(len(texts), len(texts) + len(found) // 2)]
        texts += found[1::2]
        found[1::2] = numbered
        parts[part] = b"".join(found)
    main = "http://schemas.openxmlformats.org"
    written = b"".join(b"<si>%s</si>" % text for text in texts)
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{main}/spreadsheetml/2006/main">'.encode() + written + b"</sst>"
    kind = f"{main}/officeDocument/2006/relationships/sharedStrings"
    relation = f'<Relationship Id="texts" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'.encode()
    relations = "xl/_rels/workbook.xml.rels"
    return parts | {relations: parts[relations].replace(b"</Relationships>", relation)}


def test_workbook_without_its_texts_is_refused_once() -> None:
    parts = _with_shared_texts(SHEETS)
    del parts["xl/sharedStrings.xml"]
    assert findings(check(packed(parts))) == ["file.unreadable"]


@pytest.mark.parametrize("number", [1, 0.35])
@pytest.mark.parametrize("ending", WRITERS)
def test_percentage_is_no_count(ending: str, number: float) -> None:
    checked = _checked(ending, Percent(number))
    assert findings(checked) == ["cell.not_a_number Іс-шаралар!C2"]
    assert checked.issues[0].value == f"{number:.0%}"


@pytest.mark.parametrize("ending", WRITERS)
def test_sign_of_a_percentage_that_is_only_shown_is_no_count(ending: str) -> None:
    for code, sign in SIGNS.items():
        checked = _checked(ending, Styled(86, code))
        assert (findings(checked), checked.issues[0].value) == (["cell.not_a_number Іс-шаралар!C2"], f"86{sign}")


@pytest.mark.parametrize("ending", WRITERS)
def test_count_shown_in_thousands_is_asked_about(ending: str) -> None:
    for code, (shown, sign, _) in THOUSANDS.items():
        checked = _checked(ending, Styled(4000, code))
        assert (findings(checked), checked.issues[0].value) == (["cell.ambiguous Іс-шаралар!C2"], shown + sign)
        assert checked.indicators["raid_participants"] == 4000
        refused = _checked(ending, Styled(4000.5, code))
        assert (findings(refused), refused.issues[0].value) == (["cell.not_whole Іс-шаралар!C2"], 4000.5)


@pytest.mark.parametrize("ending", WRITERS)
def test_number_shown_as_it_is_counts(ending: str) -> None:
    for code in ORDINARY:
        checked = _checked(ending, Styled(4, code))
        assert (findings(checked), checked.indicators["raid_participants"]) == ([], 4)


@pytest.mark.parametrize("ending", WRITERS)
def test_what_is_struck_out_is_asked_about(ending: str) -> None:
    struck = _checked(ending, Styled(4, struck=True))
    assert (findings(struck), struck.indicators["raid_participants"]) == (["cell.ambiguous Іс-шаралар!C2"], 4)
    cover = [(label, Styled(value, struck=label in ("Орындаушы", "Науқан жылы"))) for label, value in COVER.items()]
    checked = check(WRITERS[ending](SHEETS | {"Титул": cover}), f"x.{ending}")
    assert findings(checked) == ["cell.ambiguous Титул!B2", "cell.ambiguous Титул!B5"]
    assert {issue.value for issue in checked.issues} == {"2026", None}


@pytest.mark.parametrize("ending", WRITERS)
def test_hidden_rows_count_and_are_told(ending: str) -> None:
    checked = _checked(ending, 4, hidden={"Іс-шаралар": {1}})
    assert (findings(checked), checked.indicators["raid_participants"]) == (["row.hidden Іс-шаралар"], 4)


@pytest.mark.parametrize("ending", WRITERS)
def test_hidden_columns_count_and_are_told(ending: str) -> None:
    checked = _checked(ending, 4, hidden_columns={"Іс-шаралар": {2, 7}})
    assert (findings(checked), checked.indicators["raid_participants"]) == (["column.hidden Іс-шаралар"], 4)
    assert "Қатысушылар саны" in checked.issues[0].message.kk


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ('<row r="2"', '<row ht="0" customHeight="1" r="2"', ["row.hidden Іс-шаралар"]),
        (
            "<sheetData>",
            '<cols><col min="2" max="3" width="0" customWidth="1"/></cols><sheetData>',
            ["column.hidden Іс-шаралар"],
        ),
        ("<sheetData>", '<cols><col min="9" max="16384" width="9" hidden="1"/></cols><sheetData>', []),
    ],
)
def test_what_has_no_height_or_width_is_hidden(old: str, new: str, found: list[str]) -> None:
    parts = unpacked(_xlsx(SHEETS))
    parts[PART] = parts[PART].replace(old.encode(), new.encode())
    assert findings(check(packed(parts))) == found


@pytest.mark.parametrize("ending", WRITERS)
def test_bare_number_of_a_day_counts_as_the_workbook_does(ending: str) -> None:
    for serial, from_1904 in ((46178, False), (44716, True)):
        checked = _checked(ending, 4, serial, from_1904=from_1904)
        assert (findings(checked), checked.tables["activity"].columns["held_on"]) == ([], [date(2026, 6, 5)])


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])  # in xlsb a formula always has a value
def test_formula_without_a_value_is_no_blank(ending: str) -> None:
    assert findings(_checked(ending, NEVER)) == ["cell.formula_not_calculated Іс-шаралар!C2"]


def test_zero_that_nobody_calculated_is_no_zero() -> None:
    sheets = SHEETS | {"Іс-шаралар": [HEADINGS, ("05.06.2026", "рейд", 4, NEVER)]}
    blank, never = bytes([3, 0, 0, 0, 0, 0, 0xFF, 0xFF]), "cell.formula_not_calculated Іс-шаралар!D2"
    assert findings(check(old_book(sheets).replace(blank, bytes(8)), "x.xls")) == [never]
    parts = unpacked(_xlsx(sheets))
    for empty in (b"<v></v>", b"<v />"):
        parts[PART] = parts[PART].replace(empty, b"<v>0</v>")
    assert b"<f>1/0</f><v>0</v>" in parts[PART]
    assert findings(check(packed(parts))) == [never]
    orders = b'fullCalcOnLoad="1"'
    assert orders in parts["xl/workbook.xml"]
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(orders, b"")
    calculated = check(packed(parts))
    assert (findings(calculated), calculated.indicators["violations"]) == ([], 0)
    # An error makes svod look at every cell, and the 0 beside it is calculated all the same.
    assert parts[PART].count(b' t="n"><v>4</v>') == 1
    beside = parts[PART].replace(b' t="n"><v>4</v>', b' t="e"><v>#N/A</v>')
    assert findings(check(packed(parts | {PART: beside}))) == ["cell.formula_error Іс-шаралар!C2"]


def test_blank_text_that_libreoffice_calculated_is_a_blank() -> None:
    sheets = SHEETS | {"Іс-шаралар": [HEADINGS, ("05.06.2026", "рейд", 4, NEVER)]}
    by_calc = record(0x5C, b"\x04\x00\x00Calc".ljust(112))
    checked = check(old_book(sheets, in_globals=by_calc), "x.xls")
    assert (findings(checked), checked.indicators["violations"]) == ([], None)
    by_another = record(0x5C, b"\x04\x00\x00None".ljust(112))
    assert findings(check(old_book(sheets, in_globals=by_another), "x.xls")) == ["cell.formula_not_calculated Іс-шаралар!D2"]


@pytest.mark.parametrize("number", [0x206, 0x406])
def test_formula_of_an_older_record_is_no_blank(number: int) -> None:
    # Some programs write a formula of an xls with the record number of Excel 3 or 4 and today's content.
    never = bytes([3, 0, 0, 0, 0, 0, 0xFF, 0xFF])
    book = old_book(SHEETS | {"Іс-шаралар": [HEADINGS, ("05.06.2026", "рейд", NEVER, 0)]}).replace(never, struct.pack("<d", 4))
    of_today, older = (struct.pack("<HHHH", number, 23, 1, 2) for number in (0x06, number))
    assert book.count(of_today) == 1
    checked = check(book.replace(of_today, older), "x.xls")
    assert (findings(checked), checked.indicators["raid_participants"]) == ([], 4)


@pytest.mark.parametrize("ending", WRITERS)
def test_content_decides_and_not_the_ending(ending: str) -> None:
    for wrong in WRITERS:
        assert check(WRITERS[ending](SHEETS), f"x.{wrong}").status == "accepted"


def test_old_book_with_a_link_says_so_once() -> None:
    checked = check(old_book(SHEETS, in_globals=LINK), "x.xls")
    assert (findings(checked), checked.status) == (["file.external_content"], "accepted")


@pytest.mark.parametrize("in_globals", [record(0x2F, bytes(54))])
def test_old_book_with_a_password(in_globals: bytes) -> None:
    assert findings(check(old_book({"Титул": [["x"]]}, in_globals=in_globals), "x.xls")) == ["file.encrypted"]


@pytest.mark.parametrize(
    ("stream", "code"),
    [
        ("EncryptedPackage", "file.encrypted"),
        ("WordDocument", "file.unreadable"),
        ("PowerPoint Document", "file.unreadable"),
        ("__properties_version1.0", "file.unreadable"),
        ("CONTENTS", "file.unreadable"),
        ("Workbook", "file.unreadable"),  # all zeros
    ],
)
def test_compound_file_that_is_no_book(stream: str, code: str) -> None:
    assert findings(check(compound({stream: b""}), "x.xls")) == [code]
