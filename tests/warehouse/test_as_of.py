"""What was known at a moment is exactly what was published then, whatever happened afterwards."""

import tempfile
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from schemas.basics.clock import now
from schemas.basics.exceptions import SvodError
from schemas.declaration.period import Period
from schemas.declaration.spelling import Spelling
from schemas.forms.labour12.form import FORM
from schemas.records.period_report import PeriodReport, UnitStatus
from schemas.records.total import RegionalTotals
from svod.pipeline.decisions import accept_spelling
from svod.warehouse.period_report import read_period_reports
from tests.builders.workbooks import ACTOR, RAID, REGISTER, UNITS, act, build, load, workspace
from tests.support.examples import examples

ODD = "Ақжар ауылдарының бөлімі"
OURS = ("akzhar", "esil")


@dataclass
class Sent:
    """A file that a unit sent: its day of receipt, its count, and what may keep it from counting."""

    unit: str
    day: int
    count: int
    good: bool = True
    odd: bool = False
    withdrawn: bool = False
    in_time: bool = True


@dataclass
class Oracle:
    """The region in plain Python: what was sent and decided, and the results."""

    sent: list[Sent] = field(default_factory=list)
    closed: bool = False
    odd_is_known: bool = False
    rejected_at_closing: int = 0

    def receive(self, one: Sent) -> None:
        one.in_time = not self.closed
        self.sent.append(one)

    def accepted(self, unit: str) -> list[Sent]:
        mine = [one for one in self.sent if one.unit == unit and one.good and (not one.odd or self.odd_is_known)]
        return sorted((one for one in mine if not one.withdrawn and one.in_time), key=lambda one: one.day)

    def rejected(self) -> int:
        """How many missing units sent only rejected files. Files received after closing are ignored."""
        if self.closed:
            return self.rejected_at_closing
        known = {
            unit: [one.good for one in self.sent if one.unit == unit and (not one.odd or self.odd_is_known)] for unit in OURS
        }
        return sum(bool(files) and not any(files) for files in known.values())

    def total(self) -> int | None:
        current = [self.accepted(unit)[-1].count for unit in OURS if self.accepted(unit)]
        return sum(current) if current else None


Step = tuple[str, Any]
SENDING = st.tuples(
    st.just("send"),
    st.tuples(st.sampled_from(OURS), st.integers(1, 28), st.integers(1, 9), st.sampled_from(["good", "bad", "odd"])),
)
DECIDING = st.tuples(st.sampled_from(["withdraw", "restore"]), st.sampled_from(OURS)) | st.sampled_from(
    [("close", None), ("reopen", None), ("spelling", None)]
)


@examples(3)
@given(st.lists(SENDING | DECIDING, min_size=3, max_size=8), st.data())
def test_as_of_gives_what_was_given_then(steps: list[Step], data: st.DataObject) -> None:
    reported = data.draw(st.sampled_from(range(len(steps))), "the step after which reports are written")
    with tempfile.TemporaryDirectory() as folder:
        root, oracle = Path(folder), Oracle()
        load(root, {"2026-06-01/petropavl.xlsx": build(cover={"unit": "petropavl"}, activity=[{**RAID, "participants": 0}])})
        given_then = []
        for number, step in enumerate(steps):
            _take(root, oracle, number, step)
            given_then.append((now(), _given(root), oracle.total(), oracle.rejected()))
            if number == reported:
                moment, report = now(), _report(root)
        for then, (totals, units), expected, rejected in given_then:
            known, register = _given(root, then)
            assert known.model_copy(update={"as_of": None}) == totals
            assert register == units
            assert (known.totals["raid_participants"] or 0) == (expected or 0)
            assert (known.coverage.rejected, [one.status for one in register].count("rejected")) == (rejected, rejected)
        as_of = _report(root, moment)
        assert replace(as_of, totals=as_of.totals.model_copy(update={"as_of": None})) == report


def _given(root: Path, moment: datetime | None = None) -> tuple[RegionalTotals, list[UnitStatus]]:
    with workspace(root).warehouse.reader(moment) as snapshot:
        (found,) = snapshot.totals("labour12", "2026")
        return found, snapshot.completeness("labour12", "2026")


def _report(root: Path, moment: datetime | None = None) -> PeriodReport:
    """Everything in the reports of a period, down to cells, open queries and revised figures."""
    with workspace(root).warehouse.reader(moment) as snapshot:
        (found,) = read_period_reports(snapshot, FORM, Period.parse("2026"), REGISTER)
    return found


def _take(root: Path, oracle: Oracle, number: int, step: Step) -> None:
    what, about = step
    if what == "send":
        unit, day, count, kind = about
        one = Sent(unit, day, count, good=kind != "bad", odd=kind == "odd" and unit == "akzhar")
        named = ODD if one.odd else unit
        activity = [{**RAID, "participants": count, "note": f"{number}", **({} if one.good else {"kind": "жорық"})}]
        load(root, {f"2026-06-{day:02}/{number}.xlsx": build(cover={"unit": named}, activity=activity)})
        oracle.receive(one)
        return
    try:
        _decide(root, oracle, what, about)
    except SvodError:
        return


def _decide(root: Path, oracle: Oracle, what: str, about: Any) -> None:
    match what:
        case "close":
            act(root, "close", waive=UNITS)
            oracle.rejected_at_closing = oracle.rejected()
            oracle.closed = True
        case "reopen":
            act(root, "reopen")
            oracle.closed = False
            for one in oracle.sent:
                one.in_time = True
        case "withdraw":
            chosen = oracle.accepted(about)
            act(root, "withdraw", unit=about)
            chosen[-1].withdrawn = True
        case "restore":
            withdrawn = [one for one in oracle.sent if one.unit == about and one.withdrawn]
            act(root, "restore", unit=about)
            withdrawn[-1].withdrawn = False
        case "spelling":
            accept_spelling(workspace(root), Spelling("unit", None, "akzhar", ODD), ACTOR)
            oracle.odd_is_known = True
            for one in oracle.sent:
                one.in_time = one.in_time and not (one.odd and oracle.closed)
