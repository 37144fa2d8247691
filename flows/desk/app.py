"""The desk's application: which address leads to which page, who is let in, and what is said where something is refused."""

import logging
from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from flows.desk.guard import Guarded, TooLarge
from flows.desk.head_pages import decide, head_page, report
from flows.desk.page import TEXTS, language_of, sentence, style
from flows.desk.unit_pages import blank, explain, file_page, hand_in, marked_workbook, take_back, unit_page
from flows.desk.visit import Desk, Refused, Visit
from schemas.basics.exceptions import NotAllowed, NothingSaid, SvodError, UnknownName, WarehouseLocked
from schemas.basics.text import Language

_LOG = logging.getLogger("svod.desk")

Answer = Callable[[Visit], Awaitable[Response]]

_STATUSES: dict[type[SvodError], int] = {NotAllowed: 409, NothingSaid: 400, UnknownName: 409, WarehouseLocked: 503}
"""The errors whose sentence is meant for whoever sent a form. Others name folders of the server: they are logged."""


def application(desk: Desk) -> ASGIApp:
    """The pages of a data folder."""

    def route(path: str, answer: Answer, method: str = "GET") -> Route:
        return Route(path, _let_in(desk, answer, of_unit=path.startswith("/u/")), methods=[method])

    async def send_style(_: Request) -> Response:
        return Response(style(), media_type="text/css")

    routes = [
        Route("/desk.css", send_style),
        route("/u/{secret}", unit_page),
        route("/u/{secret}", hand_in, "POST"),
        route("/u/{secret}/blank/{form}/{period}", blank),
        route("/u/{secret}/explain", explain, "POST"),
        route("/u/{secret}/files/{numbers}", file_page),
        route("/u/{secret}/file/{number}/marked.xlsx", marked_workbook),
        route("/u/{secret}/file/{number}/withdraw", take_back, "POST"),
        route("/h/{secret}", head_page),
        route("/h/{secret}/{form}/{period}", head_page),
        route("/h/{secret}/{form}/{period}", decide, "POST"),
        route("/h/{secret}/{form}/{period}/report/{name:path}", report),
    ]
    handlers = {Exception: _failed, HTTPException: _not_here, Refused: _refused, SvodError: _stopped, TooLarge: _too_large}
    app = Starlette(routes=routes, exception_handlers=handlers)  # type: ignore[arg-type]  # each takes what it is for
    app.state.desk = desk
    return Guarded(app, desk.most_bytes_sent)


def _let_in(desk: Desk, answer: Answer, *, of_unit: bool) -> Callable[[Request], Awaitable[Response]]:
    """Answer those who have a link of the page's kind that is in use."""

    async def letting_in(request: Request) -> Response:
        language, secret = _language(request), str(request.path_params["secret"])
        stranger = request.client.host if request.client else ""
        link = await run_in_threadpool(desk.entrance.link, secret)
        if link is None or (link.unit is not None) != of_unit or link.unit not in (None, *desk.workspace.known.units.by_code):
            if not desk.strangers.allows(stranger):
                raise Refused(429, TEXTS["refused.often"])
            raise Refused(404, TEXTS["refused.no_link"])
        if link.until <= desk.workspace.now():
            raise Refused(410, TEXTS.fill("refused.expired", until=link.until.date()))
        if not desk.requests.allows(link.sha256):
            raise Refused(429, TEXTS["refused.often"])
        return await answer(Visit(desk, link, secret, request, language))

    return letting_in


def _language(request: Request) -> Language:
    desk: Desk = request.app.state.desk
    return language_of(request, desk.workspace.place.at(desk.workspace.clock()).languages[0])


async def _refused(request: Request, error: Refused) -> Response:
    return sentence(_language(request), error.status, error.text, _back(request))


async def _not_here(request: Request, error: HTTPException) -> Response:
    return sentence(_language(request), error.status_code, TEXTS["refused.nothing_here"])


async def _too_large(request: Request, _: TooLarge) -> Response:
    desk: Desk = request.app.state.desk
    most = desk.workspace.limits.max_packed
    return sentence(_language(request), 413, TEXTS.fill("refused.large", most=most), _back(request))


async def _stopped(request: Request, error: SvodError) -> Response:
    if status := _STATUSES.get(type(error)):
        return sentence(_language(request), status, error.message, _back(request))
    _LOG.error(error.message)
    return sentence(_language(request), 503, TEXTS["refused.later"], _back(request))


async def _failed(request: Request, error: Exception) -> Response:
    _LOG.error(TEXTS["log.failed"], exc_info=error)
    return sentence(_language(request), 500, TEXTS["refused.later"], _back(request))


def _back(request: Request) -> str | None:
    """The page to which the link in the address leads."""
    parts = request.url.path.split("/")
    return "/".join(parts[:3]) if parts[1:2] and parts[1] in ("u", "h") and len(parts) > 2 else None
