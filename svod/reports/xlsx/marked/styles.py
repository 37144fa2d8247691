"""The styles of marks and of the list, added to those of the clerk's workbook; none of the clerk's changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from schemas.records.issue import SEVERITIES, Severity
from svod.reports.xlsx.marked.package import Package
from svod.reports.xlsx.marked.xml import EditedXml

COLOURS: Final[Mapping[Severity, str]] = {"error": "FFFFC7CE", "query": "FFFFEB9C", "info": "FFDDEBF7"}

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_FONT = '<font>{}<sz val="{}"/>{}<name val="Calibri"/><family val="2"/></font>'
_PLAIN, _HEADING, _TITLE = _FONT.format("", 11, ""), _FONT.format("<b/>", 11, ""), _FONT.format("<b/>", 12, "")
_LINK = _FONT.format("<u/>", 11, '<color rgb="FF0563C1"/>')
_FILL = '<fill><patternFill patternType="solid"><fgColor rgb="{0}"/><bgColor rgb="{0}"/></patternFill></fill>'
# The text is black: the clerk's may be as light as the mark.
_MARK = f'<dxf><font><color rgb="FF000000"/></font>{_FILL}</dxf>'
# quotePrefix: a text that begins with = stays a text when its cell is edited.
_STYLE = (
    '<xf numFmtId="0" fontId="{}" fillId="{}" borderId="0" xfId="0" quotePrefix="1" applyFont="1" applyFill="1" '
    'applyAlignment="1"><alignment vertical="top"{}/></xf>'
)
_WRAPPED = ' wrapText="1"'
_DEFAULTS: Mapping[str, Sequence[str]] = {
    "fonts": (_PLAIN,),
    "fills": ('<fill><patternFill patternType="none"/></fill>', '<fill><patternFill patternType="gray125"/></fill>'),
    "borders": ("<border><left/><right/><top/><bottom/><diagonal/></border>",),
    "cellStyleXfs": ('<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',),
    "cellXfs": ('<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',),
    "cellStyles": ('<cellStyle name="Normal" xfId="0" builtinId="0"/>',),
    "dxfs": (),
}
"""What a style sheet must begin with, by its sections in order: other items refer to the first one of each."""
_ORDER = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors", "extLst",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Styles:
    """The numbers of the styles of marks and of the list's cells. `plain` and `link` wrap text."""

    marks: Mapping[Severity, int]
    plain: int
    link: int
    heading: int
    title: int
    kinds: Mapping[Severity, int]


class _Section:
    """A section of the style sheet, to which items are added that it doesn't have."""

    def __init__(self, xml: EditedXml, name: str) -> None:
        self._xml, self._name, self._new = xml, name, False
        self._element = xml.root.child(name)
        self._items = [xml.source(item) for item in self._element.children] if self._element else []
        self._had = len(self._items)
        if not self._items:
            self._items = [xml.like_root(item) for item in _DEFAULTS[name]]

    def number(self, item: str) -> int:
        """The number of an item."""
        written = self._xml.like_root(item)
        if written not in self._items:
            self._items.append(written)
        return self._items.index(written)

    def finish(self) -> None:
        """Write what was added."""
        if len(self._items) == self._had:
            return
        added = b"".join(self._items[self._had :])
        if self._element:
            self._xml.add(self._element, added)
            self._xml.set(self._element, "count", len(self._items))
            return
        start, end = self._xml.like_root(f'<{self._name} count="{len(self._items)}">|</{self._name}>').split(b"|")
        later = _ORDER[_ORDER.index(self._name) + 1 :]
        following = next((child for child in self._xml.root.children if child.name in later), None)
        self._xml.add(self._xml.root, start + added + end, following)


def add_styles(package: Package, namespace: str) -> Styles:
    """Add the styles to the package's style sheet, or add one, unless they are there from an earlier check."""
    relation = package.related_as(package.workbook, "styles")
    empty = f'<styleSheet xmlns="{namespace}"></styleSheet>'.encode()
    part = relation.part if relation else package.add(package.workbook, "styles", "styles{}.xml", _TYPE, empty)[1]
    xml = EditedXml(package.read(part))
    sections = {name: _Section(xml, name) for name in _DEFAULTS}
    fonts, fills, styles = (sections[name] for name in ("fonts", "fills", "cellXfs"))

    def style(font: str, fill: int = 0, wrapped: str = _WRAPPED) -> int:
        return styles.number(_STYLE.format(fonts.number(font), fill, wrapped))

    found = Styles(
        marks={severity: sections["dxfs"].number(_MARK.format(COLOURS[severity])) for severity in SEVERITIES},
        plain=style(_PLAIN),
        link=style(_LINK),
        heading=style(_HEADING),
        title=style(_TITLE, wrapped=""),
        kinds={severity: style(_PLAIN, fills.number(_FILL.format(COLOURS[severity]))) for severity in SEVERITIES},
    )
    for section in sections.values():
        section.finish()
    package.write(part, xml.edited())
    return found
