"""What a file's folders and name say otherwise than its cover."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from schemas.checks.catalogue import CHECKS
from schemas.declaration.form import Form
from schemas.language.name_key import words
from schemas.records.issue import Issue
from schemas.units.register import UnitRegister

_DATED = re.compile(r"\d{4}-\d{2}-\d{2}")


# A year is a word of its own, also as "2026ж." or "2026г.": not the number of a letter, nor a part of a day or of two years.
_YEAR = re.compile(r"(?<![^\W_])(?<!№)(?<!№\s)(?<!\d[-–—./])(20\d\d)(?:[гж]\w*)?(?![^\W_]|[-–—./]\d)")


_SEPARATORS = re.compile(r"[\s_,;()]+")


_WORDS_IN_NAME = 4


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
    return tuple(map(_in_words, form.names))


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
