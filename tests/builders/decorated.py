"""Adds what lies over the cells of a sheet and doesn't change their values: pictures, shapes with text, charts, comments."""

from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.worksheet import Worksheet

from tests.builders.hostile_files import packed, unpacked
from tests.builders.saved import saved

DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c636060606000000005000127a2"
    "7b0c0000000049454e44ae426082"
)
_MAIN = "http://schemas.openxmlformats.org/"
_SHAPES = (
    f'<oneCellAnchor xmlns:a="{_MAIN}drawingml/2006/main" xmlns:r="{_MAIN}officeDocument/2006/relationships">'
    "<from><col>6</col><colOff>0</colOff><row>1</row><rowOff>0</rowOff></from>"
    '<ext cx="952500" cy="952500"/>{}<clientData/></oneCellAnchor>'
)
_PICTURE = (
    '<pic><nvPicPr><cNvPr id="90" name="сурет" descr="Қатысушылар саны: 100"/><cNvPicPr/></nvPicPr>'
    '<blipFill><a:blip r:embed="rIdPicture"/><a:stretch><a:fillRect/></a:stretch></blipFill>'
    '<spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></spPr></pic>'
)
_BOX = (
    '<sp><nvSpPr><cNvPr id="91" name="жазу"/><cNvSpPr txBox="1"/></nvSpPr>'
    '<spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></spPr>'
    "<txBody><a:bodyPr/><a:p><a:r><a:t>Барлығы 100</a:t></a:r></a:p></txBody></sp>"
)


def decorated(content: bytes, sheet: str) -> bytes:
    """A workbook with all of this on one sheet."""
    workbook = load_workbook(BytesIO(content))
    _decorate(workbook, workbook[sheet])
    parts = unpacked(saved(workbook))
    drawing, relations = "xl/drawings/drawing1.xml", "xl/drawings/_rels/drawing1.xml.rels"
    shapes = "".join(_SHAPES.format(shape) for shape in (_PICTURE, _BOX)).encode()
    parts[drawing] = parts[drawing].replace(b"</wsDr>", shapes + b"</wsDr>")
    picture = (
        f'<Relationship Id="rIdPicture" Type="{_MAIN}officeDocument/2006/relationships/image" Target="../media/image1.png"/>'
    )
    parts[relations] = parts[relations].replace(b"</Relationships>", picture.encode() + b"</Relationships>")
    parts["xl/media/image1.png"] = DOT
    kinds = "[Content_Types].xml"
    parts[kinds] = parts[kinds].replace(b"<Default", b'<Default Extension="png" ContentType="image/png"/><Default', 1)
    return packed(parts)


def _decorate(workbook: Workbook, sheet: Worksheet) -> None:
    sheet["G2"].comment = Comment("тексеру: 100", "x")
    sheet["O2"].comment = Comment("0", "x")
    sheet["G2"].font, sheet["B2"].fill = Font(italic=True, color="FFFFFF"), PatternFill("solid", fgColor="FFFFFF")
    chart = BarChart()
    chart.title = "Қатысушылар саны"
    chart.add_data(Reference(sheet, min_col=7, min_row=1, max_row=3), titles_from_data=True)
    sheet.add_chart(chart, "S2")
    sheet.freeze_panes, sheet.print_area, sheet.print_title_rows = "B2", "A1:P9", "1:1"
    sheet.sheet_properties.tabColor = "FF0000"
    sheet.sheet_view.zoomScale, sheet.sheet_view.rightToLeft = 40, True
    sheet.column_dimensions.group("K", "N", hidden=True)
    for row in (2, 3):
        sheet.row_dimensions[row].outlineLevel = 1
    sheet.protection.sheet = True
    workbook.security = WorkbookProtection(lockStructure=True)
