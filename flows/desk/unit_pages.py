"""A unit's pages: what it owes, hand in, the verdict, the marked workbook, explanations, what was sent before."""

import logging
import re
from asyncio import gather
from collections.abc import Sequence
from secrets import token_urlsafe
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response

from flows.desk.decisions import Decided, explain_query, withdraw_sent
from flows.desk.page import TEXTS, page
from flows.desk.visit import Refused, Visit
from schemas.declaration.period import Period
from schemas.records.sent_file import SentFile
from schemas.records.submission import Door
from svod.pipeline.blanks import blank_for
from svod.pipeline.desk import UnitDesk, file_issues, marked, unit_desk
from svod.pipeline.mark_return import file_ending

_LOG = logging.getLogger("svod.desk")

_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
}
_TAKEN_BACK = ("accepted", "superseded", "unchanged")
_DELIVERY = re.compile(r"[\w-]{10,64}")


async def unit_page(visit: Visit) -> Response:
    """The unit's own page."""
    own, waiting = await _own(visit)
    return page(
        "unit",
        visit.language,
        visit=visit,
        unit=visit.desk.workspace.known.units.names_of(visit.unit),
        owed=own.owed,
        files=[*waiting, *own.files],
        delivery=token_urlsafe(12),
        said=TEXTS.group("said").get(visit.request.query_params.get("said", "")),
    )


async def hand_in(visit: Visit) -> Response:
    """Receive the files that were sent. Each is safe before the answer leads to the verdicts."""
    async with visit.form() as sent:
        files = [file for file in sent.getlist("file") if isinstance(file, UploadFile) and file.filename]
        numbers = await _received(visit, str(sent.get("delivery")), files)
    visit.desk.books.load_soon()
    _LOG.info(TEXTS.fill("log.received", unit=visit.unit, numbers=", ".join(numbers)))
    return RedirectResponse(f"{visit.home}/files/{'-'.join(numbers)}", 303)


async def _received(visit: Visit, delivery: str, files: Sequence[UploadFile]) -> Sequence[str]:
    """The numbers of the receipts of files that were sent with one form."""
    desk, numbers = visit.desk, []
    if not files or not _DELIVERY.fullmatch(delivery):
        raise Refused(400, TEXTS["refused.no_file"])
    if not desk.files.allows(visit.link.sha256, len(files)):
        raise Refused(429, TEXTS["refused.often"])
    if any((file.size or 0) > desk.most_bytes for file in files):
        raise Refused(413, TEXTS.fill("refused.large", most=desk.workspace.limits.max_packed))
    door = Door("desk", visit.unit)
    for place, file in enumerate(files):
        content, name = await file.read(), file.filename or ""
        receipt = await run_in_threadpool(desk.doors.receive, door, name, content, f"{delivery}-{place}")
        numbers.append(str(receipt.submission))
    return numbers


async def file_page(visit: Visit) -> Response:
    """The receipts and verdicts of some files that the unit sent."""
    files = [await _file(visit, number) for number in visit.path("numbers").split("-")[:20]]
    found = await gather(*(_found(visit, file) for file in files))
    shown = [(file, *of_file) for file, of_file in zip(files, found, strict=True)]
    return page("files", visit.language, visit=visit, shown=shown, taken_back=_TAKEN_BACK)


async def marked_workbook(visit: Visit) -> Response:
    """The clerk's own workbook with its issues marked."""
    file = await _file(visit, visit.path("number"))
    content = await run_in_threadpool(marked, visit.desk.workspace, file, visit.language)
    return _download(content, f"{file.name.rpartition('.')[0] or file.name} ({visit.language}){file_ending(content)}")


async def blank(visit: Visit) -> Response:
    """The blank of a return that the unit owes."""
    own, _ = await _own(visit)
    asked = visit.path("form"), visit.path("period")
    owed = next((one for one in own.owed if (one.form.code, one.period) == asked), None)
    if owed is None:
        raise Refused(404, TEXTS["refused.nothing_here"])
    desk, period = visit.desk, Period.parse(owed.period)
    content = await run_in_threadpool(blank_for, desk.workspace, owed.form, period, visit.unit, visit.language, desk.send_to)
    return _download(content, f"{visit.unit}-{owed.form.code}-{owed.period}.xlsx")


async def explain(visit: Visit) -> Response:
    """Explain a query of the unit's current return."""
    own, _ = await _own(visit)
    async with visit.form() as sent:
        asked = str(sent.get("form")), str(sent.get("period")), str(sent.get("code")), str(sent.get("cell"))
        text = str(sent.get("text", ""))
    if asked not in {(one.form.code, one.period, issue.code, issue.place) for one in own.owed for issue in one.issues}:
        raise Refused(409, TEXTS["refused.no_query"])
    form, period, code, cell = asked
    decided = Decided(form, period, visit.unit, text, visit.unit, code, cell)
    await run_in_threadpool(visit.desk.books.decide, explain_query, decided)
    return RedirectResponse(f"{visit.home}?said=explained", 303)


async def take_back(visit: Visit) -> Response:
    """Withdraw a file that the unit sent through its own door."""
    async with visit.form() as sent:
        text = str(sent.get("text", ""))
    file = await _file(visit, visit.path("number"))
    if not file.file.startswith("doors/") or file.status is None:
        raise Refused(409, TEXTS["refused.too_early"])
    decided = Decided("", "", visit.unit, text, submission=file.submission)
    await run_in_threadpool(visit.desk.books.decide, withdraw_sent, decided)
    return RedirectResponse(f"{visit.home}?said=taken_back", 303)


async def _own(visit: Visit) -> tuple[UnitDesk, Sequence[SentFile]]:
    """What the unit owes and sent, and what it sent that isn't loaded yet."""
    unit = visit.unit
    own = await visit.read(("unit", unit), lambda workspace: unit_desk(workspace, unit))
    return own, visit.desk.entrance.waiting(unit, own.loaded)


async def _file(visit: Visit, number: str) -> SentFile:
    """A file of the unit by the number of its receipt. Raises Refused if it isn't the unit's."""
    own, waiting = await _own(visit)
    file = next((file for file in (*waiting, *own.files) if str(file.submission) == number), None)
    if file is None:
        raise Refused(404, TEXTS["refused.nothing_here"])
    return file


async def _found(visit: Visit, file: SentFile) -> tuple[bool, Sequence[object]]:
    """Whether a file is rejected, and its issues: as they are loaded, else as a worker finds them now.

    Those of a file in another unit's return are not shown: they may quote what that unit sent before.
    """
    if file.unit not in (None, visit.unit):
        return file.status == "rejected", ()
    if file.status:
        issues = await visit.read(("file", file.submission), lambda workspace: file_issues(workspace, file.submission))
        return file.status == "rejected", issues
    checked = await run_in_threadpool(visit.desk.verdicts.get, visit.desk.workspace, file, visit.unit)
    order = ("error", "query", "info")
    return checked.status == "rejected", sorted(checked.issues, key=lambda issue: order.index(issue.severity))


def _download(content: bytes, name: str) -> Response:
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    return Response(content, media_type=_TYPES[name[-5:]], headers=headers)
