"""An opened workbook: its sheets by name, each as a grid of values that begins at A1."""

from dataclasses import dataclass, field
from io import BytesIO
from typing import cast

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from schemas.checks import CHECKS
from schemas.issue import Issue
from schemas.table import Cell, a1
from schemas.text import Text
from svod.reading.content import COMPOUND, DAMAGED, ZIP, compound_refusal, package_refusal, refusal, unreadable
from svod.reading.formats import Merged
from svod.reading.limits import LIMITS, MIB
from svod.reading.package import BROKEN, Package, SheetScan
from svod.reading.trial import survives

Grid = list[list[Cell]]

_PACKED = Text("файл көлемі, МиБ", "размер файла, МиБ", "file size, MiB")
_UNPACKED = Text("ашылғандағы көлемі, МиБ", "размер в распакованном виде, МиБ", "unpacked size, MiB")
_PARTS = Text("файл бөліктерінің саны", "число частей файла", "parts of the file")
_AREA = Text("парақтағы ұяшықтар саны", "число ячеек листа", "cells of the sheet")


@dataclass(slots=True)
class Book:
    """A workbook whose content passed the guards. `package` is None for formats whose cells can't be probed.

    The names of the sheets are as in the file and in its order; `parts` are those of the package that hold them.
    """

    workbook: CalamineWorkbook
    package: Package | None
    parts: dict[str, str]
    sheet_names: list[str]
    scans: dict[str, SheetScan] = field(default_factory=dict)

    @property
    def counts_from_1904(self) -> bool:
        """Whether a bare number of a day counts from 1904."""
        return self.package is not None and self.package.counts_from_1904

    @property
    def hidden_sheets(self) -> frozenset[str]:
        """The sheets that don't show."""
        return frozenset(one.name for one in self.workbook.sheets_metadata if one.visible != SheetVisibleEnum.Visible)

    def hidden_rows(self, sheet: str) -> frozenset[int]:
        """The rows of a sheet that don't show, as far as the format tells."""
        return self._scan(sheet).hidden

    def merged(self, sheet: str) -> tuple[Merged, ...]:
        """The merged cells of a sheet."""
        if self.package is not None:
            return self._scan(sheet).merged
        return tuple((*first, *last) for first, last in self.workbook.get_sheet_by_name(sheet).merged_cell_ranges or ())

    def grid(self, sheet: str) -> Grid | Issue:
        """The sheet's values from A1 on, every row of the same width; an issue where it can't be laid out."""
        try:
            scan = self._scan(sheet)
            if scan.rows * scan.columns > LIMITS.area:
                issue = _too_large(_AREA, scan.rows * scan.columns, LIMITS.area)
                return issue.model_copy(update={"cell": a1(*scan.far)})
            rows = self.workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        except (CalamineError, *BROKEN):
            return unreadable(DAMAGED)
        except BaseException as error:
            if _is_panic(error):
                return unreadable(DAMAGED)
            raise
        grid = cast(Grid, rows)
        return _marked(grid, scan) if scan.marks else grid

    def _scan(self, sheet: str) -> SheetScan:
        if sheet not in self.scans:
            self.scans[sheet] = SheetScan() if self.package is None else self.package.scan(self.parts[sheet])
        return self.scans[sheet]


def open_book(content: bytes, file: str) -> Book | Issue:
    """Open a workbook by its content; an issue says why it is refused. `file` only names it."""
    try:
        package = Package(content) if content.startswith(ZIP) else None
        issue = _refused(content, file, package)
        if issue is not None:
            return issue
        probed = package if package and "xl/workbook.xml" in package.parts else None
        if probed is None and not survives(content):
            return unreadable(DAMAGED)
        parts = probed.sheet_parts if probed else {}
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
    except PasswordError:
        return CHECKS["file.encrypted"].issue()
    except (CalamineError, *BROKEN):
        return unreadable(DAMAGED)
    except BaseException as error:
        if _is_panic(error):
            return unreadable(DAMAGED)
        raise
    return Book(workbook, probed, parts, workbook.sheet_names)


def _refused(content: bytes, file: str, package: Package | None) -> Issue | None:
    if len(content) > LIMITS.packed:
        return _too_large(_PACKED, len(content) // MIB, LIMITS.packed // MIB)
    if package is not None:
        return _package_issue(package)
    return compound_refusal(content) if content.startswith(COMPOUND) else refusal(content, file)


def _is_panic(error: BaseException) -> bool:
    """Whether calamine panicked; the class of what is raised then has no public name."""
    return type(error).__name__ == "PanicException"


def _package_issue(package: Package) -> Issue | None:
    if package.unpacked > LIMITS.unpacked:
        return _too_large(_UNPACKED, package.unpacked // MIB, LIMITS.unpacked // MIB)
    if len(package.parts) > LIMITS.parts:
        return _too_large(_PARTS, len(package.parts), LIMITS.parts)
    return package_refusal(package.parts)


def _too_large(what: Text, found: int, most: int) -> Issue:
    return CHECKS["file.too_large"].issue(value=found, what=what, most=most)


def _marked(grid: Grid, scan: SheetScan) -> Grid:
    """The grid with errors and formulas without a value put in their cells; calamine may have cut it short of them."""
    width = max(len(grid[0]) if grid else 0, scan.columns)
    for row in grid:
        row.extend([""] * (width - len(row)))
    grid.extend([""] * width for _ in range(scan.rows - len(grid)))
    for (at, column), mark in scan.marks.items():
        grid[at][column] = mark
    return grid
