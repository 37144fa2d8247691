"""A zip package: its directory, and its parts unpacked, never to more than they declare."""

import struct
import zipfile
import zlib
from collections.abc import Mapping
from functools import cached_property, lru_cache
from io import BytesIO
from posixpath import join, normpath, split

from schemas.basics.limits import Limits
from svod.reading.workbook.damage import Damaged
from svod.reading.workbook.xml import in_utf8, tree

# Longer parts are the returns' own.
_SMALL = 1 << 12
_STATING = ("mimetype", "content.xml", "index.xml", "index.apxl")
_BEGINNING = 4096
_XML = (".xml", ".rels")


class Package:
    """The parts of a zip package. What is broken or strange about it raises Damaged, or what zipfile and zlib raise.

    Parts are named with slashes and in small letters, whatever the program wrote: so does whoever opens them, too.
    """

    def __init__(self, content: bytes, limits: Limits) -> None:
        self._content = content
        self._limits = limits
        self._zip = zipfile.ZipFile(BytesIO(content))
        self.directory = [member for member in self._zip.filelist if not member.filename.endswith("/")]
        self._members = {_normal(member.filename): member for member in self.directory}
        self.parts = frozenset(self._members)

    def size(self, part: str) -> int:
        """How long a part is as packed."""
        return self._members[part].compress_size

    def unpacked_size(self, part: str) -> int:
        """How long a part declares to be."""
        return self._members[part].file_size

    @property
    def kind(self) -> str:
        """What the package states to be: its media type or, where it has none, the beginning of the part that holds all."""
        part = next((part for part in _STATING if part in self.parts), None)
        return self.read(part)[:_BEGINNING].decode("ascii", "replace").strip() if part else ""

    @cached_property
    def workbook(self) -> str:
        """The part that lists the sheets of an Excel workbook; blank where there is none."""
        stated = _office_document(self.read("_rels/.rels"), self._limits.max_depth) if "_rels/.rels" in self.parts else ""
        return next((name for name in (stated, "xl/workbook.xml", "xl/workbook.bin") if name in self.parts), "")

    def related(self, relation: str) -> str:
        """The part that the workbook names by a relation."""
        if relation not in self._relations:
            raise Damaged(f"no relation {relation}")
        return self._relations[relation]

    @cached_property
    def _relations(self) -> dict[str, str]:
        folder, name = split(self.workbook)
        return _relations(self.read(join(folder, "_rels", f"{name}.rels")), folder, self._limits.max_depth)

    def rewritten(self, instead: Mapping[str, bytes]) -> bytes:
        """The package with other parts instead of some of its own, and all its XML in UTF-8."""
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for part in self.parts:
                content = instead.get(part) or self.read(part)
                archive.writestr(part, in_utf8(content) if part.endswith(_XML) else content)
        return packed.getvalue()

    def read(self, part: str) -> bytes:
        """A part unpacked, never to more than it declares. zipfile's own way costs as much again in a small part."""
        member = self._members.get(part)
        if member is None or member.header_offset < 0:
            raise Damaged(f"no part {part}")
        if member.compress_type != zipfile.ZIP_DEFLATED or member.flag_bits & 1:
            return self._zip.read(member)
        name, extra = struct.unpack_from("<HH", self._content, member.header_offset + 26)
        start = member.header_offset + 30 + name + extra
        unpack = _unpacked_once if member.file_size <= _SMALL else _unpacked
        return unpack(self._content[start : start + member.compress_size], member.file_size, member.CRC)


def _unpacked(packed: bytes, size: int, checksum: int) -> bytes:
    """What was packed, never more than it declares."""
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    unpacked = inflate.decompress(packed, size + 1)
    if not inflate.eof or len(unpacked) != size or zlib.crc32(unpacked) != checksum:
        raise Damaged("a part is not what it declares")
    return unpacked


_unpacked_once = lru_cache(maxsize=64)(_unpacked)
"""The parts that say which sheets there are, and how cells look, are the same in every return made from one blank."""


@lru_cache(maxsize=1024)
def _normal(name: str) -> str:
    return normpath("/" + name.replace("\\", "/").lstrip("/"))[1:].lower()


@lru_cache(maxsize=64)
def _office_document(relations: bytes, max_depth: int) -> str:
    found = (one.get("Target", "") for one in tree(relations, max_depth) if one.get("Type", "").endswith("/officeDocument"))
    return _normal(next(found, ""))


@lru_cache(maxsize=64)
def _relations(relations: bytes, folder: str, max_depth: int) -> dict[str, str]:
    return {one.get("Id", ""): _normal(join(f"/{folder}", one.get("Target", ""))) for one in tree(relations, max_depth)}
