"""Checks one return: takes its bytes, gives the verdict.

A page in the browser and a test on Windows use this module, so it must not import anything that starts processes, opens a
database, or exists only on POSIX.
"""

import logging
from collections.abc import Mapping
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Literal

from schemas.basics.limits import LIMITS, Limits
from schemas.checks.catalogue import CHECKS
from schemas.declaration.form import Form
from schemas.declaration.period import Period
from schemas.records.issue import Issue
from schemas.records.reading import Reading
from schemas.records.submission import CheckedReturn
from schemas.units.path import units_of_path
from schemas.units.register import UnitRegister
from svod.pipeline.known_names import Known
from svod.reading.read import read_workbook
from svod.reading.workbook.file_type import no_workbook, too_large, unreadable
from svod.validation.file_path import OnCover, path_issues
from svod.validation.namesakes import named_on_cover, namesakes, not_replaced, one_meant, with_unit
from svod.validation.validate import validate

_LOG = logging.getLogger(__name__)
_NUMBER_LENGTH = 8
_UNLIKE_THE_FORM = frozenset(("sheet.missing", "header.missing", "column.missing", "row.missing"))
"""The errors of a workbook that was made for another version of its form, among others."""
_HEAD = 64
"""How many bytes tell a picture or PDF."""


def check_return(
    content: bytes, file: str, known: Mapping[str, Form], units: UnitRegister, limits: Limits = LIMITS
) -> CheckedReturn:
    """Read and validate the bytes of a workbook. `file` is its path under raw/.

    It is read as the latest version of its form, and once more as the one that holds for its period, if that is another.
    """
    reading = read_workbook(content, file, known.values(), limits)
    form = known[reading.form] if reading.form else None
    digest = sha256(content).hexdigest()
    checked = _validated(reading, digest, form, units, file)
    if not (form and form.earlier and checked.period):
        return checked
    holding = form.version_for(Period.parse(checked.period))
    if holding is not form:
        checked = _validated(read_workbook(content, file, [holding], limits), digest, holding, units, file)
    if not _UNLIKE_THE_FORM.isdisjoint(issue.code for issue in checked.issues):
        others = (version for version in form.versions if version is not holding)
        if seeming := next((one for one in others if _is_whole(read_workbook(content, file, [one], limits))), None):
            about = {"seeming": seeming.version, "holding": holding.version, "period": checked.period}
            checked.issues = [CHECKS["form.other_version"].issue(value=seeming.version, **about)]
    return checked


def _is_whole(reading: Reading) -> bool:
    """True if a workbook has every sheet and column of the form as which it was read."""
    return _UNLIKE_THE_FORM.isdisjoint(issue.code for issue in reading.issues)


def _validated(reading: Reading, digest: str, form: Form | None, units: UnitRegister, file: str) -> CheckedReturn:
    """The verdict on a reading. If several units have the name on its cover, the rest of it and the path tell which."""
    checked = validate(reading, digest, form, units)
    if form is None or checked.unit or not (possible := namesakes(reading, form, units)):
        return checked
    on_cover = named_on_cover(reading, form, units)
    unit = one_meant(possible, units, on_cover)
    path = None if unit else file
    left = not_replaced(possible, checked.period, units)
    if unit := unit or one_meant(possible, units, on_cover, units_of_path(file, units), left):
        checked = validate(with_unit(reading, form, unit), digest, form, units)
    checked.path = path
    return checked


def check_file(
    path: Path, name: str, known: Mapping[str, Form], units: UnitRegister, limits: Limits, *, guarded: bool = True
) -> CheckedReturn:
    """Read and validate a file. Refuse it unread if it is larger than any return.

    A bug of ours must cost only this file, and is not the clerk's fault: the verdict is file.failed, and its number is in the
    log above the traceback. In tests files are not `guarded`, so the bug is raised.
    """
    if issue := too_large(path.stat().st_size, limits):
        with path.open("rb") as file:
            return refused_return(path, no_workbook(file.read(_HEAD)) or issue)
    content = path.read_bytes()
    try:
        return check_return(content, name, known, units, limits)
    except MemoryError:
        raise  # ends the worker process, which has a limit of memory for each file
    except Exception:  # a bug of ours
        if not guarded:
            raise
        digest = sha256(content).hexdigest()
        number = digest[:_NUMBER_LENGTH]
        _LOG.exception("svod failed on the file %s (%s)", number, name)
        return CheckedReturn(digest, issues=[CHECKS["file.failed"].issue(value=number)])


def check_at_path(path: Path, name: str, known: Known, limits: Limits, *, guarded: bool = True) -> CheckedReturn:
    """Check a file, and compare its cover with `name`, the part of its path that may name unit and period.

    The verdict has no rows. Nobody asked for them: they would only take memory, and time on their way from a worker.
    """
    checked = check_file(path, name, known.forms, known.units, limits, guarded=guarded)
    checked.issues[:0] = path_issues(name, OnCover(checked.form, checked.unit, checked.period), known.forms, known.units)
    checked.tables = {}
    return checked


def lost_return(path: Path, loss: Literal["time", "crash"]) -> CheckedReturn:
    """Return the verdict on a file that took its reader too long, or ended it."""
    return refused_return(path, unreadable(loss))


def refused_return(path: Path, issue: Issue) -> CheckedReturn:
    """Return the verdict on a file that was not read to its end."""
    with path.open("rb") as file:
        return CheckedReturn(file_digest(file, "sha256").hexdigest(), issues=[issue])
