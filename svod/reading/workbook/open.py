"""Open a workbook of any format: its sheets by name, each as a grid of values that begins at A1.

Every format is scanned by a reader of our own before calamine lays its sheets out. The scan finds what calamine doesn't report
(error values, formulas without a value, formats, hidden rows) and how far a sheet reaches, because calamine lays sheets out
densely: one far cell would cost gigabytes.
"""

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cache, partial
from io import BytesIO
from typing import TypeVar, cast

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from schemas.basics.limits import LIMITS, Limits
from schemas.basics.text import plain
from schemas.basics.texts import Texts
from schemas.checks.catalogue import CHECKS
from schemas.records.issue import Issue
from svod.reading.workbook.binary.ole import MAGIC, Compound, compound_of
from svod.reading.workbook.binary.xls import OldBook
from svod.reading.workbook.binary.xlsb import BinaryBook
from svod.reading.workbook.damage import DAMAGE, Damaged, is_panic
from svod.reading.workbook.file_type import (
    ZIP,
    book_stream,
    compound_refusal,
    encrypted,
    holds_project,
    refusal,
    too_large,
    unreadable,
    unsupported,
)
from svod.reading.workbook.limits import package_issue, sheet_issue, sheets_issue, strings_issue
from svod.reading.workbook.macros_and_links import external_content, holds_links, holds_macros
from svod.reading.workbook.ods.cells import OpenDocument
from svod.reading.workbook.ods.normalize import is_as_usual, rewritten
from svod.reading.workbook.sheet_scan import Grid, Merged, SheetScan
from svod.reading.workbook.xlsx.fast_path import plain_sheets
from svod.reading.workbook.xlsx.workbook import XlsxWorkbook
from svod.reading.workbook.zip_package import Package

TEXTS = Texts(__package__)
_STYLES = "styles.xml"

Given = TypeVar("Given")


@dataclass
class Book:
    """A workbook that passed the checks of its content.

    `sheet_names` are in the order of the file. `values` lays a sheet out and `scan` returns what else is known of its cells.
    `remarks` are issues of the whole file. `from_1904` is True if dates are stored as days since 1904.
    """

    sheet_names: list[str]
    hidden_sheets: frozenset[str]
    values: Callable[[str], Grid]
    scan: Callable[[str], SheetScan]
    remarks: list[Issue]
    limits: Limits
    from_1904: bool
    _grids: dict[str, Grid | Issue] = field(default_factory=dict)

    def hidden_rows(self, sheet: str) -> frozenset[int]:
        """Return the rows of a sheet that are hidden, as far as its format tells."""
        return self.scan(sheet).hidden

    def hidden_columns(self, sheet: str) -> frozenset[int]:
        """Return the columns of a sheet that are hidden, as far as its format tells."""
        return self.scan(sheet).hidden_columns

    def indented(self, sheet: str) -> set[tuple[int, int]]:
        """Return the cells of a sheet whose text is indented, as far as its format tells."""
        return self.scan(sheet).indented

    def merged(self, sheet: str) -> list[Merged]:
        """Return the merged ranges of a sheet."""
        return self.scan(sheet).merged

    def struck(self, sheet: str) -> set[tuple[int, int]]:
        """Return the cells of a sheet that are struck out, as far as its format tells."""
        scan = self.scan(sheet)
        return scan.struck - scan.rich.keys()

    def rich(self, sheet: str) -> dict[tuple[int, int], str]:
        """Return the plain parts of the texts of a sheet that are partly struck out, or above or below the line."""
        return self.scan(sheet).rich

    def grid(self, sheet: str) -> Grid | Issue:
        """Return the sheet's values from A1 on, every row of the same width; an issue if it can't be laid out."""
        if sheet not in self._grids:
            self._grids[sheet] = _guarded(lambda: self._grid(sheet))
        return self._grids[sheet]

    def _grid(self, sheet: str) -> Grid | Issue:
        scan = self.scan(sheet)
        if issue := sheet_issue(scan.rows, scan.columns, self.limits, scan.far):
            return issue
        grid = self.values(sheet)
        if issue := sheet_issue(len(grid), len(grid[0]) if grid else 0, self.limits):
            return issue
        return _marked(grid, scan) if scan.marks or scan.shown else grid


def open_book(content: bytes, file: str, limits: Limits = LIMITS) -> Book | Issue:
    """Open a workbook by its content; return an issue if it is refused. `file` is only its name."""
    return _guarded(lambda: too_large(len(content), limits) or _open(content, file, limits))


def _guarded(read: Callable[[], Given | Issue]) -> Given | Issue:
    """Turn the exceptions that a damaged file causes into file.unreadable. A bug of ours passes through."""
    try:
        return read()
    except PasswordError:
        return CHECKS["file.encrypted"].issue()
    except DAMAGE:
        return unreadable("damaged")
    except BaseException as error:
        if is_panic(error):
            return unreadable("damaged")
        raise


def _open(content: bytes, file: str, limits: Limits) -> Book | Issue:
    if content.startswith(ZIP):
        package = Package(content, limits)
        return package_issue(package, limits) or _open_package(content, package, limits)
    if content.startswith(MAGIC):
        return encrypted(content) or _open_compound(Compound(content), limits)
    return refusal(content, file) or _open_old(OldBook(content), False, limits)


def _open_package(content: bytes, package: Package, limits: Limits) -> Book | Issue:
    macros, links = holds_macros(package.parts), holds_links(package.parts)
    if not package.workbook:
        xml = package.read("content.xml")
        document = OpenDocument(xml, package.read(_STYLES) if _STYLES in package.parts else b"", limits)
        remarks = external_content(macros=macros, links=links or document.links)
        with suppress(CalamineError):
            if is_as_usual(xml):
                return _scanned(content, document, remarks, limits)
        return _scanned(rewritten(xml, limits), document, remarks, limits)
    remarks = external_content(macros=macros, links=links)
    if package.workbook.endswith(".bin"):
        records = BinaryBook(package)
        return _scanned(package.rewritten(records.rewritten) if records.rewritten else content, records, remarks, limits)
    return _open_xlsx(content, package, remarks, limits)


def _open_xlsx(content: bytes, package: Package, remarks: list[Issue], limits: Limits) -> Book | Issue:
    xlsx = XlsxWorkbook(package, limits)
    if issue := strings_issue(xlsx.count_of_shared_strings(limits.max_shared), limits):
        return issue
    if not xlsx.is_as_usual:
        content = xlsx.rewritten()
        xlsx = XlsxWorkbook(Package(content, limits), limits)
    if issue := sheets_issue(len(xlsx.sheet_parts), limits):
        return issue
    if (plain := plain_sheets(xlsx, limits)) is not None:
        values_and_scan = (lambda sheet: plain[sheet].values), (lambda sheet: plain[sheet].scan)
        return Book(list(plain), xlsx.hidden_sheets, *values_and_scan, remarks, limits, from_1904=False)
    try:
        workbook = _opened(content)
    except CalamineError:  # the shared texts, or another part, may be in UTF-16
        workbook = _opened(xlsx.rewritten())
    part = _by_name(workbook, xlsx.sheet_parts.values())
    scan = cache(lambda sheet: xlsx.scan(part[sheet]))

    def values(sheet: str) -> Grid:
        xml = scan(sheet).rewritten
        return _values(_opened(xlsx.rewritten({part[sheet]: xml})) if xml else workbook, sheet)

    return _laid_out(workbook, values, scan, remarks, limits, xlsx.counts_from_1904)


def _open_compound(compound: Compound, limits: Limits) -> Book | Issue:
    if issue := compound_refusal(compound.names):
        return issue
    records = OldBook(compound.stream(book_stream(compound.names)))
    return _open_old(records, holds_project(compound.names), limits)


def _open_old(records: OldBook, project: bool, limits: Limits) -> Book | Issue:
    """Open the main book alone: given the whole compound file, calamine might take a book that is embedded in it."""
    if records.encrypted:
        return CHECKS["file.encrypted"].issue()
    if records.stream is None:
        return unsupported(TEXTS.fill("excel_of_1995", page=plain(records.page)))
    remarks = external_content(macros=project or records.macros, links=records.links)
    return _scanned(compound_of("Workbook", records.stream), records, remarks, limits)


def _scanned(
    content: bytes, scanned: OpenDocument | BinaryBook | OldBook, remarks: list[Issue], limits: Limits
) -> Book | Issue:
    """Open a workbook whose sheets have all been scanned: calamine lays all of them out as it opens the file."""
    scans = scanned.scans
    issues = (sheet_issue(scan.rows, scan.columns, limits, scan.far) for scan in scans)
    if issue := sheets_issue(len(scans), limits) or next(filter(None, issues), None):
        return issue
    workbook = _opened(content)
    scan = _by_name(workbook, scans)
    return _laid_out(workbook, partial(_values, workbook), scan.__getitem__, remarks, limits, scanned.from_1904)


def _by_name(workbook: CalamineWorkbook, found: Collection[Given]) -> dict[str, Given]:
    """Return what was found of each sheet by the name that calamine gives it; both list the sheets in the file's order."""
    if len(workbook.sheet_names) != len(found):
        raise Damaged("sheets that only one of two readers finds")
    return dict(zip(workbook.sheet_names, found, strict=True))


def _laid_out(
    workbook: CalamineWorkbook,
    values: Callable[[str], Grid],
    scan: Callable[[str], SheetScan],
    remarks: list[Issue],
    limits: Limits,
    from_1904: bool,
) -> Book:
    """Return a workbook whose sheets calamine lays out."""
    hidden = frozenset(sheet.name for sheet in workbook.sheets_metadata if sheet.visible != SheetVisibleEnum.Visible)
    return Book(workbook.sheet_names, hidden, values, scan, remarks, limits, from_1904)


def _values(workbook: CalamineWorkbook, sheet: str) -> Grid:
    return cast(Grid, workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False))


def _opened(content: bytes) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(BytesIO(content))


def _marked(grid: Grid, scan: SheetScan) -> Grid:
    """Put errors, formulas without a value, and values that are shown as others into the grid.

    The grid is extended where calamine cut it short, because to calamine such cells are blank.
    """
    width = max(len(grid[0]) if grid else 0, scan.columns)
    for cells in grid:
        cells.extend([""] * (width - len(cells)))
    grid.extend([""] * width for _ in range(scan.rows - len(grid)))
    for (row, column), mark in scan.marks.items():
        grid[row][column] = mark
    for (row, column), shows in scan.shown.items():
        value = grid[row][column]
        if type(value) is float or type(value) is int or isinstance(value, date):
            grid[row][column] = shows(value)
    return grid
