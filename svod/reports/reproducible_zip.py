"""Office packages that are the same bytes on any day and any machine."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def dateless(package: bytes) -> bytes:
    """A package whose members say nothing of the day, the machine or the order of the disk."""
    target = BytesIO()
    with ZipFile(BytesIO(package)) as source, ZipFile(target, "w") as written:
        for name in source.namelist():
            written.writestr(_member(name), source.read(name), ZIP_DEFLATED, compresslevel=6)
    return target.getvalue()


def _member(name: str) -> ZipInfo:
    member = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    member.create_system = 3
    member.external_attr = 0o644 << 16
    return member
