"""Plain workbooks are read like any others: the fast path gives what calamine gives."""

from collections.abc import Sequence
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from schemas.basics.cell import Cell
from schemas.basics.limits import LIMITS
from svod.reading.workbook.xlsx.fast_path import plain_sheets
from svod.reading.workbook.xlsx.workbook import XlsxWorkbook
from svod.reading.workbook.zip_package import Package
from tests.builders.as_excel import as_excel_saves
from tests.builders.hostile_files import packed, unpacked
from tests.builders.workbooks import build, check
from tests.cases.case import Case, findings
from tests.validation.test_checks import CASES

ROWS = "xl/worksheets/sheet2.xml"
TEXT = b'<c r="P2" t="inlineStr"><is><t>9</t></is></c>'
# Changes of a sheet's XML by their names: what to replace, and by what.
BESIDE_CELLS = {
    "a text behind forged slashes": (b"</row>", TEXT + b'<c r="Q2" x="///"/></row>'),
    "a comment that holds a value": (b"<row ", b"<!-- <v>1</v></c> --><row "),
    "a comment that says that there are no cells": (b"<sheetData>", b'<!-- <sheetData/> --><sheetData x="1">'),
    "a comment that holds cells": (b"<sheetData>", b"<!-- <sheetData> --><sheetData>"),
    "a value in two parts": (b"<v>", b"<v><![CDATA[1]]>"),
    "two values": (b"</v>", b"</v><v>1</v>"),
    "a hidden row": (b'<row r="2"', b'<row r="2" hidden="1"'),
    "a hidden row of blanks below": (b"</sheetData>", b'<row r="9" hidden="1"><c r="A9" s="1"/></row></sheetData>'),
    "a blank with a formula": (b"</row>", b'<c r="Q1"><f>1+1</f></c></row>'),
    "a blank that is an error": (b"</row>", b'<c r="Q1" t="e"/></row>'),
    "a bracket in an attribute": (b"</row>", b'<c r="Q1" x="a>b"/></row>'),
    "a blank closed apart": (b"</row>", b'<c r="Q1" s="1"></c></row>'),
}

BUILT = [case for case in CASES if case.content is None]


def filled(grid: Sequence[Sequence[Cell]]) -> dict[tuple[int, int], Cell]:
    """The values of a sheet by row and column."""
    return {(row, column): cell for row, cells in enumerate(grid) for column, cell in enumerate(cells) if cell != ""}


def assert_read_as_calamine_reads(content: bytes) -> bool:
    """True if the workbook is plain. Then its values, hidden rows and merged cells must be those that calamine finds."""
    package = XlsxWorkbook(Package(content, LIMITS), LIMITS)
    plain = plain_sheets(package, LIMITS)
    if plain is None:
        return False
    workbook = CalamineWorkbook.from_filelike(BytesIO(content))
    assert list(plain) == workbook.sheet_names
    for name, (values, scan) in plain.items():
        found, scanned = filled(values), package.scan(package.sheet_parts[name])
        assert found == filled(workbook.get_sheet_by_name(name).to_python(skip_empty_area=False))
        assert (scan.hidden, scan.merged) == (scanned.hidden, scanned.merged)
        assert (scanned.marks, scanned.shown, scanned.struck) == ({}, {}, set())
    return True


def test_return_saved_by_excel_is_plain() -> None:
    assert assert_read_as_calamine_reads(as_excel_saves(build()))


@pytest.mark.parametrize(("found", "put"), BESIDE_CELLS.values(), ids=BESIDE_CELLS)
def test_whatever_else_stands_between_cells_is_not_passed_over(found: bytes, put: bytes) -> None:
    parts = unpacked(as_excel_saves(build()))
    assert found in parts[ROWS]
    assert_read_as_calamine_reads(packed(parts | {ROWS: parts[ROWS].replace(found, put, 1)}))


@pytest.mark.parametrize("case", BUILT, ids=[case.name for case in BUILT])
def test_finds_the_same_in_what_excel_saved(case: Case) -> None:
    content = as_excel_saves(case.sent)
    assert findings(check(content, case.file)) == sorted(case.found)
    assert_read_as_calamine_reads(content)
