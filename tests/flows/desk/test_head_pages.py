"""The head's page: the register, what is open, reports, and decisions in the head's name with a reason."""

from pathlib import Path

import pytest

from tests.builders.workbooks import RAID, build, load, query, totals, workspace
from tests.support.desks import DeskOf

PERIOD = "/labour12/2026"


def _raids(participants: int, unit: str) -> bytes:
    return build(cover={"unit": unit}, activity=[{**RAID, "participants": participants}])


@pytest.fixture
def desk(tmp_path: Path) -> DeskOf:
    load(
        tmp_path,
        {
            "2026-06-10/Есіл ауданы.xlsx": _raids(7, "akzhar"),
            "2026-06-10/b.xlsx": build(cover={"unit": "zhambyl"}, cells={"activity!A2": "кеше"}),
            "doors/desk/akzhar/c.xlsx": _raids(90, "esil"),
        },
    )
    return DeskOf(tmp_path)


def _numbers(desk: DeskOf) -> dict[str, int]:
    return dict(query(desk.root, "select file, submission from svod.submission"))


def test_the_register_what_is_open_and_what_is_set_aside_are_shown(desk: DeskOf) -> None:
    page = desk.of_head("Қ. Басшы").get().text
    assert "Decisions are recorded in the name of Қ. Басшы" in page
    assert "Missing:" in page
    for said in ("Esil district", "rejected", "set aside: to be admitted or withdrawn", "The file came from"):
        assert said in page or said.lower() in page


def test_decisions_are_recorded_in_the_heads_name(desk: DeskOf) -> None:
    head, numbers = desk.of_head("Қ. Басшы"), _numbers(desk)
    aside, current = numbers["doors/desk/akzhar/c.xlsx"], numbers["2026-06-10/Есіл ауданы.xlsx"]
    query_of = {"unit": "akzhar", "code": "unit.mismatch", "cell": "-"}
    for kind, about in (
        ("answer", query_of),
        ("admit", {"submission": aside}),
        ("withdraw", {"submission": current}),
        ("restore", {"submission": current}),
    ):
        assert head.send(PERIOD, {"kind": kind, **about, "text": " "}).status_code == 400, "without a reason"
        done = head.send(PERIOD, {"kind": kind, **about, "text": f"because of {kind}"})
        assert (done.status_code, "The decision is recorded" in done.text) == (200, True), (kind, done.text)
    decisions = workspace(desk.root).storage.ledger.decisions()
    assert [(one.kind, one.by) for one in decisions] == [
        ("answered", "Қ. Басшы"),
        ("admitted", "Қ. Басшы"),
        ("withdrawn", "Қ. Басшы"),
        ("restored", "Қ. Басшы"),
    ]
    assert totals(desk.root)["raid_participants"] == 97


def test_a_period_is_closed_without_the_missing_and_opened_again(desk: DeskOf) -> None:
    head = desk.of_head()
    closing = {"kind": "close", "text": "they have nothing to report"}
    refused = head.send(PERIOD, closing)
    assert (refused.status_code, "The period 2026 was not closed" in refused.text) == (409, True)
    missing = [unit for (unit,) in query(desk.root, "select unit from svod.completeness")]
    assert "Reopen the period" in head.send(PERIOD, {**closing, "waive": missing}).text
    assert "Close the period" in head.send(PERIOD, {"kind": "reopen", "text": "one more came"}).text


def test_reports_are_downloaded_by_their_names_alone(desk: DeskOf) -> None:
    folder = desk.root / "reports/labour12/2026/releases"
    folder.mkdir(parents=True)
    (folder.parent / "report-kk.docx").write_bytes(b"report")
    (folder / "1.xlsx").write_bytes(b"release")
    (folder.parent / ".hidden").write_bytes(b"hidden")
    (folder.parent / "link").symlink_to(desk.root / "kept/ledger.jsonl")
    head = desk.of_head()
    assert head.get(f"{PERIOD}/report/report-kk.docx").content == b"report"
    assert head.get(f"{PERIOD}/report/releases/1.xlsx").content == b"release"
    for name in (".hidden", "link", "../2026/report-kk.docx", "../../../kept/ledger.jsonl", "releases"):
        assert head.get(f"{PERIOD}/report/{name}").status_code == 404


def test_before_the_first_return_there_is_nothing(tmp_path: Path) -> None:
    desk = DeskOf(tmp_path)
    assert "No return was received yet" in desk.of_head().get().text
    assert "Nothing was handed in yet" in desk.of_unit("akzhar").get().text
