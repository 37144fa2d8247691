"""Several writers append to the ledger in turn: it stays a chain in the order of its moments, and each line is loaded once."""

from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from threading import Thread

from schemas.records.submission import Receipt
from svod.intake.ledger import received
from svod.intake.storage import Storage
from svod.pipeline.run import Run, consolidate
from tests.builders.workbooks import build, is_settled, load, put_raw, query, workspace

SUBMISSIONS = "select submission, file, status from svod.submission order by submission"


def _receive(root: Path, file: str, content: bytes, at: datetime) -> None:
    """Receive a file as another process does."""
    storage = Storage.in_folder(root)
    entry = received(Receipt(0, file, storage.kept.keep_bytes(content), at, at))
    put_raw(root, {file: content})
    storage.ledger.add(storage.ledger.read(), [entry])


def test_writers_in_turn_keep_the_chain_and_the_order_of_moments(tmp_path: Path) -> None:
    def work(name: int) -> None:
        storage = Storage.in_folder(tmp_path)
        state = storage.ledger.read()
        for number in range(20):
            at = datetime.fromisoformat(f"2026-06-10T09:00:{number:02}+05:00")
            digest = storage.kept.keep_bytes(f"{name} {number}".encode())
            storage.ledger.add(state, [received(Receipt(0, f"{name}/{number}.xlsx", digest, at, at))])

    writers = [Thread(target=work, args=(name,)) for name in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    storage = Storage.in_folder(tmp_path)
    state = storage.ledger.read()
    receipts = storage.ledger.receipts()
    assert (state.breaks, state.receipts, len({one.file for one in receipts})) == ([], 80, 80)
    moments = [one.recorded_at for one in receipts]
    assert moments == sorted(set(moments))
    assert all(storage.kept.holds(one.sha256) for one in receipts)


def test_what_is_received_during_a_run_is_loaded_once(tmp_path: Path) -> None:
    """One file comes before the run looks through raw/, one while it does: that one is found there too, and has its receipt."""
    load(tmp_path, {"a.xlsx": build()})
    own = workspace(tmp_path)

    def choose(_: Run) -> None:
        _receive(tmp_path, "b.xlsx", build(cover={"unit": "esil"}), own.now())
        put_raw(tmp_path, {"c.xlsx": build(cover={"unit": "zhambyl"})})

    consolidate(own, choose)
    assert is_settled(load(tmp_path))
    assert query(tmp_path, SUBMISSIONS) == [(1, "a.xlsx", "accepted"), (2, "b.xlsx", "accepted"), (3, "c.xlsx", "accepted")]


def test_nothing_is_received_while_a_decision_is_judged(tmp_path: Path) -> None:
    load(tmp_path, {"2026-06-10/a.xlsx": build()})
    own = workspace(tmp_path)
    order: list[str] = []

    def receive() -> None:
        _receive(tmp_path, "b.xlsx", build(cover={"unit": "esil"}), own.now())
        order.append("received")

    def choose(run: Run) -> Collection[str]:
        with run.undisturbed():
            other = Thread(target=receive)
            other.start()
            other.join(0.2)
            run.record("withdrawn", [{"submission": 1, "form": "labour12", "period": "2026"}], by="Head")
            order.append("decided")
        other.join()
        return ()

    consolidate(own, choose)
    assert order == ["decided", "received"]
    load(tmp_path)
    assert query(tmp_path, SUBMISSIONS) == [(1, "2026-06-10/a.xlsx", "withdrawn"), (2, "b.xlsx", "accepted")]
