"""A desk over a data folder, and people who open its pages."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import ParamSpec, TypeVar

from httpx import Response
from starlette.testclient import TestClient

from flows.desk.app import application
from flows.desk.books import Work
from flows.desk.guard import Rate
from flows.desk.readings import Readings
from flows.desk.visit import Desk, Verdicts
from svod.pipeline.doors import Doors, load_received
from svod.pipeline.links import Entrance, make_link
from tests.builders.workbooks import workspace

T = TypeVar("T")
P = ParamSpec("P")


@dataclass
class BooksAtOnce:
    """Books kept in this process. What was received waits until `load` is called."""

    root: Path

    def decide(self, work: Work[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        return work(workspace(self.root), *arguments, **named)

    def load_soon(self) -> None:
        pass

    def load(self) -> None:
        load_received(workspace(self.root))


@dataclass
class Visitor:
    """Somebody with a link. `form` fills in the key of the page, as a browser does."""

    client: TestClient
    home: str
    language: str = "en"

    def get(self, path: str = "") -> Response:
        self.client.cookies.set("lang", self.language)
        answer: Response = self.client.get(f"{self.home}{path}")
        return answer

    def send(self, path: str, fields: Mapping[str, object], files: Sequence[tuple[str, bytes]] = ()) -> Response:
        """Send a form of the page."""
        key = re.search(r'name="key" value="(\w+)"', self.get().text)
        parts = [("file", (name, content)) for name, content in files]
        data = {"key": key[1] if key else "", **fields}
        answer: Response = self.client.post(f"{self.home}{path}", data=data, files=parts or None)
        return answer

    def hand_in(self, *files: tuple[str, bytes]) -> Response:
        delivery = re.search(r'name="delivery" value="([\w-]+)"', self.get().text)
        assert delivery
        return self.send("", {"delivery": delivery[1]}, files)


@dataclass
class DeskOf:
    """The desk of a data folder."""

    root: Path
    books: BooksAtOnce = field(init=False)
    client: TestClient = field(init=False)
    desk: Desk = field(init=False)

    def __post_init__(self) -> None:
        self.books = BooksAtOnce(self.root)
        opened = workspace(self.root)
        self.desk = Desk(Entrance(opened), Doors(opened), Readings(lambda: workspace(self.root)), self.books, Verdicts(2))
        self.client = self._client()

    def take_any_number(self) -> None:
        """Let everybody ask as often as they like from now on."""
        rate = Rate(10**6)
        self.desk = replace(self.desk, requests=rate, files=rate, strangers=rate)
        self.client = self._client()

    def of_unit(self, unit: str, days: int = 30, language: str = "en") -> Visitor:
        secret, _ = make_link(workspace(self.root), unit, None, days, "test")
        return Visitor(self.client, f"/u/{secret}", language)

    def of_head(self, name: str = "Head", days: int = 30, language: str = "en") -> Visitor:
        secret, _ = make_link(workspace(self.root), None, name, days, "test")
        return Visitor(self.client, f"/h/{secret}", language)

    def _client(self) -> TestClient:
        return TestClient(application(self.desk), base_url="https://desk.example", raise_server_exceptions=False)
