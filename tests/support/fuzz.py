"""Damages workbooks of every format at random for some time: `python -m tests.support.fuzz SECONDS`, or `make fuzz`.

Each must be judged or refused with a reason, and marked. A file that isn't, meets a bug of ours, or ends the process that reads
it is stored under build/fuzz.
"""

import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from schemas.basics.limits import LIMITS
from schemas.records.submission import CheckedReturn
from svod.pipeline.check import check_files
from svod.pipeline.known_names import declared
from svod.pipeline.mark_return import file_ending, mark_return
from svod.reading.workbook.file_type import unreadable
from svod.reading.workbook.open import Book, open_book
from svod.workers.pool import LocalProcesses
from tests.builders.hostile_files import packed
from tests.builders.laden import laden
from tests.builders.workbooks import build
from tests.reading.test_formats import SHEETS, WRITERS

FOUND = Path("build/fuzz")
_A_BATCH = 50
_STRANGE = (
    b"",
    b"\0",
    b"\xff" * 4,
    b"\x7f\xff\xff\xff",
    b"<",
    b"&x;",
    b'"',
    b"99999999999",
    b"-1",
    b"1e999",
    b'r="XFD1048576"',
)


def damaged(content: bytes, random: Random) -> bytes:
    """Some bytes changed, removed, inserted or repeated."""
    for _ in range(random.choice((1, 1, 1, 2, 8))):
        at = random.randrange(len(content) + 1)
        length = random.choice((0, 1, 4, 40, 400))
        kinds = (
            random.choice(_STRANGE),
            random.randbytes(length),
            content[at : at + length] * 2,
            content[(elsewhere := random.randrange(len(content) + 1)) : elsewhere + length],
        )
        content = content[:at] + random.choice(kinds) + content[at + length :]
    return content


def damaged_within(content: bytes, random: Random) -> bytes:
    """A package with one damaged part."""
    with ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = random.choice(sorted(parts))
    return packed(parts | {name: damaged(parts[name], random)})


def workbooks(random: Random) -> Iterator[tuple[str, bytes]]:
    """An endless sequence of damaged workbooks with their endings."""
    good = {ending: write(SHEETS) for ending, write in WRITERS.items()} | {"xlsm": laden(build(), "Іс-шаралар", macros=True)}
    while True:
        ending, content = random.choice(sorted(good.items()))
        ways: tuple[Callable[[bytes, Random], bytes], ...] = (damaged,) if ending == "xls" else (damaged_within, damaged)
        yield ending, random.choice(ways)(content, random)


def main(seconds: float, seed: int) -> int:
    """Damage and check until the time is over. Returns 1 if something was not refused as it should be."""
    random, until, outcomes = Random(seed), time.monotonic() + seconds, Counter[str]()
    endless = workbooks(random)
    while time.monotonic() < until:
        with TemporaryDirectory() as folder:
            files = []
            for number in range(_A_BATCH):
                ending, content = next(endless)
                files.append(Path(folder, f"{number}.{ending}"))
                files[-1].write_bytes(content)
            checked = [
                one
                for found in check_files([(path, path.name) for path in files], LocalProcesses(1, LIMITS), declared(), LIMITS)
                for one in found
            ]
            for path, one in zip(files, checked, strict=True):
                outcome = _outcome(one)
                if outcome != "lost" and not _is_marked(path, one):
                    outcome = "failed"
                outcomes[outcome] += 1
                if outcome in ("lost", "failed", "wrong"):
                    _keep(path)
    print(f"seed {seed}: {sum(outcomes.values())} workbooks, {dict(outcomes.most_common())}")
    return int(outcomes["wrong"] + outcomes["failed"] > 0)


def _outcome(checked: CheckedReturn) -> str:
    errors = [issue for issue in checked.issues if issue.severity == "error"]
    if (checked.status == "rejected") != bool(errors):
        return "wrong"
    if any(issue.code == "file.failed" for issue in errors):
        return "failed"
    lost = (unreadable("time"), unreadable("crash"))
    return "lost" if any(issue in lost for issue in errors) else checked.status


def _is_marked(path: Path, checked: CheckedReturn) -> bool:
    """True if the marked workbook is made and can be opened."""
    try:
        marked = mark_return(path.read_bytes(), path.name, checked, declared().forms, "kk")
    except Exception:
        traceback.print_exc()
        return False
    return isinstance(open_book(marked, f"x{file_ending(marked)}"), Book)


def _keep(path: Path) -> None:
    FOUND.mkdir(parents=True, exist_ok=True)
    content = path.read_bytes()
    (FOUND / f"{sha256(content).hexdigest()[:12]}{path.suffix}").write_bytes(content)


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else time.time_ns() % 1_000_000))
