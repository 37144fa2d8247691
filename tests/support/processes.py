"""Processes that tests start and end: a free port, a server in the background, waiting for a condition."""

import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path


def free_port() -> int:
    """A port of this machine on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(words: Sequence[str], cwd: Path, environment: Mapping[str, str], log: Path) -> Iterator[None]:
    """A process in the background. Its output goes into a file."""
    with log.open("w") as output:
        process = subprocess.Popen(words, cwd=cwd, env=environment, stdout=output, stderr=subprocess.STDOUT)
        try:
            yield
        finally:
            process.terminate()
            process.wait(timeout=60)


def wait_until(holds: Callable[[], bool], seconds: float, log: Path) -> None:
    """Wait until a condition holds. Fail with the process's output if it never does."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.5)
