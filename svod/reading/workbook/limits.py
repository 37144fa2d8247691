"""Limits on the size of a workbook, checked before anything is unpacked or laid out."""

from schemas.basics.cell import a1
from schemas.basics.limits import MIB, Limits
from schemas.basics.texts import Texts
from schemas.checks.catalogue import CHECKS
from schemas.records.issue import Issue
from svod.reading.workbook.file_type import over, package_refusal, unreadable
from svod.reading.workbook.zip_package import Package

TEXTS = Texts(__package__)

_DEFLATE_AT_MOST = 1032
"""The highest ratio that deflate can reach: a part whose declared size is a lie still can't unpack to more than this."""


def package_issue(package: Package, limits: Limits) -> Issue | None:
    """Return the reason not to unpack a zip package; None if there is none. Its directory declares all sizes."""
    parts = package.directory
    unpacked = sum(part.file_size for part in parts)
    if unpacked > limits.max_unpacked * MIB:
        return over(TEXTS["too_much.unpacked"], unpacked // MIB, limits.max_unpacked)
    if len(parts) > limits.max_parts:
        return over(TEXTS["too_much.parts"], len(parts), limits.max_parts)
    ratio = max((part.file_size // max(part.compress_size, 1) for part in parts if part.file_size > MIB), default=0)
    if ratio > limits.max_ratio:
        return over(TEXTS["too_much.ratio"], ratio, limits.max_ratio)
    if any(part.flag_bits & 1 for part in parts):
        return CHECKS["file.encrypted"].issue()
    if len(package.parts) != len(parts) or "" in package.parts:
        return unreadable("damaged")
    return package_refusal(package.parts, package.kind, package.workbook) or _contents_issue(package, limits)


def _contents_issue(package: Package, limits: Limits) -> Issue | None:
    """Return an issue if an ods is encrypted. Raises Damaged if a part unpacks to more than it declares.

    Only parts that are long enough to do harm are tried here; sheets are unpacked one at a time later.
    """
    if "meta-inf/manifest.xml" in package.parts and b"encryption-data" in package.read("meta-inf/manifest.xml"):
        return CHECKS["file.encrypted"].issue()
    for part in package.parts:
        if "worksheets/" not in part and package.size(part) * _DEFLATE_AT_MOST > limits.max_unpacked * MIB:
            package.read(part)
    return None


def sheets_issue(count: int, limits: Limits) -> Issue | None:
    """Return the reason to refuse a workbook with this number of sheets; None if there is none."""
    return over(TEXTS["too_much.sheets"], count, limits.max_sheets) if count > limits.max_sheets else None


def strings_issue(count: int, limits: Limits) -> Issue | None:
    """Return the reason to refuse a workbook with this number of shared strings; None if there is none."""
    return over(TEXTS["too_much.shared"], count, limits.max_shared) if count > limits.max_shared else None


def sheet_issue(rows: int, columns: int, limits: Limits, far: tuple[int, int] = (0, 0)) -> Issue | None:
    """Return the reason to refuse a sheet of this size; None if there is none. `far` is the cell that makes it so large."""
    cell = a1(*far) if far != (0, 0) else None
    if rows > limits.max_rows:
        return over(TEXTS["too_much.rows"], rows, limits.max_rows, cell=cell)
    if columns > limits.max_columns:
        return over(TEXTS["too_much.columns"], columns, limits.max_columns, cell=cell)
    if rows * columns > limits.max_cells:
        return over(TEXTS["too_much.cells"], rows * columns, limits.max_cells, cell=cell)
    return None
