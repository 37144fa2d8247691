"""The path of one return before the warehouse: read, validate, compare with the path that it came by."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path

from schemas.basics.limits import LIMITS, Limits
from schemas.declaration.form import Form
from schemas.declaration.spelling import Spelling
from schemas.records.issue import Issue
from schemas.records.submission import CheckedReturn
from schemas.units.register import UnitRegister
from svod.pipeline.known_names import register, vocabulary
from svod.reading.read import read_workbook
from svod.reading.workbook.file_type import LOST, too_large
from svod.validation.file_path import Stated, path_issues
from svod.validation.validate import validate
from svod.workers.pool import into_jobs, spread
from svod.workers.process import Loss

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
