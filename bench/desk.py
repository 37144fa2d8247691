"""The desk under load: 20 clerks hand in 200 files within a minute, while each looks at its unit's page."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from statistics import median
from zipfile import ZipFile

import httpx

from bench import corpus
from bench.measure import Measure
from bench.rivals import workspace
from svod.pipeline.links import make_link
from svod.pipeline.run import consolidate
from svod.pipeline.workspace import Workspace

_CLERKS, _FILES, _SECONDS = 20, 10, 60
_PORT = 18180
_TICK = os.sysconf("SC_CLK_TCK")


def measures(temporary: Path) -> Iterator[Measure]:
    """The rows of the table."""
    of = workspace(temporary / "desk")
    files = sorted(corpus.sample(of.storage.raw))
    consolidate(of)
    before = len(of.storage.ledger.receipts())
    units = [unit.unit for unit in of.known.units.owing]
    links = [make_link(of, units[number % len(units)], None, 1, "bench")[0] for number in range(_CLERKS)]
    with ThreadPoolExecutor(_CLERKS) as clerks:
        process = _started(of)
        try:
            began = time.monotonic()
            done = list(clerks.map(_hand_in, links, range(_CLERKS), [files[0].read_bytes()] * _CLERKS))
            elapsed = time.monotonic() - began
            receipts = of.storage.ledger.receipts()[before:]
            yield Measure(f"{_CLERKS * _FILES} files handed in at once, on the clock", elapsed, "s", _SECONDS)
            acknowledged = {number for numbers, _ in done for number in numbers}
            lost = acknowledged - {one.submission for one in receipts}
            yield Measure("files acknowledged without a receipt", len(lost), "", 0)
            yield Measure("files received twice", len(receipts) - len({one.sha256 for one in receipts}), "", 0)
            yield Measure("files not received", _CLERKS * _FILES - len(acknowledged), "", 0)
            yield Measure("a page meanwhile, on the clock, median", median(page for _, pages in done for page in pages), "s")
            yield from _pages(process.pid, links)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(60)


def _pages(pid: int, links: Sequence[str]) -> Iterator[Measure]:
    """What a page costs when nothing else happens."""
    with httpx.Client() as client:
        client.get(_address(links[0]))
        began, spent = time.monotonic(), _processor(pid)
        for link in [*links] * 5:
            client.get(_address(link)).raise_for_status()
        pages = 5 * len(links)
        yield Measure("a unit's page, processor", (_processor(pid) - spent) / pages, "s", 0.3)
        yield Measure("a unit's page, on the clock", (time.monotonic() - began) / pages, "s")


def _hand_in(link: str, clerk: int, content: bytes) -> tuple[list[int], list[float]]:
    """The numbers of the receipts that a clerk got for files handed in, and how long each page took before."""
    numbers: list[int] = []
    seconds = []
    with httpx.Client(timeout=120) as client:
        for file in range(_FILES):
            began = time.monotonic()
            page = client.get(_address(link)).text
            seconds.append(time.monotonic() - began)
            fields = dict(re.findall(r'name="(key|delivery)" value="([\w-]+)"', page))
            sent = [("file", (f"{file}.xlsx", _unlike(content, f"{clerk} {file}")))]
            answer = client.post(_address(link), data=fields, files=sent)
            numbers.append(int(answer.headers["location"].rpartition("/")[2]))
    return numbers, seconds


def _unlike(content: bytes, remark: str) -> bytes:
    """The same workbook with other bytes."""
    changed = BytesIO(content)
    with ZipFile(changed, "a") as archive:
        archive.comment = remark.encode()
    return changed.getvalue()


def _started(of: Workspace) -> subprocess.Popen[bytes]:
    """A desk that answers."""
    root = of.storage.raw.parent
    environment = os.environ | {"SVOD_DESK_PORT": str(_PORT), "PATH": ""}
    command = [sys.executable, "-c", "from flows.cli.app import main; main()", "--data", str(root), "desk"]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    while True:
        try:
            httpx.get(f"http://127.0.0.1:{_PORT}/desk.css")
        except httpx.TransportError:
            time.sleep(0.2)
        else:
            return process


def _address(link: str) -> str:
    return f"http://127.0.0.1:{_PORT}/u/{link}"


def _processor(pid: int) -> float:
    """The seconds of processor time that a process has spent."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK
