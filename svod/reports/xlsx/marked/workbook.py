"""Marks a clerk's xlsx: the sheets with issues, and a list of them as the first sheet. Whatever else is in the file stays."""

from collections.abc import Iterator, Sequence
from itertools import count
from xml.sax.saxutils import quoteattr

from schemas.basics.text import Language
from schemas.basics.texts import Texts
from schemas.declaration.form import Form
from schemas.records.issue import SEVERITIES, Issue, Severity
from svod.reports.xlsx.marked.findings import Wording
from svod.reports.xlsx.marked.listing import Listing
from svod.reports.xlsx.marked.package import Package
from svod.reports.xlsx.marked.sheet import MarkedSheet
from svod.reports.xlsx.marked.styles import Styles, add_styles
from svod.reports.xlsx.marked.xml import EditedXml, Element, Unpatchable

TEXTS = Texts(__package__)

_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_SHEET_ELEMENT = '<sheet xmlns:r="{}" name={} sheetId="{}" state="visible" r:id="{}"/>'


def may_be_list(sheet: str) -> bool:
    """True if a sheet has the name of a list of issues."""
    return sheet.startswith(TEXTS["sheet"].all)


def list_name(language: Language) -> str:
    """The name of the sheet with the list of issues."""
    return TEXTS["sheet"].in_(language)


def marked_workbook(
    content: bytes, issues: Sequence[Issue], language: Language, form: Form | None = None, listed: str | None = None
) -> bytes:
    """The xlsx with its issues, in the order of its sheets, marked and listed in place of those of an earlier check.

    `form` says how queries are explained, `listed` is the sheet with the list of the earlier check. Raises Unpatchable if a
    part is missing or malformed that reading does without.
    """
    workbook = _Workbook(Package(content))
    if "template" in workbook.package.type:
        workbook.package.become(workbook.package.type.replace("template", "sheet"))
    styles = add_styles(workbook.package, workbook.namespace)
    wording = Wording(language, form, workbook.sheets)
    for sheet, part in workbook.sheets.items():
        if sheet != listed:
            _mark(MarkedSheet(workbook.package, part), [issue for issue in issues if issue.sheet == sheet], wording, styles)
    workbook.put_list(Listing(wording, styles).xml(issues, workbook.namespace), list_name(language), listed)
    return workbook.package.save()


def holds_macros(content: bytes) -> bool:
    """True if an xlsx says that it holds macros."""
    return "macroEnabled" in Package(content).type


def _mark(sheet: MarkedSheet, issues: Sequence[Issue], wording: Wording, styles: Styles) -> None:
    shown_at = sheet.shown_at(issue.cell for issue in issues if issue.cell)
    by_cell: dict[str, list[Issue]] = {}
    for issue in issues:
        if issue.cell:
            by_cell.setdefault(shown_at[issue.cell], []).append(issue)
    gravity = list(SEVERITIES)
    gravest: dict[str, Severity] = {}
    notes = {}
    for cell, found in by_cell.items():
        found.sort(key=lambda issue: gravity.index(issue.severity))
        gravest[cell], notes[cell] = found[0].severity, "\n".join(map(wording.note, found))
    sheet.mark(gravest, notes, styles.marks)


class _Workbook:
    """The part of a package that lists the sheets."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self._xml = EditedXml(package.read(package.workbook))
        listing = self._xml.root.child("sheets")
        if listing is None or not listing.children:
            raise Unpatchable("no sheets")
        self._listing = listing
        self._elements = {element.attribute("name"): element for element in listing.all("sheet")}
        # A module of macros, which older versions of Excel showed as a sheet, has no part.
        parts = {name: element.attribute("id") for name, element in self._elements.items()}
        self.sheets = {name: package.related(package.workbook, relation) for name, relation in parts.items() if relation}

    @property
    def namespace(self) -> str:
        """The namespace of the workbook's elements: that of strict OOXML is another."""
        return self._xml.namespace

    def put_list(self, xml: bytes, name: str, listed: str | None) -> None:
        """Put the list in the place of an earlier one, else before all sheets, and show it first."""
        taken = {sheet.casefold() for sheet in self._elements if sheet != listed}
        free = next(free for number in count(1) if (free := f"{name}{number if number > 1 else ''}").casefold() not in taken)
        position = list(self._elements).index(listed) if listed else 0
        if listed:
            self._replace_list(xml, free, listed, position)
        else:
            self._add_list(xml, free)
        for view in self._xml.root.descendants("workbookView"):
            self._xml.set(view, "firstSheet", 0)
            self._xml.set(view, "activeTab", position)
        self.package.write(self.package.workbook, self._xml.edited())

    def _replace_list(self, xml: bytes, name: str, listed: str, position: int) -> None:
        """Names that the clerk's program gave to the earlier list, for example for a filter on it, are removed."""
        element = self._elements[listed]
        self._xml.set(element, "name", name)
        self._xml.set(element, "state", "visible")
        self.package.replace(self.sheets[listed], xml)
        for own in self._local_names():
            if own.attribute("localSheetId") == str(position):
                self._xml.replace(own)

    def _add_list(self, xml: bytes, name: str) -> None:
        relation, _ = self.package.add(self.package.workbook, "worksheet", "worksheets/svod{}.xml", _SHEET_TYPE, xml)
        numbers = (element.attribute("sheetId") for element in self._elements.values())
        last = max((int(number) for number in numbers if number.isdecimal()), default=0)
        new = _SHEET_ELEMENT.format(self.package.office, quoteattr(name), last + 1, relation)
        self._xml.add(self._listing, self._xml.like_root(new), self._listing.children[0])
        for own in self._local_names():
            self._xml.set(own, "localSheetId", int(own.attribute("localSheetId")) + 1)

    def _local_names(self) -> Iterator[Element]:
        """Names that belong to one sheet, such as its print area; they have its position among the sheets."""
        return (name for name in self._xml.root.descendants("definedName") if name.attribute("localSheetId").isdecimal())
