"""A unit's page: hand in, the verdict at once, the marked workbook, explanations, what was sent before, taking back."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from starlette.testclient import TestClient

from schemas.forms.labour12.form import FORM
from svod.pipeline.decisions import admit, close
from tests.builders.workbooks import ACTOR, RAID, UNITS, build, load, query, totals, workspace
from tests.support.desks import DeskOf

STATUSES = "select submission, unit, status from svod.submission order by submission"


def _raids(participants: int, unit: str = "akzhar") -> bytes:
    return build(cover={"unit": unit}, activity=[{**RAID, "participants": participants}])


REJECTED = build(cells={"activity!A2": "кеше"})


@pytest.fixture
def desk(tmp_path: Path) -> DeskOf:
    load(tmp_path, {"2026-06-10/a.xlsx": _raids(7, "esil")})
    return DeskOf(tmp_path)


def test_files_are_handed_in_with_receipts_and_verdicts_at_once(desk: DeskOf) -> None:
    clerk = desk.of_unit("akzhar")
    answer = clerk.hand_in(("есеп.xlsx", _raids(5)), ("түзетілген.xlsx", REJECTED), ("сурет.jpg", b"\xff\xd8\xff\xe0 photo"))
    assert (answer.status_code, answer.url.path) == (200, f"{clerk.home}/files/2-3-4")
    good, bad, picture = answer.text.split("<article>")[1:]
    assert "The return is accepted. It will be in the figures" in good
    assert "The return is rejected" in bad
    assert "activity" in bad or "A2" in bad
    assert "picture" in picture
    assert query(desk.root, STATUSES) == [(1, "esil", "accepted")], "nothing waits for a run"
    desk.books.load()
    assert query(desk.root, STATUSES)[1:] == [(2, "akzhar", "accepted"), (3, "akzhar", "rejected"), (4, "akzhar", "rejected")]
    page = clerk.get().text
    assert all(name in page for name in ("есеп.xlsx", "түзетілген.xlsx", "сурет.jpg", "current (revision 1)"))
    assert "It will be" not in clerk.get("/files/2").text


def test_a_form_sent_twice_is_received_once(desk: DeskOf) -> None:
    clerk = desk.of_unit("akzhar")
    delivery = {"delivery": "0123456789ab"}
    first, second = (clerk.send("", delivery, [("a.xlsx", _raids(5)), ("b.xlsx", _raids(5))]) for _ in range(2))
    assert first.url == second.url
    assert len(workspace(desk.root).storage.ledger.receipts()) == 3


def test_many_clerks_at_once_lose_nothing(desk: DeskOf) -> None:
    visitors = [desk.of_unit(unit) for unit in ("akzhar", "zhambyl", "esil", "akzhar", "taiynsha")]

    def hand_in(clerk: int) -> set[str]:
        one = replace(visitors[clerk], client=TestClient(desk.client.app, base_url=desk.client.base_url))
        one.client.follow_redirects = False
        return {one.hand_in(("есеп.xlsx", f"{clerk} {number}".encode())).headers["location"] for number in range(6)}

    with ThreadPoolExecutor(len(visitors)) as clerks:
        answers = set().union(*clerks.map(hand_in, range(len(visitors))))
    receipts = workspace(desk.root).storage.ledger.receipts()[1:]
    assert len(answers) == len(receipts) == len({one.sha256 for one in receipts}) == 30
    assert workspace(desk.root).storage.ledger.read().breaks == []


def test_the_blank_and_the_marked_workbook_are_downloaded(desk: DeskOf) -> None:
    clerk = desk.of_unit("akzhar", language="kk")
    blank = clerk.get("/blank/labour12/2026")
    assert load_workbook(BytesIO(blank.content)).worksheets
    clerk.hand_in(("есеп.xlsx", REJECTED))
    marked = clerk.get("/file/2/marked.xlsx")
    assert "attachment" in marked.headers["content-disposition"]
    values = [value for sheet in load_workbook(BytesIO(marked.content)) for row in sheet.values for value in row]
    assert any("кеше" in str(value) for value in values)


def test_a_query_is_explained_beside_its_text(desk: DeskOf) -> None:
    clerk = desk.of_unit("akzhar")
    clerk.hand_in(("Есіл ауданы.xlsx", _raids(5)))
    desk.books.load()
    assert 'value="unit.mismatch"' in clerk.get().text
    about = {"form": "labour12", "period": "2026", "code": "unit.mismatch", "cell": "-"}
    assert clerk.send("/explain", {**about, "text": " "}).status_code == 400
    explained = clerk.send("/explain", {**about, "text": "the name is that of a folder"})
    assert "The explanation is recorded" in explained.text
    assert 'value="unit.mismatch"' not in explained.text
    assert clerk.send("/explain", {**about, "text": "again"}).status_code == 409
    found = query(desk.root, "select explanation from svod.issue where code = 'unit.mismatch'")
    assert found == [("the name is that of a folder",)]


def test_a_wrong_file_is_taken_back_until_the_period_is_closed(desk: DeskOf) -> None:
    clerk = desk.of_unit("akzhar")
    clerk.hand_in(("a.xlsx", _raids(5)))
    why = {"text": "the wrong file"}
    assert clerk.send("/file/2/withdraw", why).status_code == 409, "it isn't loaded yet"
    desk.books.load()
    assert "The file is taken back" in clerk.send("/file/2/withdraw", why).text
    assert (query(desk.root, STATUSES)[1][2], totals(desk.root)["raid_participants"]) == ("withdrawn", 7)
    clerk.hand_in(("b.xlsx", _raids(9)))
    desk.books.load()
    close(workspace(desk.root), FORM, "2026", UNITS, ACTOR)
    assert clerk.send("/file/3/withdraw", why).status_code == 409
    assert totals(desk.root)["raid_participants"] == 16


def test_another_units_return_is_set_aside_and_told_so_at_once(desk: DeskOf) -> None:
    clerk = desk.of_unit("akzhar")
    said = clerk.hand_in(("a.xlsx", _raids(90, "esil"))).text
    assert "The return is set aside" in said
    assert "“Esil district”" in said
    desk.books.load()
    assert (query(desk.root, STATUSES)[1], totals(desk.root)["raid_participants"]) == ((2, None, "set_aside"), 7)
    assert "set aside" in clerk.get().text
    assert "90" not in re.sub("<[^>]*>", "", desk.of_unit("esil").get().text)
    admit(workspace(desk.root), 2, ACTOR)
    assert totals(desk.root)["raid_participants"] == 90
    assert "<tbody>" not in clerk.get("/files/2").text, "issues may quote what Esil sent before"


@pytest.mark.parametrize(("language", "words"), [("kk", "Есеп қабылданды"), ("ru", "Отчёт принят"), ("en", "accepted")])
def test_pages_are_in_the_language_that_was_chosen(desk: DeskOf, language: str, words: str) -> None:
    clerk = desk.of_unit("akzhar")
    desk.client.cookies.clear()
    assert 'lang="kk"' in desk.client.get(clerk.home).text
    desk.client.get(f"{clerk.home}?lang={language}")
    clerk.language = language
    assert words in clerk.hand_in(("a.xlsx", _raids(5))).text
