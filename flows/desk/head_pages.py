"""The head's pages: the register of a period, what is open, reports, and decisions."""

import logging
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from flows.desk.decisions import OF_THE_HEAD, Decided
from flows.desk.page import TEXTS, page
from flows.desk.visit import Refused, Visit
from svod.pipeline.desk import HeadDesk, head_desk

_LOG = logging.getLogger("svod.desk")


async def head_page(visit: Visit) -> Response:
    """The page of a period, by default of the latest one."""
    desk = await _desk(visit)
    said = TEXTS.group("said").get(visit.request.query_params.get("said", ""))
    return page("head", visit.language, visit=visit, desk=desk, said=said)


async def report(visit: Visit) -> Response:
    """A report of a period."""
    desk, asked = await _desk(visit), visit.path("name")
    if desk is None or asked not in {path.as_posix() for path in desk.reports}:
        raise Refused(404, TEXTS["refused.nothing_here"])
    folder = visit.desk.workspace.reports / desk.form.code / desk.period
    content = await run_in_threadpool((folder / asked).read_bytes)
    name = f"{desk.form.code}-{desk.period}-{asked.replace('/', '-')}"
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    return Response(content, media_type="application/octet-stream", headers=headers)


async def decide(visit: Visit) -> Response:
    """Record a decision in the name for which the link was made."""
    desk = await _desk(visit)
    async with visit.form() as sent:
        kind = str(sent.get("kind"))
        if desk is None or kind not in OF_THE_HEAD:
            raise Refused(400, TEXTS["refused.form"])
        decided = _decided(visit, desk, sent)
    await run_in_threadpool(visit.desk.books.decide, OF_THE_HEAD[kind], decided)
    _LOG.info(TEXTS.fill("log.decided", kind=kind))
    return RedirectResponse(f"{visit.home}/{desk.form.code}/{desk.period}?said=decided", 303)


def _decided(visit: Visit, desk: HeadDesk, sent: FormData) -> Decided:
    number = str(sent.get("submission", ""))
    files = [str(file) for file in sent.getlist("waive_file")]
    return Decided(
        form=desk.form.code,
        period=desk.period,
        by=visit.link.name or "",
        reason=str(sent.get("text", "")),
        unit=str(sent.get("unit", "")),
        code=str(sent.get("code", "")),
        cell=str(sent.get("cell", "")),
        submission=int(number) if number.isdecimal() else 0,
        waived=[str(unit) for unit in sent.getlist("waive")],
        waived_files=[int(file) for file in files if file.isdecimal()],
    )


async def _desk(visit: Visit) -> HeadDesk | None:
    """The desk of the period in the address. Raises Refused if nothing was received for it."""
    form, period = visit.request.path_params.get("form"), visit.request.path_params.get("period")
    desk = await visit.read(("head", form, period), lambda workspace: head_desk(workspace, form, period))
    if desk is None and form is not None:
        raise Refused(404, TEXTS["refused.nothing_here"])
    return desk
