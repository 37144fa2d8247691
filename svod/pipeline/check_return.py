"""One return on its way to the warehouse: bytes in, verdict out.

A page in the browser and a test on Windows check returns too, so nothing is imported here that starts processes, opens a
database, or exists on POSIX only.
"""

from collections.abc import Mapping
from hashlib import file_digest, sha256
from pathlib import Path

from schemas.basics.limits import LIMITS, Limits
from schemas.declaration.form import Form
from schemas.records.issue import Issue
from schemas.records.submission import CheckedReturn
from schemas.units.register import UnitRegister
from svod.reading.read import read_workbook
from svod.reading.workbook.file_type import too_large
from svod.validation.validate import validate


def check_return(
    content: bytes, file: str, known: Mapping[str, Form], units: UnitRegister, limits: Limits = LIMITS
) -> CheckedReturn:
    """Read and validate the bytes of a workbook. `file` is only its name."""
    reading = read_workbook(content, file, known.values(), limits)
    form = known[reading.form] if reading.form else None
    return validate(reading, sha256(content).hexdigest(), form, units)


def check_file(path: Path, name: str, known: Mapping[str, Form], units: UnitRegister, limits: Limits) -> CheckedReturn:
    """Read and validate a file, or refuse it unread if it is larger than any return."""
    issue = too_large(path.stat().st_size, limits)
    return refused_return(path, issue) if issue else check_return(path.read_bytes(), name, known, units, limits)


def refused_return(path: Path, issue: Issue) -> CheckedReturn:
    """Return the verdict on a file that was not read to its end."""
    with path.open("rb") as file:
        return CheckedReturn(file_digest(file, "sha256").hexdigest(), issues=[issue])
