"""What a cell shows against what it holds, in every format; and cells and parts that are written in odd ways."""

import pytest

from tests.builders.workbooks import check


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
