"""The path of one return before the warehouse: read, validate, compare with the path that it came by."""

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256

from schemas.checks import CHECKS
from schemas.form import Form
from schemas.issue import Issue
from schemas.submission import CheckedReturn
from schemas.unit import UnitRegister
from svod.reading.read import read_workbook
from svod.validation.validate import validate

_DATED = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_SEPARATORS = re.compile(r"[\s_,;()]+")
_WORDS_IN_NAME = 4


def check_return(content: bytes, file: str, forms: Mapping[str, Form], register: UnitRegister) -> CheckedReturn:
    """Read and validate a workbook's bytes. `file` only names it."""
    reading = read_workbook(content, file, forms.values())
    form = forms[reading.form] if reading.form else None
    return validate(reading, sha256(content).hexdigest(), form, register)


def path_issues(file: str, unit: str | None, period: str | None, register: UnitRegister) -> list[Issue]:
    """What a file's folders and name say otherwise than its cover, if they say one thing."""
    parts = [part for part in file.split("/") if not _DATED.fullmatch(part)]
    issues = []
    units = {code for part in parts for code in _units(part, register)}
    if unit is not None and len(units) == 1 and units != {unit}:
        names = register.by_code[unit].names, register.by_code[units.pop()].names
        issues.append(CHECKS["unit.mismatch"].issue(value=file, cover=names[0], path=names[1]))
    years = {year for part in parts for year in _YEAR.findall(part)}
    if period is not None and len(years) == 1 and not period.startswith(tuple(years)):
        issues.append(CHECKS["period.mismatch"].issue(value=file, cover=period, path=years.pop()))
    return issues


def _units(name: str, register: UnitRegister) -> Iterator[str]:
    """The units that the words of a name mean, the longest reading first."""
    words = [word for word in _SEPARATORS.split(name.rsplit(".", 1)[0]) if word]
    for length in range(min(_WORDS_IN_NAME, len(words)), 0, -1):
        found = {code for run in _runs(words, length) if (code := register.find(" ".join(run)))}
        if found:
            yield from found
            return


def _runs(words: list[str], length: int) -> Iterator[list[str]]:
    for start in range(len(words) - length + 1):
        yield words[start : start + length]
