"""Instructions executed, counted by valgrind if it is installed: other load on the machine doesn't change them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from bench import corpus
from bench.measure import Measure, instructions, python

_FEW, _MANY = 5, 25
_CALAMINE = "from bench.rivals import calamine as read"
_CHECK = """
from schemas.forms import forms
from schemas.units.register import UnitRegister
from svod.pipeline.check_return import check_return
known, units = forms(), UnitRegister.read()
def read(files):
    for file in files:
        check_return(file.read_bytes(), file.name, known, units)
"""
_READ_ALL = "import sys\nfrom pathlib import Path\nread([Path(file) for file in sys.argv[1:]])"
_COMMAND = "from flows.cli.app import main; main()"


def measures(temporary: Path) -> Iterator[Measure]:
    """The rows of the table. None if valgrind isn't installed."""
    if shutil.which("valgrind"):
        files = list(map(str, corpus.narrow(temporary / "returns", _MANY)))
        check, calamine = _of_a_return(_CHECK, files), _of_a_return(_CALAMINE, files)
        yield Measure("instructions to check a return", check / 1e6, "million")
        yield Measure("instructions to check a return / calamine alone", check / calamine, "x", 2.0)
        for name, words in {"svod check FILE": ["check", files[0]], "svod --help": ["--help"]}.items():
            yield Measure(f"instructions of {name}", instructions(python("-c", _COMMAND, *words)) / 1e6, "million")


def _of_a_return(read: str, files: list[str]) -> float:
    """The instructions for each return that a process executes more if it reads many returns instead of few."""
    few, many = (instructions(python("-c", read + "\n" + _READ_ALL, *files[:count])) for count in (_FEW, _MANY))
    return (many - few) / (_MANY - _FEW)
