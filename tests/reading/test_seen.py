"""What a cell shows against what it holds, in every format; and cells and parts that are written in odd ways."""

from collections.abc import Callable, Sequence
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from schemas.records.submission import CheckedReturn
from tests.builders.as_excel import as_excel_saves
from tests.builders.hostile_files import packed, unpacked
from tests.builders.ods import EMPTY, number, open_document, over_columns, over_rows, partly_struck, written
from tests.builders.saved import saved
from tests.builders.styled import OTHERWISE, PartlyStruck, Styled
from tests.builders.workbooks import build, check
from tests.builders.xls import old_book
from tests.builders.xlsb import binary_book
from tests.cases.case import findings
from tests.reading.test_formats import PART, SHEETS, WRITERS, Sheets
from tests.reading.test_open_document import COVER

HEADINGS = ("Күні", "Түрі", "Қатысушылар саны", "Анықталған фактілер")
DAY = ("05.06.2026", "рейд")
BINARY: dict[str, Callable[..., bytes]] = {"xls": old_book, "xlsb": binary_book}


def _sheets(*rows: Sequence[object]) -> Sheets:
    return SHEETS | {"Іс-шаралар": [HEADINGS, *rows]}


def _ods(*rows: Sequence[str]) -> CheckedReturn:
    cover = [[written(label), written(value)] for label, value in COVER.items()]
    return check(open_document({"Титул": cover, "Іс-шаралар": [map(written, HEADINGS), *rows]}), "x.ods")


@pytest.mark.parametrize("ending", WRITERS)
def test_number_shown_as_another_is_refused(ending: str) -> None:
    for code, beside in OTHERWISE.items():
        (issue,) = check(WRITERS[ending](_sheets((*DAY, Styled(4, code), 0))), f"x.{ending}").issues
        assert (issue.code, issue.cell, issue.value) == ("cell.shown_otherwise", "C2", 4)
        assert f"«4{beside}»" in issue.message.kk


@pytest.mark.parametrize("ending", ["xlsx", *BINARY])
def test_month_alone_is_no_day(ending: str) -> None:
    for serial, code in ((46174, "cell.shown_otherwise"), (46178, "cell.ambiguous")):
        checked = check(WRITERS[ending](_sheets((Styled(serial, "mmmm yyyy"), "рейд", 4, 0))), f"x.{ending}")
        assert findings(checked) == [f"{code} Іс-шаралар!A2"]


def test_month_alone_is_no_day_in_an_open_document() -> None:
    style = '<number:date-style style:name="D"><number:month number:textual="true"/><number:year/></number:date-style>'
    style += '<style:style style:name="month" style:family="table-cell" style:data-style-name="D"/></office:automatic-styles>'
    cell = '<table:table-cell table:style-name="month" office:value-type="date" office:date-value="2026-06-01"/>'
    content = open_document(
        {
            "Титул": [[written(label), written(value)] for label, value in COVER.items()],
            "Іс-шаралар": [map(written, HEADINGS), [cell, written("рейд"), number(4), number(0)]],
        }
    )
    parts = unpacked(content)
    xml = parts["content.xml"].decode().replace("</office:automatic-styles>", style).encode()
    assert findings(check(packed(parts | {"content.xml": xml}), "x.ods")) == ["cell.shown_otherwise Іс-шаралар!A2"]


@pytest.mark.parametrize("ending", BINARY)
def test_number_partly_struck_out_is_refused(ending: str) -> None:
    checked = check(BINARY[ending](_sheets((*DAY, PartlyStruck("121", 2), 0))), f"x.{ending}")
    assert (findings(checked), checked.issues[0].value) == (["cell.rich_text Іс-шаралар!C2 → 12"], "121")
    words = check(BINARY[ending](SHEETS | {"Титул": [*COVER.items(), ("Телефон", PartlyStruck("50-00-00", 6))]}), f"x.{ending}")
    assert findings(words) == []


def test_number_partly_struck_out_is_refused_in_an_open_document() -> None:
    checked = _ods([*map(written, DAY), partly_struck("121", 2), number(0)])
    assert findings(checked) == ["cell.rich_text Іс-шаралар!C2 → 12"]


def test_number_partly_struck_out_is_refused_among_shared_texts() -> None:
    sheet = load_workbook(BytesIO(build()))
    sheet["Іс-шаралар"]["G2"] = CellRichText("12", TextBlock(InlineFont(vertAlign="superscript"), "1"))
    content = as_excel_saves(saved(sheet))
    parts = unpacked(content)
    shared = parts["xl/sharedStrings.xml"].decode()
    runs = '<si><r><t>12</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></si></sst>'
    parts["xl/sharedStrings.xml"] = shared.replace("</sst>", runs).encode()
    cell = f'<c r="G2" t="s"><v>{shared.count("<si>")}</v></c>'
    start = parts[PART].decode().index('<c r="G2"')
    end = parts[PART].decode().index("</c>", start) + 4
    parts[PART] = (parts[PART].decode()[:start] + cell + parts[PART].decode()[end:]).encode()
    assert findings(check(packed(parts))) == ["cell.rich_text Іс-шаралар!G2 → 12"]


@pytest.mark.parametrize("ending", BINARY)
def test_number_in_merged_cells_is_refused(ending: str) -> None:
    rows = ((*DAY, 4, ""), ("06.06.2026", "рейд", 5, ""))
    for area, found in (((1, 2, 1, 3), "cell.merged Іс-шаралар!C2"), ((1, 2, 2, 2), "cell.covered Іс-шаралар!C3")):
        checked = check(BINARY[ending](_sheets(*rows), merged={"Іс-шаралар": [area]}), f"x.{ending}")
        assert findings(checked) == [found]


def test_number_in_merged_cells_is_refused_in_an_open_document() -> None:
    first, second = [*map(written, DAY)], [written("06.06.2026"), written("рейд"), number(5)]
    assert findings(_ods([*first, over_columns(number(4), 2), EMPTY])) == ["cell.merged Іс-шаралар!C2"]
    assert findings(_ods([*first, over_rows(number(4), 2)], second)) == ["cell.covered Іс-шаралар!C3"]


@pytest.mark.parametrize("between", ["</text:p><text:p>", "<text:line-break/>", "<text:tab/>"])
def test_two_numbers_in_a_cell_are_no_number_in_an_open_document(between: str) -> None:
    cell = written("12300").replace("12300", f"12{between}300")
    assert findings(_ods([*map(written, DAY), cell, number(0)])) == ["cell.not_a_number Іс-шаралар!C2"]


@pytest.mark.parametrize(
    "cell",
    [
        ' t="inlineStr"><is><t>5</t></is><v>5</v></c>',
        ' t="inlineStr"><v>5</v></c>',
        ' t="inlineStr"><v>5</v> <is><t>6</t></is></c>',
        ' t="inlineStr"><is><t>5</t></is><is><t>6</t></is></c>',
        "><is><t>5</t></is><v>6</v></c>",
        "><v>5</v><is><t>6</t></is></c>",
        '><v>5</v></c><c r="C2"><v>6</v></c>',
        '><v>5</v></c><c\ns="0"\nr="C2"><v>6</v></c>',
        '><v>5</v></c></row><row r="2"><c r="C2"><v>6</v></c>',
        '><v>5</v></c></row></sheetData><sheetData><row r="3"><c r="C3"><v>6</v></c>',
    ],
)
@pytest.mark.parametrize("prefix", ["", "x:"])
def test_cell_that_is_written_twice_is_refused(cell: str, prefix: str) -> None:
    parts = unpacked(WRITERS["xlsx"](SHEETS))
    xml = parts[PART].decode()
    written_cell = ' t="n"><v>4</v></c>'
    assert xml.count(written_cell) == 1
    xml = xml.replace(written_cell, cell)
    if prefix:
        xml = xml.replace("xmlns=", "xmlns:x=")
        for name in ("worksheet", "sheetData", "row", "c", "v", "is", "t"):
            for mark in "<", "</":
                xml = xml.replace(f"{mark}{name}>", f"{mark}x:{name}>").replace(f"{mark}{name} ", f"{mark}x:{name} ")
    checked = check(packed(parts | {PART: xml.encode()}))
    assert checked.status == "rejected"
    assert "file.unreadable" in {issue.code for issue in checked.issues}


@pytest.mark.parametrize("ending", BINARY)
def test_cell_that_stands_twice_is_refused_in_a_binary_book(ending: str) -> None:
    book = BINARY[ending](_sheets((*DAY, 4, 0), ("06.06.2026", "рейд", 5, 0)))
    assert check(book, f"x.{ending}").status == "accepted"
    if ending == "xls":
        twice = book.replace(b"\2\0\2\0", b"\1\0\2\0", 1) if book.count(b"\2\0\2\0") else book
    else:
        parts = unpacked(book)
        part = "xl/worksheets/sheet2.bin"
        one = b"\5\x10\3\0\0\0\0\0\0\0"
        assert parts[part].count(one) == 2
        twice = packed(parts | {part: parts[part].replace(one, b"\5\x10\2\0\0\0\0\0\0\0", 1)})
    assert findings(check(twice, f"x.{ending}")) == ["file.unreadable"]


@pytest.mark.parametrize("renamed", ["styles", "sharedStrings", "workbook"])
@pytest.mark.parametrize("stale", [False, True])
def test_parts_are_those_that_the_workbook_refers_to(renamed: str, stale: bool) -> None:
    def edit(content: bytes) -> dict[str, bytes]:
        parts = unpacked(content)
        part, moved = f"xl/{renamed}.xml", f"xl/{renamed}2.xml"
        found = parts.pop(part)
        if renamed == "workbook":
            parts["xl/_rels/workbook2.xml.rels"] = parts.pop("xl/_rels/workbook.xml.rels")
        for name in [name for name in parts if name.endswith((".rels", "[Content_Types].xml"))]:
            parts[name] = parts[name].replace(f"{renamed}.xml".encode(), f"{renamed}2.xml".encode())
        if stale and renamed != "workbook":
            parts[part] = found.replace(b'"0%"', b'"0"').replace("рейд".encode(), "семинар".encode())
        return parts | {moved: found}

    sheet = load_workbook(BytesIO(build()))
    sheet["Іс-шаралар"]["G2"].number_format, sheet["Іс-шаралар"]["G2"].value = "0.0%", 1
    for content in (sheet, load_workbook(BytesIO(build()))):
        sent = as_excel_saves(saved(content))
        assert findings(check(packed(edit(sent)))) == findings(check(sent))


@pytest.mark.parametrize("renamed", ["styles", "sharedStrings"])
def test_parts_of_an_xlsb_are_those_that_the_workbook_refers_to(renamed: str) -> None:
    parts = unpacked(binary_book(_sheets((*DAY, Styled(4, '0"000"'), 0), (*DAY, PartlyStruck("121", 2), 0))))
    kind = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{renamed}"
    relation = f'<Relationship Id="moved" Type="{kind}" Target="{renamed}2.bin"/></Relationships>'
    relations = "xl/_rels/workbook.bin.rels"
    parts[relations] = parts[relations].replace(b"</Relationships>", relation.encode())
    parts[f"xl/{renamed}2.bin"] = parts.pop(f"xl/{renamed}.bin")
    found = ["cell.rich_text Іс-шаралар!C3 → 12", "cell.shown_otherwise Іс-шаралар!C2"]
    assert findings(check(packed(parts), "x.xlsb")) == found


@pytest.mark.parametrize("zero", ["0.0", "0.00", "-0", "+0", ".0", "0E0", "0e+00"])
def test_zero_is_a_number_however_it_is_written(zero: str) -> None:
    parts = unpacked(WRITERS["xlsx"](_sheets((*DAY, 4, 7))))
    assert b"<v>7</v>" in parts[PART]
    assert b"fullCalcOnLoad" in parts["xl/workbook.xml"]
    parts[PART] = parts[PART].replace(b"<v>7</v>", f"<f>1-1</f><v>{zero}</v>".encode())
    assert findings(check(packed(parts))) == ["cell.formula_not_calculated Іс-шаралар!D2"]


@pytest.mark.parametrize("value", ['<v xml:space="preserve"></v>', '<v xml:space="preserve"/>', "<v><!-- 5 --></v>"])
def test_value_of_nothing_is_no_value_of_a_formula(value: str) -> None:
    parts = unpacked(WRITERS["xlsx"](_sheets((*DAY, 4, 7))))
    parts[PART] = parts[PART].replace(b"<v>7</v>", f"<f>1-1</f>{value}".encode())
    assert findings(check(packed(parts))) == ["cell.formula_not_calculated Іс-шаралар!D2"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
def test_says_what_a_spreadsheet_in_xml_is_in_every_encoding(encoding: str) -> None:
    head = '<?xml version="1.0"?>'
    for xml, named in (
        ('<?mso-application progid="Excel.Sheet"?><Workbook/>', "XML Spreadsheet 2003"),
        ('<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "XML Spreadsheet 2003"),
        ('<office:document office:mimetype="x"/>', "Flat XML ODF"),
    ):
        (issue,) = check((head + xml).encode(encoding), "x.xls").issues
        assert (issue.code, named in issue.message.en) == ("file.unsupported", True)
    (issue,) = check("<html><table><tr><td>1</td></tr></table></html>".encode(encoding), "x.xls").issues
    assert "it is a web page" in issue.message.en
