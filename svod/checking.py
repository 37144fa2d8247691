"""The path of one return before the warehouse: read, validate, compare with the path that it came by."""

import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from schemas.checks import CHECKS
from schemas.event import Spelling
from schemas.form import Form
from schemas.issue import Issue
from schemas.submission import CheckedReturn
from schemas.unit import UnitRegister
from svod.pool import into_jobs, spread
from svod.reading.read import read_workbook
from svod.validation.validate import validate
from svod.vocabulary import register, vocabulary

_DATED = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_SEPARATORS = re.compile(r"[\s_,;()]+")
_WORDS_IN_NAME = 4

NamedFile = tuple[Path, str]


def check_return(content: bytes, file: str, known: Mapping[str, Form], units: UnitRegister) -> CheckedReturn:
    """Read and validate a workbook's bytes. `file` only names it."""
    reading = read_workbook(content, file, known.values())
    form = known[reading.form] if reading.form else None
    return validate(reading, sha256(content).hexdigest(), form, units)


def check_files(
    files: Sequence[NamedFile], workers: int, spellings: tuple[Spelling, ...] = ()
) -> Iterator[list[CheckedReturn]]:
    """Check files without loading them: their returns in order, a job's at a time, without their rows.

    A file's name is what its path may say of its unit and period.
    """
    jobs = [(job, spellings) for job in into_jobs(files, lambda file: file[0])]
    return spread(_check_job, jobs, workers, [__name__])


def _check_job(job: tuple[Sequence[NamedFile], tuple[Spelling, ...]]) -> list[CheckedReturn]:
    files, spellings = job
    known, units = vocabulary(spellings)
    found = []
    for path, name in files:
        checked = check_return(path.read_bytes(), name, known, units)
        checked.issues.extend(path_issues(name, checked.unit, checked.period, register()))
        # The rows themselves are not asked for: keeping them would cost memory, and sending them from a worker time.
        checked.tables = {}
        found.append(checked)
    return found


def path_issues(file: str, unit: str | None, period: str | None, units: UnitRegister) -> list[Issue]:
    """What a file's folders and name say otherwise than its cover, if they say one thing."""
    parts = [part for part in file.split("/") if not _DATED.fullmatch(part)]
    issues = []
    named = {code for part in parts for code in _units(part, units)}
    if unit is not None and len(named) == 1 and named != {unit}:
        names = units.by_code[unit].names, units.by_code[named.pop()].names
        issues.append(CHECKS["unit.mismatch"].issue(value=file, cover=names[0], path=names[1]))
    years = {year for part in parts for year in _YEAR.findall(part)}
    if period is not None and len(years) == 1 and not period.startswith(tuple(years)):
        issues.append(CHECKS["period.mismatch"].issue(value=file, cover=period, path=years.pop()))
    return issues


def _units(name: str, units: UnitRegister) -> Iterator[str]:
    """The units that the words of a name mean, the longest reading first."""
    words = [word for word in _SEPARATORS.split(name.rsplit(".", 1)[0]) if word]
    for length in range(min(_WORDS_IN_NAME, len(words)), 0, -1):
        found = {code for run in _runs(words, length) if (code := units.find(" ".join(run)))}
        if found:
            yield from found
            return


def _runs(words: list[str], length: int) -> Iterator[list[str]]:
    for start in range(len(words) - length + 1):
        yield words[start : start + length]
