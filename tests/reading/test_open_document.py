"""Returns in LibreOffice's own format are read like the others."""

import re
from collections.abc import Callable
from xml.dom.minidom import parseString

import pytest

from schemas.records.submission import CheckedReturn
from tests.builders.hostile_files import packed, unpacked
from tests.builders.ods import EMPTY, number, open_document, written
from tests.builders.styled import CODES
from tests.builders.workbooks import check
from tests.cases.case import findings

COVER = {
    "Аудан (қала)": "Ақжар ауданы",
    "Науқан жылы": "2026",
    "Кезеңнің басы": "15.05.2026",
    "Кезеңнің соңы": "12.06.2026",
    "Орындаушы": "Сынақова С.",
    "Тапсырылған күні": "14.06.2026",
}
HEADINGS = ("Күні", "Түрі", "Қатысушылар саны", "Анықталған фактілер")


_COVER_ROWS = [[written(label), written(value)] for label, value in COVER.items()]
_GIVEN, _OWN = 'table:default-cell-style-name="', 'table:style-name="'


def _row(participants: str, violations: str = EMPTY) -> list[str]:
    return [written("05.06.2026"), written("рейд"), participants, violations]


def _checked(participants: str, violations: str) -> CheckedReturn:
    content = open_document({"Титул": _COVER_ROWS, "Іс-шаралар": [map(written, HEADINGS), _row(participants, violations)]})
    return check(content, "x.ods")


def test_reads_a_return() -> None:
    checked = _checked(number(4), number(0))
    assert (findings(checked), checked.status, checked.unit) == ([], "accepted", "akzhar")
    assert {code: checked.indicators[code] for code in ("raid_participants", "violations")} == {
        "raid_participants": 4,
        "violations": 0,
    }


def _as_utf_16(xml: bytes) -> bytes:
    return ('<?xml version="1.0" encoding="UTF-16"?>' + xml.decode()).encode("utf-16")


_FORMULA = '<table:table-cell table:formula="of:=2+2"'


@pytest.mark.parametrize("kind", ["", *(f' office:value-type="{kind}"' for kind in ("float", "currency", "date", "boolean"))])
@pytest.mark.parametrize("shown", ["", "<text:p/>", "<text:p>4</text:p>"])
def test_formula_of_a_kind_but_without_a_value_is_no_blank(kind: str, shown: str) -> None:
    never = f"{_FORMULA}{kind}>{shown}</table:table-cell>"
    assert findings(_checked(number(4), never)) == ["cell.formula_not_calculated Іс-шаралар!D2"]


def test_formula_whose_result_is_an_empty_text_is_a_blank() -> None:
    blank = f'{_FORMULA} office:value-type="string" office:string-value=""><text:p/></table:table-cell>'
    checked = _checked(number(4), blank)
    assert (findings(checked), checked.indicators["violations"]) == ([], None)


REWRITTEN: dict[str, Callable[[bytes], bytes]] = {
    "as it is": lambda xml: xml,
    "with white space": lambda xml: parseString(xml).toprettyxml(indent="  ").encode(),
    "in another encoding": _as_utf_16,
    "as literal text": lambda xml: re.sub(rb"<text:p>([^<]*)", rb"<text:p><![CDATA[\1]]>", xml),
    "with comments": lambda xml: re.sub("(?<=<text:p>).", r"\g<0><!-- x -->", xml.decode()).encode(),
    "with other prefixes": lambda xml: re.sub(
        rb"(?<=[</ ])table:|(?<=xmlns:)table(?==)", lambda found: found[0].replace(b"table", b"t"), xml
    ),
}


def test_style_that_a_column_or_row_gives() -> None:
    percents, plain = (f'ce{CODES.index(code)}"' for code in ('0" %"', "General"))
    parts = unpacked(open_document({"Титул": _COVER_ROWS, "Іс-шаралар": [map(written, HEADINGS), _row(number(4))]}))
    columns = f'<table:table-column table:number-columns-repeated="2"/><table:table-column {_GIVEN}{percents}/>'
    for given, own, found in (("", "", ["cell.not_a_number Іс-шаралар!C2"]), (_GIVEN + plain, "", []), ("", _OWN + plain, [])):
        xml = parts["content.xml"].decode().replace('"Іс-шаралар">', f'"Іс-шаралар">{columns}')
        xml = xml.replace("<table:table-row>" + written("05.06.2026"), f"<table:table-row {given}>" + written("05.06.2026"))
        xml = xml.replace(number(4), number(4).replace("<table:table-cell", f"<table:table-cell {own}"))
        assert findings(check(packed(parts | {"content.xml": xml.encode()}), "x.ods")) == found


_OVER = {
    "a comment": "<office:annotation><dc:creator>x</dc:creator><text:p>100</text:p></office:annotation>",
    "a picture": "<draw:frame><draw:image><text:p>100</text:p></draw:image><svg:desc>100</svg:desc></draw:frame>",
    "a box with text": "<draw:frame><draw:text-box><text:p>100</text:p></draw:text-box></draw:frame>",
    "a shape with text": "<draw:custom-shape><text:p>100</text:p></draw:custom-shape>",
}
_SPACES = "".join(f' xmlns:{prefix}="{prefix}"' for prefix in ("draw", "svg", "dc"))
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
_HIDDEN = (
    f'<office:automatic-styles><style:style xmlns:style="{_STYLE}" style:name="h" style:family="table">'
    '<style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body>'
)


@pytest.mark.parametrize("hidden", [False, True])
@pytest.mark.parametrize("name", _OVER)
def test_what_lies_over_a_cell_is_not_its_value(name: str, hidden: bool) -> None:
    cells = [written("05.06.2026"), written("рейд"), number(4), "<table:table-cell></table:table-cell>"]
    row = [cell.replace("</table:table-cell>", _OVER[name] + "</table:table-cell>") for cell in cells]
    cover = [[written(label), written(value)] for label, value in COVER.items()]
    parts = unpacked(open_document({"Титул": cover, "Іс-шаралар": [map(written, HEADINGS), row]}))
    xml = parts["content.xml"].decode().replace(" xmlns:", f"{_SPACES} xmlns:", 1)
    if hidden:
        xml = xml.replace("<office:body>", _HIDDEN).replace('"Іс-шаралар"', '"Іс-шаралар" table:style-name="h"')
    checked = check(packed(parts | {"content.xml": xml.encode()}), "x.ods")
    assert findings(checked) == (["sheet.hidden Іс-шаралар"] if hidden else [])
    assert checked.tables["activity"].columns["kind"] == ["raid"]
    assert (checked.indicators["participants"], checked.indicators["violations"]) == (4, None)


@pytest.mark.parametrize("kind", [True, False])
@pytest.mark.parametrize("name", REWRITTEN)
def test_reads_what_other_programs_write(name: str, kind: bool) -> None:
    sheets: dict[str, list[tuple[str, ...]]] = {
        "Титул": [*COVER.items()],
        "Іс-шаралар": [HEADINGS, ("05.06.2026", "рейд", "4", "0")],
    }
    parts = unpacked(open_document({title: [map(written, row) for row in rows] for title, rows in sheets.items()}))
    parts["content.xml"] = REWRITTEN[name](parts["content.xml"])
    checked = check(packed({part: content for part, content in parts.items() if kind or part != "mimetype"}), "x.ods")
    assert (findings(checked), checked.unit, checked.indicators["raid_participants"]) == ([], "akzhar", 4)
