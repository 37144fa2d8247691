"""Opening a workbook in a process of its own first, where nothing else tells whether that is safe.

An xlsx package is looked at before calamine reads it. Of the other formats nothing is known beforehand, and a damaged one can
make calamine ask for so much memory that its process is ended, and every other return's with it.
"""

import subprocess
import sys

_SECONDS = 10
_PROGRAM = """
import io, resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
from python_calamine import CalamineWorkbook
try:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    for name in workbook.sheet_names:
        workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
except MemoryError:
    raise
except Exception:  # a panic is none
    sys.exit(3)
"""
_LIVED, _DECLINED = 0, 3


def survives(content: bytes) -> bool:
    """Whether a process that reads the workbook's every sheet lives to its end, in a gigabyte and ten seconds.

    A workbook that calamine declines in words does: here it will decline it again.
    """
    command = [sys.executable, "-I", "-c", _PROGRAM]
    try:
        ended = subprocess.run(command, input=content, capture_output=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return False
    return ended.returncode in (_LIVED, _DECLINED)
