"""Writes a return as LibreOffice saves it in its own format: cells as text with a value beside it."""

import zipfile
from collections.abc import Collection, Iterable, Mapping
from io import BytesIO
from xml.sax.saxutils import escape

from tests.builders.styled import CODES, OTHERWISE, SIGNS, THOUSANDS
from tests.builders.xls import NONE

Rows = Iterable[Iterable[str]]

_SPACES = (
    " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in [(name, name) for name in ("office", "table", "text", "of", "style")] + [("number", "datastyle")]
    )
    + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)
_TYPE = "application/vnd.oasis.opendocument.spreadsheet"

_FILTERED = ' table:visibility="filter"'
_COLLAPSED = ' table:visibility="collapse"'
_FROM_1904 = '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>'

_MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'


def written(text: str) -> str:
    """A text cell, or an empty one."""
    return f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>' if text else EMPTY


def number(value: float) -> str:
    """A number cell."""
    return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'


EMPTY = "<table:table-cell/>"


def partly_struck(text: str, start: int) -> str:
    """A cell of text, struck out from a character on."""
    struck = f'<text:span text:style-name="T1">{escape(text[start:])}</text:span>'
    return written(text[:start]).replace("</text:p>", f"{struck}</text:p>")


def percent(value: float) -> str:
    """A cell with a number shown as a percentage."""
    return (
        f'<table:table-cell office:value-type="percentage" office:value="{value}"><text:p>{value:%}</text:p></table:table-cell>'
    )


def over_rows(cell: str, rows: int) -> str:
    """The cell merged over rows below it."""
    return cell.replace("<table:table-cell", f'<table:table-cell table:number-rows-spanned="{rows}"', 1)


def over_columns(cell: str, columns: int) -> str:
    """The cell merged to the right."""
    return cell.replace("<table:table-cell", f'<table:table-cell table:number-columns-spanned="{columns}"', 1)


def styled(cell: str, style: int) -> str:
    """The cell with a style."""
    return cell.replace("<table:table-cell", f'<table:table-cell table:style-name="ce{style}"', 1)


def _number_styles() -> str:
    """The number formats of `styled`."""
    return "".join(
        f'<number:number-style style:name="N{at}"><number:number number:display-factor="{1000**times}"/>'
        f"<number:text>{escape(text)}</number:text></number:number-style>"
        for at, code in enumerate(CODES)
        for _, text, times in [THOUSANDS.get(code, ("", (SIGNS | OTHERWISE).get(code, ""), 0))]
    )


def _cell_styles() -> str:
    """The styles of `styled` and `partly_struck`."""
    struck = '<style:text-properties style:text-line-through-style="solid"/>'
    return f'<style:style style:name="T1" style:family="text">{struck}</style:style>' + "".join(
        f'<style:style style:name="ce{at}" style:family="table-cell" style:data-style-name="N{at}"/>'
        f'<style:style style:name="ce{at + len(CODES)}" style:family="table-cell" style:data-style-name="N{at}">'
        '<style:text-properties style:text-line-through-style="solid" style:text-line-through-type="single"/></style:style>'
        for at in range(len(CODES))
    )


def open_document(
    sheets: Mapping[str, Rows],
    *,
    hidden: Mapping[str, Collection[int]] = NONE,
    hidden_columns: Mapping[str, Collection[int]] = NONE,
    from_1904: bool = False,
) -> bytes:
    """The bytes of a workbook whose cells are given as XML. `hidden` are the hidden rows of a sheet."""
    tables = "".join(
        f'<table:table table:name="{escape(name)}">'
        + "".join(
            f"<table:table-column{_COLLAPSED if at in hidden_columns[name] else ''}/>"
            for at in range(max(hidden_columns[name]) + 1 if name in hidden_columns else 0)
        )
        + "".join(
            f"<table:table-row{_FILTERED if at in hidden.get(name, ()) else ''}>{''.join(row)}</table:table-row>"
            for at, row in enumerate(rows)
        )
        + "</table:table>"
        for name, rows in sheets.items()
    )
    body = f"<office:body><office:spreadsheet>{_FROM_1904 if from_1904 else ''}{tables}</office:spreadsheet></office:body>"
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", _TYPE)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        numbers = f"<office:styles>{_number_styles()}</office:styles>"
        archive.writestr("styles.xml", f"<office:document-styles {_SPACES}>{numbers}</office:document-styles>")
        styles = f"<office:automatic-styles>{_cell_styles()}</office:automatic-styles>"
        archive.writestr("content.xml", f"<office:document-content {_SPACES}>{styles}{body}</office:document-content>")
    return packed.getvalue()
