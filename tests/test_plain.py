"""Plain workbooks are read as any other: whatever the short way says, the long way says too."""

from collections.abc import Sequence
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from schemas.limits import LIMITS
from schemas.table import Cell
from svod.reading.package import Package
from svod.reading.plain import plain_sheets
from tests.as_excel import as_excel_saves
from tests.cases import Case, findings
from tests.test_checks import CASES
from tests.workbooks import build, check

BUILT = [case for case in CASES if case.content is None]


def filled(grid: Sequence[Sequence[Cell]]) -> dict[tuple[int, int], Cell]:
    """What stands in a sheet, and where."""
    return {(row, column): cell for row, cells in enumerate(grid) for column, cell in enumerate(cells) if cell != ""}


def assert_read_as_calamine_reads(content: bytes) -> bool:
    """Whether a workbook is plain; if so, its values, hidden rows and merged cells are what the long way finds."""
    package = Package(content, LIMITS)
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


@pytest.mark.parametrize("case", BUILT, ids=[case.name for case in BUILT])
def test_finds_the_same_in_what_excel_saved(case: Case) -> None:
    content = as_excel_saves(case.sent)
    assert findings(check(content, case.file)) == sorted(case.found)
    assert_read_as_calamine_reads(content)
