"""Writes workbooks as XML: a library would take longer than everything that is measured."""

import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from xml.sax.saxutils import escape

from schemas.basics.cell import column_letters

_EPOCH = date(1899, 12, 30)
_NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_BORDERS = '<borders count="2"><border/><border><left style="thin"/><right style="thin"/></border></borders>'
_FORMATS = (
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="14" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" applyBorder="1"/>'
)
_STYLES = (
    f'<styleSheet {_NS}><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    f'{_BORDERS}<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    f'<cellXfs count="3">{_FORMATS}</cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_X14AC = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"

Row = Sequence[object]


def package(sheets: dict[str, Iterable[Row]]) -> bytes:
    """An xlsx package with shared strings, as Excel writes it."""
    strings: dict[str, int] = {}
    parts = {f"xl/worksheets/sheet{number}.xml": _sheet(rows, strings) for number, rows in enumerate(sheets.values(), start=1)}
    names, sheet_parts = list(sheets), list(parts)
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{_REL}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(names) + 1)
    )
    parts["xl/workbook.xml"] = (
        f'<workbook {_NS} xmlns:r="{_REL}"><sheets>'
        + "".join(f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, start=1))
        + "</sheets></workbook>"
    )
    parts["xl/_rels/workbook.xml.rels"] = (
        f'<Relationships xmlns="{_PACKAGE_REL}">{relations}'
        f'<Relationship Id="rIdS" Type="{_REL}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rIdT" Type="{_REL}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    )
    parts["_rels/.rels"] = (
        f'<Relationships xmlns="{_PACKAGE_REL}">'
        f'<Relationship Id="rId1" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    )
    parts["xl/styles.xml"] = _STYLES
    parts["xl/sharedStrings.xml"] = (
        f'<sst {_NS} uniqueCount="{len(strings)}">' + "".join(f"<si><t>{escape(s)}</t></si>" for s in strings) + "</sst>"
    )
    parts["[Content_Types].xml"] = (
        f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_MAIN}.sheet.main+xml"/>'
        + "".join(f'<Override PartName="/{part}" ContentType="{_MAIN}.worksheet+xml"/>' for part in sheet_parts)
        + f'<Override PartName="/xl/styles.xml" ContentType="{_MAIN}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_MAIN}.sharedStrings+xml"/></Types>'
    )
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in parts.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + xml)
    return buffer.getvalue()


def _sheet(rows: Iterable[Row], strings: dict[str, int]) -> str:
    """A sheet as Excel saves a table with borders: every cell has a style, blank ones too, and rows have spans."""
    written = []
    width = 1
    for number, row in enumerate(rows, start=1):
        width = max(width, len(row))
        cells = "".join(_cell(f"{column_letters(column)}{number}", value, strings) for column, value in enumerate(row))
        written.append(f'<row r="{number}" spans="1:{len(row)}" x14ac:dyDescent="0.25">{cells}</row>')
    return (
        f'<worksheet {_NS} xmlns:r="{_REL}" xmlns:x14ac="{_X14AC}">'
        f'<dimension ref="A1:{column_letters(width - 1)}{len(written)}"/>'
        '<sheetViews><sheetView workbookViewId="0"/></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15" x14ac:dyDescent="0.25"/><sheetData>{"".join(written)}</sheetData>'
        '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/></worksheet>'
    )


def _cell(reference: str, value: object, strings: dict[str, int]) -> str:
    match value:
        case "":
            return f'<c r="{reference}" s="2"/>'
        case str():
            return f'<c r="{reference}" s="2" t="s"><v>{strings.setdefault(value, len(strings))}</v></c>'
        case date():
            return f'<c r="{reference}" s="1"><v>{(value - _EPOCH).days}</v></c>'
    return f'<c r="{reference}" s="2"><v>{value}</v></c>'
