"""The path of one return before the warehouse: read, validate, compare with the path that it came by."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import file_digest, sha256
from pathlib import Path

from schemas.checks import CHECKS
from schemas.event import Spelling
from schemas.form import Form
from schemas.issue import Issue
from schemas.limits import LIMITS, Limits
from schemas.spelling import words
from schemas.submission import CheckedReturn
from schemas.unit import UnitRegister
from svod.pool import into_jobs, spread
from svod.reading.content import LOST, too_large
from svod.reading.read import read_workbook
from svod.validation.validate import validate
from svod.vocabulary import register, vocabulary
from svod.worker import Loss

_DATED = re.compile(r"\d{4}-\d{2}-\d{2}")
# A year is a word of its own, also as "2026ж." or "2026г.": not the number of a letter, nor a part of a day or of two years.
_YEAR = re.compile(r"(?<![^\W_])(?<!№)(?<!№\s)(?<!\d[-–—./])(20\d\d)(?:[гж]\w*)?(?![^\W_]|[-–—./]\d)")
_SEPARATORS = re.compile(r"[\s_,;()]+")
_WORDS_IN_NAME = 4

NamedFile = tuple[Path, str]


def check_return(
    content: bytes, file: str, known: Mapping[str, Form], units: UnitRegister, limits: Limits = LIMITS
) -> CheckedReturn:
    """Read and validate a workbook's bytes. `file` only names it."""
    reading = read_workbook(content, file, known.values(), limits)
    form = known[reading.form] if reading.form else None
    return validate(reading, sha256(content).hexdigest(), form, units)


def check_file(path: Path, name: str, known: Mapping[str, Form], units: UnitRegister, limits: Limits) -> CheckedReturn:
    """Read and validate a file, unless its size alone says that it is no return."""
    issue = too_large(path.stat().st_size, limits)
    return refused_return(path, issue) if issue else check_return(path.read_bytes(), name, known, units, limits)


def refused_return(path: Path, issue: Issue) -> CheckedReturn:
    """The verdict on a file that was not read to its end."""
    with path.open("rb") as file:
        return CheckedReturn(file_digest(file, "sha256").hexdigest(), issues=[issue])


def check_files(
    files: Sequence[NamedFile], workers: int, spellings: tuple[Spelling, ...] = (), limits: Limits = LIMITS
) -> Iterator[list[CheckedReturn]]:
    """Check files without loading them: their returns in order, a job's at a time, without their rows.

    A file's name is what its path may say of its unit and period.
    """
    for _, found in spread(_Checking(spellings, limits), into_jobs(files, lambda file: file[0]), workers, limits):
        yield found


@dataclass(frozen=True, slots=True)
class _Checking:
    """What is done with files that are checked and not loaded."""

    spellings: tuple[Spelling, ...]
    limits: Limits

    def do(self, items: Iterable[NamedFile]) -> list[CheckedReturn]:
        """Check files."""
        known, units = vocabulary(self.spellings)
        found = []
        for path, name in items:
            checked = check_file(path, name, known, units, self.limits)
            checked.issues.extend(path_issues(name, Stated(checked.form, checked.unit, checked.period), known, register()))
            # The rows themselves are not asked for: keeping them would cost memory, and sending them from a worker time.
            checked.tables = {}
            found.append(checked)
        return found

    def give_up(self, item: NamedFile, loss: Loss) -> list[CheckedReturn]:
        """Refuse a file."""
        return [refused_return(item[0], LOST[loss])]


@dataclass(frozen=True, slots=True)
class Stated:
    """What a workbook says itself: its form, and the unit and period on its cover."""

    form: str | None
    unit: str | None
    period: str | None


def path_issues(file: str, stated: Stated, known: Mapping[str, Form], units: UnitRegister) -> list[Issue]:
    """What a file's folders and name say otherwise than the workbook, where they say one thing; of units, where each does."""
    parts = [part for part in file.split("/") if not _DATED.fullmatch(part)]
    issues = []
    named = [set(_units(part, units)) for part in parts]
    others = [code for codes in named if len(codes) == 1 and stated.unit not in codes for code in codes]
    if stated.unit is not None and others:
        cover, path = units.by_code[stated.unit].names, [units.by_code[code].names for code in dict.fromkeys(others)]
        issues.append(CHECKS["unit.mismatch"].issue(value=file, cover=cover, path=path))
    years = {year for part in parts for year in _YEAR.findall(part)}
    if stated.period is not None and len(years) == 1 and not stated.period.startswith(tuple(years)):
        issues.append(CHECKS["period.mismatch"].issue(value=file, cover=stated.period, path=years.pop()))
    called = {form.code for form in known.values() for part in parts if _calls(part, form)}
    if stated.form is not None and len(called) == 1 and called != {stated.form}:
        titles = known[stated.form].title, known[called.pop()].title
        issues.append(CHECKS["form.mismatch"].issue(value=file, cover=titles[0], path=titles[1]))
    return issues


def _calls(part: str, form: Form) -> bool:
    """Whether a folder's or file's name holds a form's code or title."""
    said = _in_words(_SEPARATORS.sub(" ", part))
    return any(name in said for name in _names(form))


@lru_cache(maxsize=64)
def _names(form: Form) -> tuple[str, ...]:
    return tuple(map(_in_words, (form.code, *form.title.all)))


def _in_words(text: str) -> str:
    return f" {' '.join(words(text))} "


def _units(name: str, units: UnitRegister) -> Iterator[str]:
    """The units that the words of a name mean, the longest reading first."""
    said = [word for word in _SEPARATORS.split(name.rsplit(".", 1)[0]) if word]
    for length in range(min(_WORDS_IN_NAME, len(said)), 0, -1):
        found = {code for run in _runs(said, length) if (code := units.find(" ".join(run)))}
        if found:
            yield from found
            return


def _runs(said: list[str], length: int) -> Iterator[list[str]]:
    for start in range(len(said) - length + 1):
        yield said[start : start + length]
