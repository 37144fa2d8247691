"""An opened workbook: its sheets by name, each as a grid of values that begins at A1."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import cast

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from schemas.checks import CHECKS
from schemas.issue import Issue
from schemas.table import EPOCH, Cell
from schemas.text import Text
from svod.reading.content import COMPOUND, DAMAGED, ZIP, compound_refusal, package_refusal, refusal, unreadable
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

    def grid(self, sheet: str) -> Grid | Issue:
        """The sheet's values from A1 on, every row of the same width; an issue where it can't be laid out."""
        try:
            scan = self._scan(sheet)
            if scan.rows * scan.columns > LIMITS.area:
                return _too_large(_AREA, scan.rows * scan.columns, LIMITS.area)
            rows = self.workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        except (CalamineError, *BROKEN):
            return unreadable(DAMAGED)
        except BaseException as error:
            if _is_panic(error):
                return unreadable(DAMAGED)
            raise
        grid = cast(Grid, rows)
        return _marked(grid, scan) if scan.marks else grid

    @property
    def epoch(self) -> date:
        """The day that the workbook counts as nought, as far as its format can be probed."""
        return self.package.epoch if self.package else EPOCH

    def _scan(self, sheet: str) -> SheetScan:
        if self.package is None:
            return SheetScan()
        return self.package.scan(self.parts[sheet])


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
