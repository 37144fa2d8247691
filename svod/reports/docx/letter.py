"""The parts of a written report that make it a letter: the addressee, the signature, who prepared it.

What the place leaves blank becomes a line to fill in by hand, as the signature and the date always are.
"""

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from schemas.basics.place import Letterhead
from schemas.basics.text import Language
from schemas.basics.texts import Texts

TEXTS = Texts(__package__)

_RIGHT_HALF = Cm(8.5)
_WIDTHS = (Cm(7), Cm(4), Cm(5.5))
_CAPTION, _SMALL = Pt(9), Pt(11)
_SPACE = Pt(18)
_LINE = "_" * 20
_SIGNATURE = "_" * 14


def address(document: Document, letterhead: Letterhead, language: Language) -> None:
    """Write the addressee in the right half of the page."""
    addressee = letterhead.addressee(language)
    paragraphs = [document.add_paragraph(addressee or _LINE)]
    if not addressee:
        paragraphs.append(_caption(document.add_paragraph(), TEXTS["caption.addressee"].in_(language)))
    for paragraph in paragraphs:
        paragraph.paragraph_format.left_indent = _RIGHT_HALF
    paragraphs[-1].paragraph_format.space_after = _SPACE


def sign(document: Document, letterhead: Letterhead, language: Language) -> None:
    """Write who signs the letter, the date and who prepared it, on the same page as the end of the text."""
    last, space = document.paragraphs[-1], document.add_paragraph()
    _space_before(space)
    _signature(document, letterhead, language)
    date = document.add_paragraph(TEXTS.fill("date", day=_LINE).in_(language))
    _space_before(date)
    for paragraph in (last, space, date):
        paragraph.paragraph_format.keep_with_next = True
    prepared_by = TEXTS.fill("prepared_by", name=letterhead.prepared_by or _LINE).in_(language)
    phone = TEXTS.fill("phone", phone=letterhead.prepared_by_phone or _LINE).in_(language)
    prepared = document.add_paragraph()
    prepared.add_run(f"{prepared_by}\n{phone}").font.size = _SMALL
    _space_before(prepared)


def _signature(document: Document, letterhead: Letterhead, language: Language) -> None:
    """The office, a line for the signature and the name, each with a caption under its line."""
    columns = (
        (letterhead.signer_office(language), _LINE, TEXTS["caption.office"]),
        ("", _SIGNATURE, TEXTS["caption.signature"]),
        (letterhead.signer, _LINE, TEXTS["caption.name"]),
    )
    table = document.add_table(2, len(columns))
    table.autofit = False
    for place, (text, line, caption) in enumerate(columns):
        above, below = table.cell(0, place), table.cell(1, place)
        table.columns[place].width = above.width = below.width = _WIDTHS[place]
        above.text = text or line
        above.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
        for cell in (above, below):
            cell.paragraphs[0].paragraph_format.keep_with_next = True
        if not text:
            above.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
            _caption(below.paragraphs[0], caption.in_(language)).alignment = WD_ALIGN_PARAGRAPH.CENTER


def _caption(paragraph: Paragraph, text: str) -> Paragraph:
    paragraph.add_run(text).font.size = _CAPTION
    return paragraph


def _space_before(paragraph: Paragraph) -> None:
    paragraph.paragraph_format.space_before = _SPACE
