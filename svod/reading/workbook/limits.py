"""Looking at a zip package before anything in it is unpacked: its directory tells how much it is, if it tells the truth."""

from schemas.basics.cell import a1
from schemas.basics.limits import MIB, Limits
from schemas.basics.text import Text
from schemas.checks.catalogue import CHECKS
from schemas.records.issue import Issue
from svod.reading.workbook.file_type import DAMAGED, over, package_refusal, unreadable
from svod.reading.workbook.zip_package import Package

_UNPACKED = Text("ашылғандағы көлемі, МиБ", "размер в распакованном виде, МиБ", "unpacked size, MiB")
_RATIO = Text("ашылғанда неше есе ұлғаятыны", "во сколько раз растёт при распаковке", "times that it grows when unpacked")
_PARTS = Text("файл бөліктерінің саны", "число частей файла", "parts of the file")
_SHEETS = Text("парақтар саны", "число листов", "sheets")
_SHARED = Text("ортақ мәтіндер саны", "число общих строк текста", "shared strings")
_ROWS = Text("парақтағы жолдар саны", "число строк листа", "rows of the sheet")
_COLUMNS = Text("парақтағы бағандар саны", "число столбцов листа", "columns of the sheet")
_CELLS = Text("парақтағы ұяшықтар саны", "число ячеек листа", "cells of the sheet")

_DEFLATE_AT_MOST = 1032
"""Times that deflate can make anything smaller: a part that unpacks to more than it declares can't go beyond this."""


def package_issue(package: Package, limits: Limits) -> Issue | None:
    """Why a package is not unpacked."""
    parts = package.directory
    unpacked = sum(part.file_size for part in parts)
    if unpacked > limits.max_unpacked * MIB:
        return over(_UNPACKED, unpacked // MIB, limits.max_unpacked)
    if len(parts) > limits.max_parts:
        return over(_PARTS, len(parts), limits.max_parts)
    ratio = max((part.file_size // max(part.compress_size, 1) for part in parts if part.file_size > MIB), default=0)
    if ratio > limits.max_ratio:
        return over(_RATIO, ratio, limits.max_ratio)
    if any(part.flag_bits & 1 for part in parts):
        return CHECKS["file.encrypted"].issue()
    if len(package.parts) != len(parts):
        return unreadable(DAMAGED)
    return package_refusal(package.parts, package.kind, package.workbook) or _contents_issue(package, limits)


def _contents_issue(package: Package, limits: Limits) -> Issue | None:
    """What a look inside tells: a password, too many strings, or a part that unpacks to more than it declares.

    Sheets are looked into one by one; of the rest only what is long enough to hurt.
    """
    if "meta-inf/manifest.xml" in package.parts and b"encryption-data" in package.read("meta-inf/manifest.xml"):
        return CHECKS["file.encrypted"].issue()
    for part in package.parts:
        if "worksheets/" not in part and package.size(part) * _DEFLATE_AT_MOST > limits.max_unpacked * MIB:
            package.read(part)
    strings = package.count_of_shared_strings(limits.max_shared)
    return over(_SHARED, strings, limits.max_shared) if strings > limits.max_shared else None


def sheets_issue(count: int, limits: Limits) -> Issue | None:
    """Why a workbook of so many sheets is not read."""
    return over(_SHEETS, count, limits.max_sheets) if count > limits.max_sheets else None


def sheet_issue(rows: int, columns: int, limits: Limits, far: tuple[int, int] = (0, 0)) -> Issue | None:
    """Why a sheet of so many rows and columns is not laid out; `far` is the cell for which it has as many."""
    cell = a1(*far) if far != (0, 0) else None
    if rows > limits.max_rows:
        return over(_ROWS, rows, limits.max_rows, cell=cell)
    if columns > limits.max_columns:
        return over(_COLUMNS, columns, limits.max_columns, cell=cell)
    if rows * columns > limits.max_cells:
        return over(_CELLS, rows * columns, limits.max_cells, cell=cell)
    return None
