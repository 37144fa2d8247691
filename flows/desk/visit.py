"""One request: who came, in which language, and what the pages work with."""

from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from threading import BoundedSemaphore, Lock
from typing import TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request

from flows.desk.books import Books
from flows.desk.guard import Rate, form_key, is_own_form
from flows.desk.page import TEXTS
from flows.desk.readings import Readings
from schemas.basics.limits import MIB
from schemas.basics.text import Language, Text
from schemas.records.door_link import DoorLink
from schemas.records.sent_file import SentFile
from schemas.records.submission import CheckedReturn
from svod.pipeline.desk import verdict
from svod.pipeline.doors import Doors
from svod.pipeline.links import Entrance
from svod.pipeline.workspace import Workspace

_VERDICTS_KEPT = 500
_MOST_FILES = 20
_MOST_FIELDS = 2000
_LONGEST_FIELD = 16_000
_BODY_OVER_FILE = 4

T = TypeVar("T")


class Refused(Exception):
    """A request that the desk doesn't fulfil: the status of the answer, and why."""

    def __init__(self, status: int, text: Text) -> None:
        super().__init__(text.en)
        self.status, self.text = status, text


class Verdicts:
    """The verdicts on files that are not loaded yet. Each is checked once, and as many at a time as there are workers."""

    def __init__(self, workers: int) -> None:
        self._workers = BoundedSemaphore(workers)
        self._lock = Lock()
        self._known: OrderedDict[int, CheckedReturn] = OrderedDict()

    def get(self, workspace: Workspace, file: SentFile, unit: str) -> CheckedReturn:
        """The verdict on a file that came through a unit's door."""
        with self._workers:
            with self._lock:
                known = self._known.get(file.submission)
            if known is None:
                known = verdict(workspace, file, unit)
                with self._lock:
                    self._known[file.submission] = known
                    if len(self._known) > _VERDICTS_KEPT:
                        self._known.popitem(last=False)
            return known


@dataclass(frozen=True)
class Desk:
    """What the pages of a data folder work with. `send_to` is what blanks say about where returns are sent."""

    entrance: Entrance
    doors: Doors
    readings: Readings
    books: Books
    verdicts: Verdicts
    send_to: str | None = None
    requests: Rate = field(default_factory=lambda: Rate(240))
    files: Rate = field(default_factory=lambda: Rate(60))
    strangers: Rate = field(default_factory=lambda: Rate(30))

    @property
    def workspace(self) -> Workspace:
        """The workspace as of the last publication."""
        return self.readings.workspace

    @property
    def most_bytes(self) -> int:
        """The largest file that is taken."""
        return self.workspace.limits.max_packed * MIB

    @property
    def most_bytes_sent(self) -> int:
        """The largest request that is read."""
        return _BODY_OVER_FILE * self.most_bytes


@dataclass(frozen=True)
class Visit:
    """A request by whoever has a link, in the reader's language."""

    desk: Desk
    link: DoorLink
    secret: str
    request: Request
    language: Language

    @property
    def unit(self) -> str:
        """The unit whose page it is."""
        assert self.link.unit
        return self.link.unit

    @property
    def home(self) -> str:
        """The address of the page to which the link leads."""
        return f"/{'u' if self.link.unit else 'h'}/{self.secret}"

    @property
    def key(self) -> str:
        """What the forms of its pages carry."""
        return form_key(self.secret)

    def path(self, name: str) -> str:
        """A part of the address."""
        return str(self.request.path_params[name])

    async def read(self, about: object, function: Callable[[Workspace], T]) -> T:
        """What a function reads of the present publication."""
        return await run_in_threadpool(self.desk.readings.get, about, function)

    @asynccontextmanager
    async def form(self) -> AsyncIterator[FormData]:
        """The form that was sent; its files are gone afterwards. Raises Refused if it isn't one of the link's own pages."""
        limits = {"max_files": _MOST_FILES, "max_fields": _MOST_FIELDS, "max_part_size": _LONGEST_FIELD}
        async with self.request.form(**limits) as sent:
            if not is_own_form(self.secret, sent.get("key"), self.request.headers.get("sec-fetch-site")):
                raise Refused(403, TEXTS["refused.form"])
            yield sent
