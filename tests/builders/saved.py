"""Saves a workbook of openpyxl as the same bytes on every day, with values put into its cells as clerks paste them."""

from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.writer.excel import ExcelWriter

from svod.reports.reproducible_zip import dateless

_WRITTEN_ON = datetime(2000, 1, 1)  # noqa: DTZ001  # openpyxl knows no zones
_FORMULA_STARTS = ("=", "+", "-", "@")


def saved(workbook: Workbook) -> bytes:
    """The workbook as bytes."""
    workbook.properties.creator = "svod"
    workbook.properties.created = workbook.properties.modified = _WRITTEN_ON
    target = BytesIO()
    ExcelWriter(workbook, ZipFile(target, "w")).save()
    return dateless(target.getvalue())


def put(cell: Cell, value: object) -> None:
    """Write a value. Text never becomes a formula or error value, and loses characters that XML can't hold."""
    if not isinstance(value, str):
        cell.value = value  # type: ignore[assignment]  # openpyxl checks the type itself
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
    if cell.value:
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(_FORMULA_STARTS)
