"""Returns of a simulation: workbooks of which it is known what they say and what svod must find in them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from hashlib import sha256
from random import Random
from typing import NamedTuple

from schemas.declaration.filled_return import FilledReturn, FilledTable
from schemas.forms.labour12.form import FORM
from schemas.units.register import UnitRegister
from svod.reports.xlsx.form_workbook import write_return
from tests.builders.workbooks import COVER, Values

SENDERS = ("akzhar", "esil", "petropavl", "zhambyl")
PERIODS = ("2020", "2021")

_REGISTER = UnitRegister.read()
_LEAST_PEOPLE, _MOST_PEOPLE = 20, 39  # no two of them add up to a third, which would be asked about


class Row(NamedTuple):
    """A row of activities: its day in the campaign, the kind, the people who took part."""

    day: int
    kind: str
    participants: int


class Planted(NamedTuple):
    """What svod must find in a workbook."""

    code: str
    sheet: str | None = None
    cell: str | None = None
    value: str | None = None


@dataclass(frozen=True)
class Content:
    """The bytes of a file and what they mean. Without a unit or period the file belongs to no return."""

    content: bytes = field(repr=False)
    unit: str | None = None
    period: str | None = None
    rows: Sequence[Row] = ()
    accepted: bool = True
    planted: Sequence[Planted] = ()

    @cached_property
    def sha256(self) -> str:
        """The hash by which svod knows it."""
        return sha256(self.content).hexdigest()

    @property
    def nil(self) -> bool:
        """True if it is the return of a unit that did nothing."""
        return self.accepted and not self.rows

    @cached_property
    def figures(self) -> dict[str, int | None]:
        """The indicators that the form asks for in its first sheet, as the return states them. A blank is None."""
        raids = [row for row in self.rows if row.kind == "raid"]
        blank = None if self.rows else 0
        return {
            "raids": len(raids),
            "raid_participants": sum(row.participants for row in raids),
            "activities": len(self.rows),
            "participants": sum(row.participants for row in self.rows),
            "materials": blank,
            "violations": blank,
        }


def some_rows(random: Random, count: int) -> tuple[Row, ...]:
    """Rows that differ from each other, and from any others drawn, in the day or the people."""
    people = random.sample(range(_LEAST_PEOPLE, _MOST_PEOPLE + 1), count)
    return tuple(Row(random.randrange(29), random.choice(("raid", "raid", "seminar")), number) for number in people)


def right(unit: str, period: str, rows: Sequence[Row]) -> Content:
    """A return that is accepted. Without rows it is a nil return."""
    return Content(_written(unit, period, rows), unit, period, rows)


def with_a_repeated_row(unit: str, period: str, rows: Sequence[Row]) -> Content:
    """A return that is accepted but asked about: its last row repeats the first."""
    repeated = (*rows, rows[0])
    cell = f"A{len(repeated) + 1}"
    *said, people = _values(period, rows[0]).values()
    value = "; ".join(map(str, (*said, 1, people)))  # a blank number of activities is one
    found = Planted("row.duplicate", FORM.all_tables["activity"].sheet.kk, cell, value)
    return Content(_written(unit, period, repeated), unit, period, repeated, planted=[found])


def with_a_word_for_a_number(unit: str, period: str, rows: Sequence[Row]) -> Content:
    """A return that is rejected: the people in its first row are "many"."""
    found = Planted("cell.not_a_number", FORM.all_tables["activity"].sheet.kk, "G2", "көп")
    return Content(_written(unit, period, rows, many=True), unit, period, rows, accepted=False, planted=[found])


def cut_off(whole: Content, length: int) -> Content:
    """What is left of a workbook that was cut off while it was copied."""
    return Content(whole.content[:length], accepted=False, planted=[Planted("file.unreadable", value="damaged")])


def _written(unit: str, period: str, rows: Sequence[Row], *, many: bool = False) -> bytes:
    year = int(period)
    cover = {
        **COVER,
        "unit": unit,
        "year": year,
        "period_start": date(year, 5, 15),
        "period_end": date(year, 6, 12),
        "submitted_on": date(year, 6, 14),
        "nil_return": not rows,
    }
    values = [_values(period, row) for row in rows]
    if many:
        values[0]["participants"] = "көп"
    tables = {"cover": FilledTable(rows=(cover,)), "activity": FilledTable(rows=tuple(values))}
    return write_return(FORM, _REGISTER, FilledReturn("kk", tables, file=""))


def _values(period: str, row: Row) -> Values:
    title: Values = {} if row.kind == "raid" else {"title": f"Кездесу {row.participants}"}
    day = date(int(period), 5, 15) + timedelta(days=row.day)
    return {"held_on": day, "kind": row.kind, **title, "participants": row.participants}
