"""Office files with the same bytes on every day and machine, from libraries that write the current time into them."""

from collections.abc import Callable, Mapping
from io import BytesIO
from types import MappingProxyType
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

Edits = Mapping[str, Callable[[bytes], bytes]]
"""Functions that change the content of parts, by the part's name."""


def dateless(package: bytes, edits: Edits = MappingProxyType({})) -> bytes:
    """Zip the package again, without timestamps and machine-specific attributes, with some parts edited."""
    target = BytesIO()
    with ZipFile(BytesIO(package)) as source, ZipFile(target, "w") as target_zip:
        for name in source.namelist():
            content = source.read(name)
            edited = edits[name](content) if name in edits else content
            target_zip.writestr(_member(name), edited, ZIP_DEFLATED, compresslevel=6)
    return target.getvalue()


def _member(name: str) -> ZipInfo:
    member = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    member.create_system = 3
    member.external_attr = 0o644 << 16
    return member
