"""Office packages that are the same bytes on any day and any machine, of libraries that don't write them so."""

from collections.abc import Callable, Mapping
from io import BytesIO
from types import MappingProxyType
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

Edits = Mapping[str, Callable[[bytes], bytes]]
"""What is to be changed in a package's parts, by their names."""


def dateless(package: bytes, edits: Edits = MappingProxyType({})) -> bytes:
    """A package whose members say nothing of the day, the machine or the order of the disk; some of them edited."""
    target = BytesIO()
    with ZipFile(BytesIO(package)) as source, ZipFile(target, "w") as written:
        for name in source.namelist():
            content = source.read(name)
            edited = edits[name](content) if name in edits else content
            written.writestr(_member(name), edited, ZIP_DEFLATED, compresslevel=6)
    return target.getvalue()


def _member(name: str) -> ZipInfo:
    member = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    member.create_system = 3
    member.external_attr = 0o644 << 16
    return member
