"""A zip package (xlsx, xlsb, ods): its directory, and its parts, which are never unpacked to more than they declare."""

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

# Small parts (the list of sheets, the styles) are the same in all returns filled in from one blank; longer ones differ.
_SMALL = 1 << 12
_DECLARING = ("mimetype", "content.xml", "index.xml", "index.apxl")
_BEGINNING = 4096
_XML = (".xml", ".rels")


Relation = tuple[str, str, str]
"""What a workbook refers to: the relation's id, its type, and the part."""


class _Relations:
    """The relations of a workbook, and the parts that they name by the relation's id, and by the last word of its type."""

    def __init__(self, listed: list[Relation]) -> None:
        self.listed = listed
        self.parts = {name: part for name, _, part in listed}
        self.kinds = {kind.rpartition("/")[2]: part for _, kind, part in reversed(listed)}


class Package:
    r"""The parts of a zip package. A broken package raises Damaged, or whatever zipfile and zlib raise.

    Part names are normalised to lower case and forward slashes, as other readers do: `XL\Workbook.xml` is `xl/workbook.xml`.
    """

    def __init__(self, content: bytes, limits: Limits) -> None:
        self._content = content
        self._limits = limits
        self._zip = zipfile.ZipFile(BytesIO(content))
        self.directory = [member for member in self._zip.filelist if not member.filename.endswith("/")]
        self._members = {_normal(member.filename): member for member in self.directory}
        self.parts = frozenset(self._members)

    def size(self, part: str) -> int:
        """Return the packed size of a part in bytes."""
        return self._members[part].compress_size

    def unpacked_size(self, part: str) -> int:
        """Return the unpacked size in bytes that a part declares."""
        return self._members[part].file_size

    @property
    def kind(self) -> str:
        """The kind of document that the package declares: its media type, or else the beginning of its main part."""
        part = next((part for part in _DECLARING if part in self.parts), None)
        return self.read(part)[:_BEGINNING].decode("ascii", "replace").strip() if part else ""

    @cached_property
    def workbook(self) -> str:
        """The part that lists the sheets of an Excel workbook; "" if there is none."""
        declared = _office_document(self.read("_rels/.rels"), self._limits.max_depth) if "_rels/.rels" in self.parts else ""
        return next((name for name in (declared, "xl/workbook.xml", "xl/workbook.bin") if name in self.parts), "")

    def related(self, relation: str) -> str:
        """Return the part that the workbook refers to by a relation's id, such as "rId1"."""
        if relation not in self._relations.parts:
            raise Damaged(f"no relation {relation}")
        return self._relations.parts[relation]

    def part_of(self, kind: str, usual: str) -> str:
        """Return the part of a kind ("styles") that the workbook refers to, or else the usual one; "" if it has none."""
        folder = split(self.workbook)[0]
        names = (self._relations.kinds.get(kind, ""), join(folder, usual))
        return next((name for name in names if name in self.parts), "")

    @property
    def relations(self) -> list[Relation]:
        """The relations of the workbook to its parts."""
        return self._relations.listed

    @cached_property
    def _relations(self) -> _Relations:
        folder, name = split(self.workbook)
        return _relations(self.read(join(folder, "_rels", f"{name}.rels")), folder, self._limits.max_depth)

    def rewritten(self, instead: Mapping[str, bytes]) -> bytes:
        """Return the package with the given parts in place of its own or beside them, and all its XML in UTF-8."""
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for part in sorted({*self.parts, *instead}):
                content = instead.get(part) or self.read(part)
                archive.writestr(part, in_utf8(content) if part.endswith(_XML) else content)
        return packed.getvalue()

    def read(self, part: str) -> bytes:
        """Return a part unpacked. Raises Damaged if it is longer than it declares.

        zlib is called directly, because zipfile takes twice the time for a small part.
        """
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
    """Inflate a part to at most its declared size plus one byte, and compare it with its declared size and checksum."""
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    unpacked = inflate.decompress(packed, size + 1)
    if not inflate.eof or len(unpacked) != size or zlib.crc32(unpacked) != checksum:
        raise Damaged("a part is not what it declares")
    return unpacked


_unpacked_once = lru_cache(maxsize=64)(_unpacked)
"""The same, cached: small parts are identical in all returns filled in from one blank."""


@lru_cache(maxsize=1024)
def _normal(name: str) -> str:
    r"""Return a part's normalised name.

    >>> _normal("XL\\Worksheets\\..\\Workbook.xml")
    'xl/workbook.xml'
    """
    return normpath("/" + name.replace("\\", "/").lstrip("/"))[1:].lower()


@lru_cache(maxsize=64)
def _office_document(relations: bytes, max_depth: int) -> str:
    """Return the main part that the package's own relations name; "" if they name none."""
    documents = (node for node in tree(relations, max_depth) if node.get("Type", "").endswith("/officeDocument"))
    return _normal(next((node.get("Target", "") for node in documents), ""))


@lru_cache(maxsize=64)
def _relations(relations: bytes, folder: str, max_depth: int) -> _Relations:
    """Return the relations of a workbook in this folder. Cached: returns filled in from one blank have the same."""
    nodes = (node.attrib for node in tree(relations, max_depth))
    return _Relations(
        [(node.get("Id", ""), node.get("Type", ""), _normal(join(f"/{folder}", node.get("Target", "")))) for node in nodes]
    )
