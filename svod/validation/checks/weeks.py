"""The 53rd week of a year that has 52."""

from collections.abc import Iterator

from schemas.basics.text import plain
from schemas.checks.catalogue import CHECKS
from schemas.declaration.kind import between
from schemas.records.issue import Issue
from svod.validation.checks import finds
from svod.validation.typed_return import TypedReturn

_WEEKS = 52


@finds("cell.out_of_range", refuses=True)
def weeks_of_the_year(typed: TypedReturn) -> Iterator[Issue]:
    """A week that the year on the cover doesn't have."""
    if typed.form.period_type != "week":
        return
    year, week = (typed.cover.first(name) for name in typed.form.period_elements)
    if year is not None and week is not None and not typed.form.period(year, week).is_in_its_year:
        place = typed.cover.place(typed.form.period_elements[1], 0)
        yield CHECKS["cell.out_of_range"].issue(**place, value=week, found=plain(week), expected=between(1, _WEEKS))
        typed.cover.refuse(typed.form.period_elements[1], 0)
