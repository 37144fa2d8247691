"""Loads a return with what offices keep in theirs: charts, pictures, macros, notes, drop-downs, conditional formats."""

from io import BytesIO

from openpyxl import load_workbook
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tests.builders.decorated import DOT

MACROS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 macros of an office"


def laden(content: bytes, sheet: str, *, macros: bool = False) -> bytes:
    """The values of a workbook in one that has all of this on the given sheet."""
    target = BytesIO()
    with Workbook(target, {"default_date_format": "dd.mm.yyyy", "in_memory": True}) as workbook:
        for own in load_workbook(BytesIO(content)).worksheets:
            written = workbook.add_worksheet(own.title)
            for row in own.iter_rows():
                for cell in row:
                    if cell.value is not None:
                        written.write(cell.row - 1, cell.column - 1, cell.value)
        styled = workbook.add_format({"bold": True, "bg_color": "#00FF00", "num_format": "0.0", "border": 2})
        _load(workbook, workbook.get_worksheet_by_name(sheet), styled)
        if macros:
            workbook.add_vba_project(BytesIO(MACROS), is_stream=True)
        workbook.define_name("Қатысушылар", f"='{sheet}'!$G$2:$G$9")
    return target.getvalue()


def _load(workbook: Workbook, sheet: Worksheet, styled: Format) -> None:
    chart = workbook.add_chart({"type": "column"})
    assert chart
    chart.add_series({"values": f"='{sheet.name}'!$G$2:$G$5"})
    sheet.insert_chart("S2", chart)
    sheet.insert_image("S20", "dot.png", {"image_data": BytesIO(DOT)})
    sheet.insert_textbox("S30", "Барлығы 100")
    sheet.insert_button("S40", {"macro": "Sum", "caption": "Қосу"})
    sheet.write_comment("G2", "Сұрадым", {"author": "Маман"})
    sheet.write_comment("B3", "Базарда", {"author": "Маман"})
    sheet.data_validation("B2:B50", {"validate": "list", "source": ["рейд", "акция"]})
    sheet.conditional_format("G2:G50", {"type": "cell", "criteria": ">", "value": 100, "format": styled})
    sheet.conditional_format("H2:H50", {"type": "data_bar", "data_bar_2010": True})
    sheet.write_url("Q2", "https://example.org/", string="сілтеме")
    sheet.set_column("G:G", 14, styled)
    sheet.set_header("&L&G", {"image_left": "dot.png", "image_data_left": BytesIO(DOT)})
    sheet.autofilter("A1:P9")
    sheet.print_area("A1:P9")
    sheet.freeze_panes(1, 0)
    sheet.protect("", {"format_cells": True})
    sheet.activate()
