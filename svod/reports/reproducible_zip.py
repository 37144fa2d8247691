"""Office files with the same bytes on every day and machine, from libraries that write the current time into them."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def dateless(package: bytes) -> bytes:
    """Zip the package again, without timestamps and machine-specific attributes."""
    target = BytesIO()
    with ZipFile(BytesIO(package)) as source, ZipFile(target, "w") as target_zip:
        for name in source.namelist():
            target_zip.writestr(undated(name), source.read(name), ZIP_DEFLATED, compresslevel=6)
    return target.getvalue()


def undated(name: str) -> ZipInfo:
    """A member of a zip file without a date or anything of this machine."""
    member = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    member.create_system = 3
    member.external_attr = 0o644 << 16
    return member
