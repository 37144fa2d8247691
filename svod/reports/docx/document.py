"""The written report as a Word document: official letter form, on A4."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from itertools import groupby

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import _Row
from docx.text.paragraph import Paragraph

from schemas.basics.place import Letterhead
from schemas.basics.text import Language
from schemas.records.period_report import PeriodReport
from svod.reports.docx.letter import address, sign
from svod.reports.docx.template import Block, Kind, Narrative, narrate
from svod.reports.reproducible_zip import dateless

_FONT = "Times New Roman"
_SIZE, _SMALL, _HEADING = Pt(14), Pt(10), Pt(9)
_PAGE = {"page_width": Cm(21), "page_height": Cm(29.7)}
_MARGINS = {"left_margin": Cm(3), "right_margin": Cm(1.5), "top_margin": Cm(2), "bottom_margin": Cm(2)}
_TEXT_WIDTH, _FIGURE_WIDTH = Cm(16.5), Cm(2.5)
_INDENT = Cm(1.25)
_WRITTEN_ON = datetime(2000, 1, 1)  # noqa: DTZ001  # a package's dates have no zone; every day writes the same bytes
_LOCALES: dict[Language, str] = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}
_ROWS: tuple[Kind, ...] = ("row", "bold_row")


def written_report(report: PeriodReport, language: Language, letterhead: Letterhead) -> bytes | None:
    """The written report of a period as a letter, with the appendices after the signature. None if the form has none.

    The same figures always give the same bytes.
    """
    narrative = narrate(report, language)
    if narrative is None:
        return None
    document = _blank(language)
    address(document, letterhead, language)
    kinds = [block.kind for block in narrative.blocks]
    end = kinds.index("appendix") if "appendix" in kinds else len(kinds)
    _write(document, narrative.blocks[:end])
    sign(document, letterhead, language)
    _write(document, narrative.blocks[end:])
    _head(document, _first(narrative, "notice"))
    document.core_properties.title = _first(narrative, "title")
    return _save(document)


def _write(document: Document, blocks: Sequence[Block]) -> None:
    for is_table, group in groupby(blocks, key=lambda block: block.kind in _ROWS):
        if is_table:
            _table(document, list(group))
        else:
            for block in group:
                _paragraph(document, block)


def _first(narrative: Narrative, kind: Kind) -> str:
    return next((block.text for block in narrative.blocks if block.kind == kind), "")


def _blank(language: Language) -> Document:
    """An empty document set up for A4."""
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, _SIZE
    fonts = style.element.rPr.rFonts
    for script in ("w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), _FONT)
    language_mark = OxmlElement("w:lang")
    language_mark.set(qn("w:val"), _LOCALES[language])
    style.element.rPr.append(language_mark)
    style.paragraph_format.space_after = Pt(0)
    (section,) = document.sections
    for name, length in (_PAGE | _MARGINS).items():
        setattr(section, name, length)
    return document


def _head(document: Document, notice: str) -> None:
    """Every page but the first has its number and the notice on top."""
    (section,) = document.sections
    section.different_first_page_header_footer = True
    number, again = section.header.paragraphs[0], section.header.add_paragraph()
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    number._p.append(field)
    run = again.add_run(notice)
    run.italic, run.font.size = True, _SMALL
    number.alignment = again.alignment = WD_ALIGN_PARAGRAPH.CENTER
    again.paragraph_format.space_after = Pt(6)


def _paragraph(document: Document, block: Block) -> None:
    paragraph = document.add_paragraph()
    shape = paragraph.paragraph_format
    run = paragraph.add_run(block.text)
    match block.kind:
        case "title" | "heading" | "appendix":
            run.bold = True
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            shape.space_before, shape.space_after, shape.keep_with_next = Pt(12), Pt(6), True
            shape.page_break_before = block.kind == "appendix"
            _outline(paragraph, 0 if block.kind == "title" else 1)
        case "notice":
            run.italic = True
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        case "item":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            run.text = f"–\N{NO-BREAK SPACE}{block.text}"
            shape.first_line_indent = _INDENT
        case _:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            shape.first_line_indent = _INDENT


def _outline(paragraph: Paragraph, level: int) -> None:
    """Make the paragraph a heading for Word's navigation without the look of Word's own headings."""
    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), str(level))
    paragraph._p.get_or_add_pPr().append(outline)


def _table(document: Document, blocks: Sequence[Block]) -> None:
    """A table of names with figures beside them. The bold rows on top are repeated on every page."""
    columns = max(len(block.cells) for block in blocks)
    widths = [_TEXT_WIDTH - _FIGURE_WIDTH * (columns - 1), *[_FIGURE_WIDTH] * (columns - 1)]
    table = document.add_table(len(blocks), columns, "Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    on_top = True
    for row, block in zip(table.rows, blocks, strict=True):
        on_top = on_top and block.kind == "bold_row"
        _row(row, block, on_top=on_top)
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def _row(row: _Row, block: Block, *, on_top: bool) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if on_top:
        properties.append(OxmlElement("w:tblHeader"))
    for place, (cell, text) in enumerate(zip(row.cells, block.cells, strict=False)):
        (paragraph,) = cell.paragraphs
        run = paragraph.add_run(text)
        run.font.size, run.bold = _HEADING if on_top else _SMALL, block.kind == "bold_row"
        if on_top:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif place:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _save(document: Document) -> bytes:
    properties = document.core_properties
    properties.author, properties.comments = "svod", ""
    properties.created = properties.modified = _WRITTEN_ON
    saved = BytesIO()
    document.save(saved)
    return dateless(saved.getvalue())
