"""Notes at cells. A sheet has two parts for them: their texts, and a drawing of their boxes in VML.

svod's notes have the author "svod". Where the clerk has a note at the same cell, svod's text stands above it, and the author is
"svod, AUTHOR OF THE CLERK'S NOTE".
"""

import re
from collections.abc import Mapping

from schemas.basics.cell import row_and_column
from svod.reports.xlsx.book import NOTE_CHARACTERS, NOTE_LINE, NOTE_WIDTH
from svod.reports.xlsx.marked.package import Package
from svod.reports.xlsx.marked.xml import EditedXml, Element, Unpatchable, written

AUTHOR = "svod"
_OWN_BELOW = "\n———\n"
"""Separates svod's note at a cell from the clerk's own below it."""
_THREADED = "tc="
"""How the author of a note begins that stands for a thread of comments: Excel shows the thread instead of it."""

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_NO_NOTES = '<comments xmlns="{}"><authors></authors><commentList></commentList></comments>'
_RUN = '<r><rPr><sz val="9"/><rFont val="Tahoma"/></rPr><t xml:space="preserve">{}</t></r>'
_NOTE = '<comment ref="{}" authorId="{}"><text>{}</text></comment>'

_NO_DRAWING = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    b'xmlns:x="urn:schemas-microsoft-com:office:excel">'
    b'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
)
_BOX_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_BOX = (
    '<v:shape id="_x0000_s{}" type="#_x0000_t202" style="position:absolute;margin-left:59.25pt;margin-top:1.5pt;width:{}px;'
    'height:{}px;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
    '<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{}</x:Row><x:Column>{}</x:Column></x:ClientData></v:shape>"
)
_FIRST_BOX = 1025
# VML isn't always well-formed XML, so it is edited by patterns.
_BOXES = re.compile(rb"<v:shape\s.*?</v:shape>\s*", re.DOTALL)
_SHAPES = re.compile(rb"<v:(?:shape|rect|roundrect|oval|line|polyline|arc|curve|image|group)\b")
_BOX_NUMBER = re.compile(rb"\bid=[\"']_x0000_s(\d+)")
_BOX_PLACE = re.compile(rb"<x:Row>\s*(\d+)\s*</x:Row>.*?<x:Column>\s*(\d+)\s*</x:Column>", re.DOTALL)


def renew_notes(package: Package, sheet: str, drawing: str, notes: Mapping[str, str], namespace: str) -> str:
    """Remove svod's notes from a sheet, and add others by their cells.

    `drawing` is the relation of the sheet's drawing of boxes, "" if it has none. Returns what it is from now on.
    """
    relation = package.related_as(sheet, "comments")
    if relation is None and not notes:
        return drawing
    xml = EditedXml(package.read(relation.part) if relation else _NO_NOTES.format(namespace).encode())
    texts = _Notes(xml)
    if not notes and not texts.has_own:
        return drawing
    texts.renew(notes)
    boxes = package.read(package.related(sheet, drawing)) if drawing else _NO_DRAWING
    boxes = _with_boxes(_without_boxes(boxes, texts.removed), {cell: notes[cell] for cell in texts.added})
    if relation and texts.is_empty:
        package.unrelate(sheet, relation.name)
    elif relation:
        package.write(relation.part, xml.edited())
    else:
        package.add(sheet, "comments", "svodcomments{}.xml", _TYPE, xml.edited())
    if drawing and texts.is_empty and not _SHAPES.search(boxes):
        package.unrelate(sheet, drawing)
        return ""
    if drawing:
        package.write(package.related(sheet, drawing), boxes)
        return drawing
    return package.add(sheet, "vmlDrawing", "drawings/svoddrawing{}.vml", _DRAWING_TYPE, boxes)[0] if texts.added else ""


class _Notes:
    """The part with the texts of a sheet's notes."""

    def __init__(self, xml: EditedXml) -> None:
        self._xml = xml
        authors, notes = xml.root.child("authors"), xml.root.child("commentList")
        if authors is None or notes is None:
            raise Unpatchable("notes without authors")
        self._authors, self._list = authors, notes
        self._names = [author.text for author in self._authors.children]
        self._notes = {note.attribute("ref"): note for note in self._list.all("comment")}
        self.has_own = any(_is_own(self._author(note)) for note in self._notes.values())
        self.removed: set[str] = set()
        self.added: list[str] = []

    @property
    def is_empty(self) -> bool:
        """True if no note is left."""
        return not self.added and self.removed.issuperset(self._notes)

    def renew(self, notes: Mapping[str, str]) -> None:
        """Remove svod's notes and add others."""
        for cell, note in self._notes.items():
            self._renew(cell, note, notes.get(cell))
        self.added = [cell for cell in notes if cell not in self._notes or cell in self.removed]
        for cell in self.added:
            new = _NOTE.format(cell, self._number(AUTHOR), _RUN.format(written(notes[cell])))
            self._xml.add(self._list, self._xml.like_root(new))

    def _renew(self, cell: str, note: Element, new: str | None) -> None:
        """Put a text above the clerk's in place of an earlier one; remove a note that has none of the clerk's."""
        author, text = self._author(note), note.child("text")
        if author.startswith(_THREADED) or text is None or not (new or _is_own(author)):
            return
        if _is_own(author):
            clerks, by = self._clerks(text), author.partition(", ")[2]
        else:
            clerks, by = self._in_runs(text), author
        if not clerks:
            self._xml.replace(note)
            self.removed.add(cell)
            return
        if new:
            clerks = self._xml.like_root(_RUN.format(written(new + _OWN_BELOW))) + clerks
            by = f"{AUTHOR}, {by}"
        self._xml.set(note, "authorId", self._number(by))
        self._xml.replace(text, self._xml.like_root("<text>") + clerks + self._xml.like_root("</text>"))

    def _clerks(self, text: Element) -> bytes:
        """What the clerk wrote below svod's text; nothing if there is none."""
        whole = "".join(one.text for one in _texts(text))
        if _OWN_BELOW not in whole:
            return b""
        left, kept = whole.index(_OWN_BELOW) + len(_OWN_BELOW), b""
        for run in text.children:
            length = sum(len(one.text) for one in _texts(run))
            if length <= left:
                left -= length
            elif left:
                rest = "".join(one.text for one in _texts(run))[left:]
                kept, left = kept + self._xml.like_root(f'<r><t xml:space="preserve">{written(rest)}</t></r>'), 0
            else:
                kept += self._xml.source(run)
        return kept

    def _in_runs(self, text: Element) -> bytes:
        """The clerk's text; as one run if it has none, because svod's run can't stand beside it as it is."""
        clerks = self._xml.content_of(text)
        if any(child.name == "t" for child in text.children):
            return self._xml.like_root("<r>") + clerks + self._xml.like_root("</r>")
        return clerks

    def _author(self, note: Element) -> str:
        number = note.attribute("authorId")
        return self._names[int(number)] if number.isdecimal() and int(number) < len(self._names) else ""

    def _number(self, author: str) -> int:
        if author not in self._names:
            self._names.append(author)
            self._xml.add(self._authors, self._xml.like_root(f"<author>{written(author)}</author>"))
        return self._names.index(author)


def _is_own(author: str) -> bool:
    return author.partition(", ")[0] == AUTHOR


def _texts(element: Element) -> list[Element]:
    """The texts in an element or below it; phonetic ones don't count."""
    if element.name == "t":
        return [element]
    return [text for child in element.children if child.name in ("t", "r") for text in _texts(child)]


def _without_boxes(drawing: bytes, cells: set[str]) -> bytes:
    places = set(map(row_and_column, cells))

    def kept(box: re.Match[bytes]) -> bytes:
        place = _BOX_PLACE.search(box[0])
        return b"" if place and (int(place[1]), int(place[2])) in places else box[0]

    return _BOXES.sub(kept, drawing)


def _with_boxes(drawing: bytes, notes: Mapping[str, str]) -> bytes:
    """The drawing with a box for each note; it has none of these cells yet."""
    if not notes:
        return drawing
    last = max((int(number) for number in _BOX_NUMBER.findall(drawing)), default=_FIRST_BOX - 1)
    new = "" if b'"_x0000_t202"' in drawing else _BOX_TYPE
    for number, (cell, text) in enumerate(notes.items(), last + 1):
        lines = 1 + sum(1 + len(line) // NOTE_CHARACTERS for line in text.splitlines())
        new += _BOX.format(number, NOTE_WIDTH, NOTE_LINE * lines, *row_and_column(cell))
    end = drawing.rfind(b"</xml")
    if end < 0:
        raise Unpatchable("a drawing without an end")
    return drawing[:end] + new.encode() + drawing[end:]
