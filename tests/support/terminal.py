"""A terminal of some width, as programs see one."""

import fcntl
import os
import pty
import struct
import subprocess
import termios
from collections.abc import Mapping, Sequence
from pathlib import Path


def on_terminal(words: Sequence[str], cwd: Path, environment: Mapping[str, str], columns: int = 80) -> tuple[int, str]:
    """Run a program on a terminal, and return its exit code and what the terminal got: stdout and stderr."""
    outer, inner = pty.openpty()
    fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    with subprocess.Popen(words, cwd=cwd, env=environment, stdin=inner, stdout=inner, stderr=inner) as process:
        os.close(inner)
        with open(outer, "rb", buffering=0) as terminal:  # noqa: PTH123  # a descriptor, not a path
            shown = bytearray()
            try:
                while piece := terminal.read(1 << 16):
                    shown += piece
            except OSError:  # how Linux says that nobody writes any more
                pass
    return process.returncode, shown.decode("utf-8", "replace").replace("\r\n", "\n")
