"""What was acknowledged is there after a power cut, whatever the disk had not yet written then."""

from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from svod.pipeline.hand_in import submit
from svod.pipeline.run import consolidate
from svod.pipeline.verify import find_faults
from svod.pipeline.workspace import Workspace
from svod.reports.renderers import Renderer
from tests.builders.workbooks import RAID, UNITS, act, build, put_raw, totals, workspace
from tests.support.power_cut import Disk


def _raids(participants: int, unit: str = "akzhar") -> bytes:
    return build(cover={"unit": unit}, activity=[{**RAID, "participants": participants}])


def _reporting(root: Path) -> Workspace:
    return replace(workspace(root), renderers=(Renderer("page.html", lambda *_: b"page"),))


def test_a_power_cut_loses_nothing_that_was_acknowledged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk, number = Disk(monkeypatch), count(1)
    root = tmp_path / "data"
    root.mkdir()

    def check(participants: int, receipts: int, decisions: int) -> None:
        """The disk after a cut now: what was published is, and a run makes all else of what is kept."""
        left = tmp_path / f"left-{next(number)}"
        disk.after_a_power_cut(root, left)
        assert totals(left)["raid_participants"] == participants
        ledger = workspace(left).storage.ledger.read()
        assert (ledger.receipts, ledger.decisions, ledger.breaks) == (receipts, decisions, [])
        (left / "raw").mkdir(exist_ok=True)
        consolidate(replace(_reporting(left), renderers=()))
        assert totals(left)["raid_participants"] == participants
        assert [fault for fault in find_faults(_reporting(left), lambda _: None) if fault.part != "warehouse"] == []

    (tmp_path / "a.xlsx").write_bytes(_raids(7))
    submit(_reporting(root), [tmp_path / "a.xlsx"])
    check(7, 1, 0)
    put_raw(root, {"2026-06-10/b.xlsx": _raids(2, "esil"), "2026-06-11/c.xlsx": _raids(3, "zhambyl")})
    consolidate(_reporting(root))
    act(root, "withdraw", unit="esil")
    act(root, "close", waive=UNITS)
    consolidate(_reporting(root))
    check(10, 3, 2)
