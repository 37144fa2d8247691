"""What a cell shows against what it holds, in every format; and cells and parts that are written in odd ways."""

from collections.abc import Sequence

import pytest

from schemas.records.submission import CheckedReturn
from tests.builders.ods import number, open_document, written
from tests.builders.workbooks import check
from tests.cases.case import findings
from tests.reading.test_open_document import COVER

HEADINGS = ("Күні", "Түрі", "Қатысушылар саны", "Анықталған фактілер")
DAY = ("05.06.2026", "рейд")


def _ods(*rows: Sequence[str]) -> CheckedReturn:
    cover = [[written(label), written(value)] for label, value in COVER.items()]
    return check(open_document({"Титул": cover, "Іс-шаралар": [map(written, HEADINGS), *rows]}), "x.ods")


@pytest.mark.parametrize("between", ["</text:p><text:p>", "<text:line-break/>", "<text:tab/>"])
def test_two_numbers_in_a_cell_are_no_number_in_an_open_document(between: str) -> None:
    cell = written("12300").replace("12300", f"12{between}300")
    assert findings(_ods([*map(written, DAY), cell, number(0)])) == ["cell.not_a_number Іс-шаралар!C2"]


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
