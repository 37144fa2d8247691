"""Compares a file's folders and name with its cover."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from schemas.checks.catalogue import CHECKS
from schemas.declaration.form import Form
from schemas.language.name_key import words
from schemas.records.issue import Issue
from schemas.units.path import SEPARATORS, parts_of, units_in
from schemas.units.register import UnitRegister

# A year is alone or before a word for year, as in "есеп 2026", "2026ж." and "2026г.". The numbers in "№ 2026", "05.06.2026"
# and "2025-2026" are not years.
_YEAR = re.compile(r"(?<![^\W_])(?<!№)(?<!№\s)(?<!\d[-–—./])(20\d\d)(?:[гж]\w*)?(?![^\W_]|[-–—./]\d)")


@dataclass(frozen=True, slots=True)
class OnCover:
    """What a workbook itself says: its form, and the unit and period on its cover."""

    form: str | None
    unit: str | None
    period: str | None


def path_issues(file: str, cover: OnCover, known: Mapping[str, Form], units: UnitRegister) -> list[Issue]:
    """Queries if the path names another unit, year or form than the workbook.

    Each of several folders may name another unit. A year or form counts only if the whole path names just one.
    """
    parts = parts_of(file)
    issues = []
    if cover.unit is not None and (others := _other_units(parts, cover.unit, units)):
        names = units.names_of(cover.unit), list(map(units.names_of, others))
        issues.append(CHECKS["unit.mismatch"].issue(value=file, cover=names[0], path=names[1]))
    years = {year for part in parts for year in _YEAR.findall(part)}
    if cover.period is not None and len(years) == 1 and not cover.period.startswith(tuple(years)):
        issues.append(CHECKS["period.mismatch"].issue(value=file, cover=cover.period, path=years.pop()))
    forms = {form.code for form in known.values() for part in parts if _is_called(part, form)}
    if cover.form is not None and len(forms) == 1 and forms != {cover.form}:
        titles = known[cover.form].title, known[forms.pop()].title
        issues.append(CHECKS["form.mismatch"].issue(value=file, cover=titles[0], path=titles[1]))
    return issues


def _other_units(parts: list[str], unit: str, units: UnitRegister) -> list[str]:
    """The units that parts of a path name, other than the one on the cover and those above it."""
    own = {unit, *units.above(unit)}
    named = [units_in(part, units) for part in parts]
    return list(dict.fromkeys(code for codes in named if len(codes) == 1 and own.isdisjoint(codes) for code in codes))


def _is_called(part: str, form: Form) -> bool:
    """True if the name of a folder or file contains a form's code or title."""
    called = _between_spaces(SEPARATORS.sub(" ", part))
    return any(name in called for name in _names(form))


@lru_cache(maxsize=64)
def _names(form: Form) -> tuple[str, ...]:
    return tuple(map(_between_spaces, form.names))


def _between_spaces(text: str) -> str:
    """The keys of a text's words, each between spaces, so that "ай" isn't found in "айлык"."""
    return f" {' '.join(words(text))} "
