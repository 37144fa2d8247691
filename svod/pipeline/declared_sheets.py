"""Opens the files in which forms, registers and places are declared: workbooks, CSV, and folders of CSV, one a sheet."""

import csv
from collections.abc import Mapping
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, is_zipfile

from schemas.basics.cell import Cell
from schemas.basics.limits import LIMITS, MIB
from schemas.basics.texts import Texts
from schemas.checks.catalogue import CHECKS
from schemas.declaration.own_sheets import LISTS_SHEET
from schemas.records.issue import Issue
from schemas.units.register import UnitRegister
from svod.forms.locate import CSV, Grid
from svod.reading.workbook.file_type import reason_of, unreadable
from svod.reading.workbook.open import open_book
from svod.reports.reproducible_zip import dateless

TEXTS = Texts(__package__)

NO_UNITS = UnitRegister(())

_ENCODINGS = ("utf-8-sig", "utf-16", "cp1251")
"""In the order in which they are tried: the last one, which Excel writes, reads any bytes."""


def content_of(path: Path) -> bytes:
    """The bytes of a file, or a folder's CSV files packed into one. Hidden files and those that Excel locks are left out."""
    if not path.is_dir():
        return path.read_bytes()
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for file in sorted(path.iterdir()):
            if file.suffix.lower() == CSV and not file.name.startswith((".", "~")):
                archive.writestr(file.stem + CSV, file.read_bytes())
    return dateless(packed.getvalue())


def sheets_of(content: bytes, file: str, issues: list[Issue], command: str) -> Mapping[str, Grid]:
    """The sheets of a file as grids; adds what can't be read to the issues. `file` is only its name.

    `command` is the one that writes such a workbook.
    """
    unread: list[Issue] = []
    grids = _grids(content, file, unread)
    issues.extend(_of_declaration(issue, command) for issue in unread)
    return grids


def _of_declaration(issue: Issue, command: str) -> Issue:
    """The issue of a file that can't be read, in words for whoever declares something: the reader speaks of a return."""
    reason = reason_of(issue) or TEXTS.group("unread")[issue.code.removeprefix("file.")]
    return CHECKS["declaration.unreadable"].issue(
        sheet=issue.sheet, cell=issue.cell, value=issue.value, reason=reason, command=command
    )


def _grids(content: bytes, file: str, issues: list[Issue]) -> Mapping[str, Grid]:
    if file.lower().endswith(CSV):
        return _all_read({"csv": content}, issues)
    if (packed := _packed(content)) is not None:
        return _all_read(packed, issues)
    book = open_book(content, file)
    if isinstance(book, Issue):
        issues.append(book)
        return {}
    grids = {}
    for sheet in book.sheet_names:
        grid = book.grid(sheet)
        if isinstance(grid, Issue):
            issues.append(grid)
        elif sheet != LISTS_SHEET:
            grids[sheet] = grid
    return grids


def _packed(content: bytes) -> Mapping[str, bytes] | None:
    """The CSV files that `content_of` packed. None if it is something else."""
    if not is_zipfile(BytesIO(content)):
        return None
    with ZipFile(BytesIO(content)) as archive:
        members = archive.infolist()
        is_folder = all(member.filename.endswith(CSV) for member in members)
        if not is_folder or sum(member.file_size for member in members) > LIMITS.max_unpacked * MIB:
            return None
        return {member.filename: archive.read(member) for member in members}


def _all_read(files: Mapping[str, bytes], issues: list[Issue]) -> Mapping[str, Grid]:
    """The grids of CSV files by their names; an issue for each that is none."""
    grids = {}
    for name, content in files.items():
        text = next(filter(None, (_decoded(content, encoding) for encoding in _ENCODINGS)), "")
        try:
            grids[name] = _grid(text)
        except csv.Error:
            issues.append(unreadable("damaged").model_copy(update={"sheet": name if len(files) > 1 else None}))
    return grids


def _grid(text: str) -> Grid:
    """The rows of a CSV file with commas, semicolons or tabs between the cells, each at its line of the file."""
    if not text or "\0" in text:
        raise csv.Error("this is no text")
    heading = text.partition("\n")[0]
    reader = csv.reader(StringIO(text), delimiter=max(",;\t", key=heading.count))
    rows: list[list[Cell]] = []
    for row in reader:
        rows.append(list(row))
        rows.extend([] for _ in range(reader.line_num - len(rows)))  # a cell may have several lines
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def _decoded(content: bytes, encoding: str) -> str | None:
    if encoding == "utf-16" and content[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return None
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None
