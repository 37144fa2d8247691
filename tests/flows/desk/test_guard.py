"""Nobody gets further than a link leads: no other unit's data by any change of an address, and no secret is written down."""

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest
from starlette.routing import Route

from flows.desk.app import application
from flows.desk.guard import Rate
from schemas.basics.limits import LIMITS
from svod.pipeline.links import revoke_links
from tests.builders.hostile_files import tricks
from tests.builders.workbooks import build, load, workspace
from tests.cases.files import FILES
from tests.support.desks import DeskOf, Visitor

MARK = "Тек Есілдікі"
"""A text that only the return of Esil has."""

_NUMBERS = ("1", "2", "3", "0", "-1", "1-2", "999999999999", "x", "%2e%2e", "1%00")

_NAMES = ("page.html", "../../../kept/ledger.jsonl", "..%2f..%2f..%2fkept%2fledger.jsonl", "/etc/passwd")


@pytest.fixture
def desk(tmp_path: Path) -> DeskOf:
    """Esil's return has an error and a text of its own, Akzhar's waits to be loaded, and one file is set aside."""
    load(tmp_path, {f"2026-06-10/{MARK}.xlsx": build(cover={"unit": "esil"}, cells={"activity!A2": "кеше"})})
    made = DeskOf(tmp_path)
    made.of_unit("esil").hand_in((f"{MARK}.xlsx", build(cover={"unit": "esil"}, cells={"activity!A2": MARK})))
    made.books.load()
    (tmp_path / "reports/labour12/2026").mkdir(parents=True)
    (tmp_path / "reports/labour12/2026/page.html").write_text(MARK, encoding="utf-8")
    made.of_unit("akzhar").hand_in(("own.xlsx", build()))
    return made


def _routes(desk: DeskOf) -> Iterator[Route]:
    app = application(desk.desk)
    yield from app._app.routes  # type: ignore[attr-defined]


def _addresses(desk: DeskOf, secret: str) -> Iterator[tuple[str, str]]:
    """Every address of the desk with a secret in it, and with whatever may stand in its other places."""
    for route, number, name in product(_routes(desk), _NUMBERS, _NAMES):
        places = {"secret": secret, "numbers": number, "number": number, "form": "labour12", "period": "2026", "name": name}
        address = route.path.replace(":path", "").format_map(places)
        yield from ((method, address) for method in route.methods or ())


def test_no_change_of_an_address_shows_anything_of_another_unit(desk: DeskOf) -> None:
    desk.take_any_number()
    own, head = desk.of_unit("akzhar"), desk.of_head()
    answered = 0
    for visitor, kind in ((own, "/u/"), (head, "/h/")):
        secret = visitor.home.removeprefix(kind)
        for method, address in dict.fromkeys(_addresses(desk, secret)):
            answer = desk.client.request(method, address)
            is_the_heads_own = kind == "/h/" and address.startswith("/h/")
            assert answer.status_code < 500, (method, address)
            assert is_the_heads_own or MARK not in answer.text, (method, address)
            assert "previous" not in answer.text
            assert answer.status_code in (200, 404) if method in ("GET", "HEAD") else answer.status_code in (403, 404)
            answered += answer.status_code == 200
    assert answered > 4, "the pages themselves are there"


def test_only_a_link_in_use_lets_in(desk: DeskOf) -> None:
    own, head = desk.of_unit("akzhar"), desk.of_head()
    assert (own.get().status_code, head.get().status_code) == (200, 200)
    for address in ("/", "/u", "/u/", "/h/", "/u/x", own.home.replace("/u/", "/h/"), head.home.replace("/h/", "/u/"), "/docs"):
        assert desk.client.get(address).status_code == 404
    expired = desk.of_unit("akzhar", days=1)
    desk.desk.readings._workspace = replace(workspace(desk.root), clock=lambda: workspace(desk.root).now() + timedelta(days=2))
    answer = expired.get()
    assert (answer.status_code, "This link expired on" in answer.text) == (410, True)
    desk.desk.readings._workspace = workspace(desk.root)
    revoke_links(workspace(desk.root), "akzhar", None, "test")
    assert own.get().status_code == 404


def test_the_secret_is_stored_nowhere(desk: DeskOf, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="svod"):
        clerk = desk.of_unit("akzhar")
        clerk.hand_in(("Аты-жөні.xlsx", build()))
        clerk.get("/files/999")
    secret = clerk.home.removeprefix("/u/")
    logged = "".join(str(record.msg) for record in caplog.records)
    assert "received" in logged
    assert not {secret, "Аты-жөні"} & set(re.findall(r"[\w-]+", logged))
    assert all(secret.encode() not in path.read_bytes() for path in desk.root.rglob("*") if path.is_file())


def test_every_answer_has_safe_headers(desk: DeskOf, monkeypatch: pytest.MonkeyPatch) -> None:
    own = desk.of_unit("akzhar")
    answers = [own.get(), own.get("/nothing"), desk.client.get("/desk.css"), own.get("/blank/labour12/2026")]
    monkeypatch.setattr(type(desk.desk.readings), "get", lambda *_: 1 / 0)
    answers.append(own.get())
    assert [answer.status_code for answer in answers] == [200, 404, 200, 200, 500]
    for answer in answers:
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "Traceback" not in answer.text


def test_only_forms_of_its_own_page_are_taken(desk: DeskOf) -> None:
    own, other = desk.of_unit("akzhar"), desk.of_unit("akzhar")
    before = len(workspace(desk.root).storage.ledger.receipts())
    delivery = {"delivery": "0123456789ab"}
    assert own.client.post(own.home, data=delivery, files=[("file", ("a.xlsx", build()))]).status_code == 403
    (key,) = re.findall(r'name="key" value="(\w+)"', other.get().text)[:1]
    files = [("file", ("a.xlsx", build()))]
    assert own.client.post(own.home, data={**delivery, "key": key}, files=files).status_code == 403
    (key,) = re.findall(r'name="key" value="(\w+)"', own.get().text)[:1]
    cross = {"sec-fetch-site": "cross-site"}
    assert own.client.post(own.home, data={**delivery, "key": key}, files=files, headers=cross).status_code == 403
    assert len(workspace(desk.root).storage.ledger.receipts()) == before


def test_too_much_is_refused_in_words(desk: DeskOf) -> None:
    own = desk.of_unit("akzhar")
    small = replace(workspace(desk.root), limits=LIMITS.model_copy(update={"max_packed": 1}))
    desk.desk.readings._workspace = small
    desk.client.app = application(desk.desk)
    for size in (1 << 20) + 1, 6 << 20:
        answer = own.hand_in(("large.xlsx", bytes(size)))
        assert (answer.status_code, "at most 1 MiB" in answer.text) == (413, True)
    assert own.send("", {"delivery": "0123456789ab"}).status_code == 400
    assert not own.hand_in(*[("x.xlsx", b"x")] * 21).is_success
    for _ in range(60):
        last = desk.client.get("/u/guessed")
    assert last.status_code == 429


def test_rates_are_each_persons_own_and_come_back_with_time() -> None:
    now = [0.0]
    rate = Rate(3, lambda: now[0])
    assert [rate.allows("a") for _ in range(4)] == [True, True, True, False]
    assert rate.allows("b", 3)
    now[0] = 20
    assert [rate.allows("a"), rate.allows("a")] == [True, False]


def test_a_hostile_file_gets_a_sentence(desk: DeskOf) -> None:
    desk.take_any_number()
    clerk = desk.of_unit("akzhar", language="ru")
    hostile = {case.name: case.sent for case in FILES} | tricks() | {"<script>alert(1)</script>": b"x", "a\r\nb": b"y"}
    names = list(hostile)
    for start in range(0, len(names), 20):
        some = names[start : start + 20]
        answer = clerk.hand_in(*((f"{name}.xlsx", hostile[name]) for name in some))
        assert answer.status_code == 200, some
        assert answer.text.count("<article>") == len(some)
        assert not re.search(r"Traceback|<script|svod\.|" + MARK, answer.text)
    desk.books.load()
    page = clerk.get()
    assert page.status_code == 200
    assert "<script" not in page.text


def test_a_visitor_of_the_desk_sees_no_paths_of_the_server(desk: DeskOf) -> None:
    clerk: Visitor = desk.of_unit("akzhar")
    (desk.root / "raw").rename(desk.root / "share")
    answer = clerk.hand_in(("a.xlsx", build()))
    assert (answer.status_code, str(desk.root) in answer.text) == (503, False)
    assert "tell the region" in answer.text
