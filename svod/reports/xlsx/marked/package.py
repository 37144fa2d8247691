"""A zip package of which a few parts are replaced: all others are copied as they are packed."""

import struct
import zlib
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from io import BytesIO
from itertools import count
from lzma import LZMAError
from posixpath import join, normpath, split
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from svod.reports.reproducible_zip import undated
from svod.reports.xlsx.marked.xml import EditedXml, Element, Unpatchable

_TYPES = "[content_types].xml"
_RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
# What zipfile and its decompressors raise for a damaged part; ValueError for one that begins before the file.
_DAMAGE = (BadZipFile, zlib.error, LZMAError, struct.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)
_HEADER = 30
_SIZES_BEHIND = 0x08


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: the relation's id, the last word of its type ("comments"), and the part; "" if it is outside."""

    name: str
    kind: str
    part: str


class Package:
    """A package being edited. Part names are normalised: lower case, forward slashes, no slash at the beginning."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        try:
            self._zip = ZipFile(BytesIO(content))
        except _DAMAGE as error:
            raise Unpatchable("no zip file") from error
        self._members = {normal(member.filename): member for member in self._zip.filelist if not member.is_dir()}
        self._written: dict[str, bytes] = {}
        self._removed: set[str] = set()
        documents = [one for one in self._relations("") if one.get("Type", "").endswith("/officeDocument")]
        if not documents:
            raise Unpatchable("no workbook")
        self.workbook = normal(documents[0].get("Target", ""))
        self.office = _STRICT_OFFICE if documents[0]["Type"].startswith(_STRICT_OFFICE) else _OFFICE

    def __contains__(self, part: str) -> bool:
        return part in self._written or (part in self._members and part not in self._removed)

    def read(self, part: str) -> bytes:
        """A part as it is now."""
        if part in self._written:
            return self._written[part]
        if part not in self:
            raise Unpatchable(f"no part {part}")
        return self._original(part)

    def write(self, part: str, content: bytes) -> None:
        """Put a part in the place of the one that was there, unless it is the same."""
        self._removed.discard(part)
        if part in self._written or part not in self._members or content != self._original(part):
            self._written[part] = content

    def replace(self, part: str, content: bytes) -> None:
        """Put another part in the place of one; what that one referred to is left out of it."""
        self._removed.add(_relations_of(part))
        self.write(part, content)

    def remove(self, part: str) -> None:
        """Remove a part with its relations and its declaration."""
        types = EditedXml(self.read(_TYPES))
        for declared in self._declarations(types, part):
            types.replace(declared)
        self.write(_TYPES, types.edited())
        for removed in (part, _relations_of(part)):
            self._written.pop(removed, None)
            self._removed.add(removed)

    def add(self, source: str, kind: str, name: str, content_type: str, content: bytes) -> tuple[str, str]:
        """Add a part beside the workbook to which `source` refers. Returns the relation's id, and the part.

        `name` is its path from the workbook's folder with {} for a number: worksheets/svod{}.xml.
        """
        folder = split(self.workbook)[0]
        names = (join(folder, name.format(number or "")) for number in count())
        part = next(free for free in names if free not in self)
        types = EditedXml(self.read(_TYPES))
        types.add(types.root, types.like_root(f'<Override PartName="/{part}" ContentType={quoteattr(content_type)}/>'))
        self.write(_TYPES, types.edited())
        self.write(part, content)
        return self._relate(source, kind, part), part

    def relations(self, source: str) -> Iterator[Relation]:
        """What a part refers to."""
        folder = split(source)[0]
        for one in self._relations(source):
            outside = one.get("TargetMode", "") == "External"
            target = "" if outside else normal(join(f"/{folder}", one.get("Target", "")))
            yield Relation(one.get("Id", ""), one.get("Type", "").rpartition("/")[2], target)

    def related(self, source: str, name: str) -> str:
        """The part to which another refers by a relation's id."""
        part = next((one.part for one in self.relations(source) if one.name == name), "")
        if not part:
            raise Unpatchable(f"no relation {name} of {source}")
        return part

    def related_as(self, source: str, kind: str) -> Relation | None:
        """The relation of a kind that a part has to another."""
        return next((one for one in self.relations(source) if one.kind == kind and one.part in self), None)

    def unrelate(self, source: str, name: str) -> None:
        """Remove a relation of a part, and the part to which it refers."""
        self.remove(self.related(source, name))
        relations = EditedXml(self.read(_relations_of(source)))
        for one in relations.root.all("Relationship"):
            if one.attributes.get("Id") == name:
                relations.replace(one)
        self.write(_relations_of(source), relations.edited())

    @property
    def type(self) -> str:
        """The media type that the package declares for its workbook; "" if it declares none."""
        return next(
            (one.attribute("ContentType") for one in self._declarations(EditedXml(self.read(_TYPES)), self.workbook)), ""
        )

    def become(self, media_type: str) -> None:
        """Declare another media type for the workbook."""
        types = EditedXml(self.read(_TYPES))
        for declared in self._declarations(types, self.workbook):
            types.set(declared, "ContentType", media_type)
        self.write(_TYPES, types.edited())

    def save(self) -> bytes:
        """The package with its edits, new parts at the end."""
        saved = BytesIO()
        with ZipFile(saved, "w") as archive:
            for part, member in self._members.items():
                if part in self._written:
                    archive.writestr(undated(member.filename), self._written[part], ZIP_DEFLATED)
                elif part not in self._removed:
                    self._copy(member, archive)
            for part in [part for part in self._written if part not in self._members]:
                archive.writestr(undated(part), self._written[part], ZIP_DEFLATED)
        return saved.getvalue()

    def _copy(self, member: ZipInfo, archive: ZipFile) -> None:
        """Copy a member as it is packed: zipfile itself can only unpack it and pack it again."""
        offset = member.header_offset
        length = sum(int.from_bytes(self._content[offset + at : offset + at + 2], "little") for at in (26, 28))
        start = offset + _HEADER + length
        packed = self._content[start : start + member.compress_size]
        if offset < 0 or len(packed) < member.compress_size:
            raise Unpatchable(f"{member.filename} is cut off")
        copied = copy(member)
        copied.flag_bits &= ~_SIZES_BEHIND
        copied.extra, copied.comment = b"", b""
        assert archive.fp
        copied.header_offset = archive.fp.tell()
        archive.fp.write(copied.FileHeader() + packed)
        archive.start_dir = archive.fp.tell()
        archive.filelist.append(copied)
        archive.NameToInfo[copied.filename] = copied

    def _original(self, part: str) -> bytes:
        """A part as it was."""
        try:
            return self._zip.read(self._members[part])
        except _DAMAGE as error:
            raise Unpatchable(f"{part}: {error}") from error

    @staticmethod
    def _declarations(types: EditedXml, part: str) -> list[Element]:
        return [declared for declared in types.root.all("Override") if normal(declared.attribute("PartName")) == part]

    def _relations(self, source: str) -> list[dict[str, str]]:
        part = _relations_of(source)
        return [one.attributes for one in EditedXml(self.read(part)).root.all("Relationship")] if part in self else []

    def _relate(self, source: str, kind: str, part: str) -> str:
        own = _relations_of(source)
        relations = EditedXml(self.read(own) if own in self else _RELATIONS)
        taken = {one.attributes.get("Id") for one in relations.root.all("Relationship")}
        name = next(free for number in count(1) if (free := f"svod{number}") not in taken)
        new = f'<Relationship Id="{name}" Type="{self.office}/{kind}" Target="/{part}"/>'
        relations.add(relations.root, relations.like_root(new))
        self.write(own, relations.edited())
        return name


def normal(name: str) -> str:
    r"""A part's normalised name.

    >>> normal("/XL\\Worksheets\\..\\Workbook.xml")
    'xl/workbook.xml'
    """
    return normpath("/" + name.replace("\\", "/").lstrip("/"))[1:].lower()


def _relations_of(part: str) -> str:
    """The part with the relations of another."""
    folder, name = split(part)
    return join(folder, "_rels", f"{name}.rels")
