"""Compiles what the page imports. Runs in Pyodide, because another Python's bytecode would be of no use there.

Importing source takes three times as long as importing bytecode, which takes twice the space. So modules of the standard
library and of packages are compiled if a check imports them, and else left as they are. All modules of svod are compiled, each
stored under the hash of its source: whoever packs a page takes the source itself if it has changed since.
"""

import marshal
import sys
from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.util import MAGIC_NUMBER, source_hash
from pathlib import Path
from zipfile import ZipFile, ZipInfo

SOURCE, FETCHED, MADE, UNPACKED = Path("/source"), Path("/fetched"), Path("/made"), Path("/unpacked")
STDLIB = FETCHED / "node_modules/pyodide/python_stdlib.zip"
UNCHECKED = (1).to_bytes(4, "little")
"""The flags of bytecode that has the hash of its source, which nobody compares."""
LEFT_OUT = ("_pyrepl/", "multiprocessing/", "pydantic/v1/", "unittest/")
"""A terminal, processes, tests and a former version of pydantic: a page has no use for them."""
OURS = ("flows/browser", "schemas", "svod")


def files_in(archive: Path) -> Iterator[tuple[str, bytes]]:
    """The names and contents of an archive's files. Native modules for other machines than the page are left out."""
    with ZipFile(archive) as opened:
        for name in opened.namelist():
            if (
                not name.endswith("/")
                and not name.startswith(LEFT_OUT)
                and "-linux-gnu" not in name
                and ".dist-info/" not in name
            ):
                yield name, opened.read(name)


def compiled(name: str, source: bytes) -> bytes:
    """The bytecode of a module as a file that needs no source."""
    code = compile(source, name, "exec", dont_inherit=True)
    return MAGIC_NUMBER + UNCHECKED + source_hash(source) + marshal.dumps(code)


def pack(archive: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write an archive, with the modules that were imported as bytecode. It is not packed: the page's parts are."""
    with ZipFile(archive, "w") as written:
        for name, content in files:
            module = name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
            if name.endswith(".py") and module in sys.modules:
                written.writestr(ZipInfo(f"{name}c"), compiled(name, content))
            else:
                written.writestr(ZipInfo(name), content)


wheels = [file for wheel in sorted(FETCHED.glob("*.whl")) for file in files_in(wheel)]
for name, content in wheels:
    (UNPACKED / name).parent.mkdir(parents=True, exist_ok=True)
    (UNPACKED / name).write_bytes(content)
sys.path[:0] = [str(SOURCE), str(UNPACKED)]
import flows.browser.checking  # noqa: E402, F401
from schemas.language.name_key import nearest  # noqa: E402

nearest("рэйд", ["рейд"])  # imports what only a misspelt name needs

pack(MADE / "python_stdlib.zip", files_in(STDLIB))
pack(MADE / "packages.zip", wheels)
for folder in OURS:
    for module in sorted((SOURCE / folder).rglob("*.py")):
        source = module.read_bytes()
        name = module.relative_to(SOURCE).as_posix()
        (MADE / "compiled" / f"{sha256(source).hexdigest()}.pyc").write_bytes(compiled(name, source))
