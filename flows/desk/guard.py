"""What keeps the desk from harm: limits of size and of how often, headers that allow a browser nothing, keys of forms."""

import time
from collections import OrderedDict
from collections.abc import Callable
from hashlib import sha256
from hmac import compare_digest
from threading import Lock

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",  # the path of a page is what lets people in
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "x-robots-tag": "noindex, nofollow",
}
_MOST_KEYS = 10_000


class TooLarge(Exception):
    """A request is larger than the desk takes."""


class Guarded:
    """An application whose answers have safe headers, and whose requests have at most some bytes."""

    def __init__(self, app: ASGIApp, most_bytes: int) -> None:
        self._app = app
        self._most_bytes = most_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        taken = 0

        async def receive_some() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._most_bytes:
                raise TooLarge
            return message

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = [(name, value) for name, value in message["headers"] if name.decode() not in _HEADERS]
                message = {**message, "headers": [*own, *((name.encode(), value.encode()) for name, value in _HEADERS.items())]}
            await send(message)

        await self._app(scope, receive_some, send_safely)


class Rate:
    """How often something may be done by the same person: at most some times at once, and as many a minute."""

    def __init__(self, a_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._a_minute = a_minute
        self._clock = clock
        self._lock = Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def allows(self, who: str, times: int = 1) -> bool:
        """True if it may be done once more, or some times more. It counts as done then."""
        with self._lock:
            now = self._clock()
            left, since = self._left.pop(who, (self._a_minute, now))
            left = min(self._a_minute, left + (now - since) * self._a_minute / 60)
            is_allowed = left >= times
            self._left[who] = left - times if is_allowed else left, now
            while len(self._left) > _MOST_KEYS:
                self._left.popitem(last=False)
            return is_allowed


def form_key(secret: str) -> str:
    """What a form of a page carries, so that only that page can send it."""
    return sha256(b"form " + secret.encode()).hexdigest()[:32]


def is_own_form(secret: str, key: object, fetch_site: str | None) -> bool:
    """True if a form was sent from the page to which its secret leads."""
    return (
        isinstance(key, str) and compare_digest(key.encode(), form_key(secret).encode()) and fetch_site in (None, "same-origin")
    )
