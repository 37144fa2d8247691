"""Cases of files that are not returns, or not readable ones."""

import zipfile
from collections.abc import Iterable
from io import BytesIO

from openpyxl import Workbook

from tests.builders.workbooks import build
from tests.cases.case import Case, typed

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


XML_2003 = b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'


def _packed(names: Iterable[str], kind: str = "", content: str = "<x/>") -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        if kind:
            archive.writestr("mimetype", kind)
        for name in names:
            archive.writestr(name, content)
    return packed.getvalue()


def _sun(kind: str) -> str:
    """A document as OpenOffice.org 1 wrote it."""
    return (
        '<!DOCTYPE office:document-content PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "office.dtd">'
        f'<office:document-content xmlns:office="http://openoffice.org/2000/office" office:class="{kind}"/>'
    )


def _beside(*names: str) -> bytes:
    """A return with more parts."""
    packed = BytesIO(build())
    with zipfile.ZipFile(packed, "a") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return packed.getvalue()


def _linked(workbook: Workbook) -> None:
    workbook.worksheets[1]["C2"].hyperlink = "https://example.org/"
    workbook.worksheets[1]["C2"].value = "Рейд"


def _no_book(name: str, content: bytes, code: str = "file.unreadable", file: str = "x.xlsx") -> Case:
    return Case(name, found=(code,), content=content, file=file)


FILES = (
    _no_book("empty", b""),
    _no_book("zeros", bytes(4096)),
    _no_book("text", "Рейд 5 маусымда өтті".encode()),
    _no_book("web page", b"<!DOCTYPE html><html><body><table><tr><td>1</td></tr></table></body></html>"),
    _no_book("web page named as a book", b"\xef\xbb\xbf<html></html>", file="x.xls"),
    _no_book("picture", b"\x89PNG\r\n\x1a\n" + bytes(64)),
    _no_book("photograph", b"\xff\xd8\xff\xe0" + bytes(64)),
    _no_book("picture from a telephone", b"\0\0\0\x18ftypheic" + bytes(64), file="x.heic"),
    _no_book("letter", b"Return-Path: <a@example.org>\r\nSubject: x\r\n\r\n", file="x.eml"),
    _no_book("saved page", b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", file="x.mht"),
    _no_book("slides", _packed(["[Content_Types].xml", "ppt/presentation.xml"])),
    _no_book("text document", _packed(["content.xml"], "application/vnd.oasis.opendocument.text")),
    _no_book("other archive", b"Rar!\x1a\x07" + bytes(64), file="x.rar"),
    _no_book("PDF", b"%PDF-1.7\n1 0 obj\n"),
    _no_book("document", _packed(["[Content_Types].xml", "word/document.xml"])),
    _no_book("old document", COMPOUND + "WordDocument".encode("utf-16-le")),
    _no_book("archive without a book", _packed(["есеп.txt"])),
    _no_book("cut off in the middle", build()[:-2000]),
    _no_book("cut off at the beginning", build()[:100]),
    _no_book("with a password", COMPOUND + "EncryptedPackage".encode("utf-16-le"), "file.encrypted"),
    _no_book("separated by commas", "Күні,Түрі\n05.06.2026,рейд\n".encode(), "file.unsupported", "x.csv"),
    _no_book(
        "separated by semicolons", "Күні;Түрі\r\n05.06.2026;рейд\r\n".encode("cp1251", "replace"), "file.unsupported", "x.CSV"
    ),
    _no_book("Lotus", b"\0\0\x02\0\x06\x04" + bytes(64), "file.unsupported", "x.wk1"),
    _no_book("Works", b"\xff\0\x02\0\x04\x04" + bytes(64), "file.unsupported", "x.wks"),
    _no_book("dBase", b"\x03\x7e\x06\x05" + bytes(64), "file.unsupported", "x.dbf"),
    _no_book("SYLK", b"ID;PWXL;N;E\r\n", "file.unsupported", "x.xls"),
    _no_book("XML of 2003", XML_2003, "file.unsupported", "x.xls"),
    _no_book("Numbers", _packed(["Index/Document.iwa", "preview.jpg"]), "file.unsupported", "x.numbers"),
    _no_book("Numbers of 2009", _packed(["index.xml"], content='<ls:document xmlns:ls="x"/>'), "file.unsupported", "x.numbers"),
    _no_book("folder of Numbers in an archive", _packed(["x.numbers/Index.zip"]), "file.unsupported", "x.zip"),
    _no_book("OpenOffice.org 1", _packed(["content.xml"], "application/vnd.sun.xml.calc"), "file.unsupported", "x.sxc"),
    _no_book("before that", _packed(["content.xml"], content=_sun("spreadsheet")), "file.unsupported", "x.sxc"),
    _no_book("text of OpenOffice.org 1", _packed(["content.xml"], content=_sun("text")), file="x.sxw"),
    _no_book("Excel 2", b"\x09\x00\x04\x00\x02\x00\x10\x00", "file.unsupported", "x.xls"),
    _no_book("thousands of parts", _packed(f"xl/{number}.xml" for number in range(5001)), "file.too_large"),
    Case(
        "a sheet whose part is gone",
        found=("file.unreadable Титул",),
        content=build().replace(b"xl/worksheets/sheet1", b"xl/worksheets/sheet7"),
    ),
    Case("macros", found=("file.external_content",), content=_beside("xl/vbaProject.bin"), file="x.xlsm"),
    Case("a link to a file", found=("file.external_content",), content=_beside("xl/externalLinks/externalLink1.xml")),
    Case(
        "macros and a link to a file",
        found=("file.external_content",),
        content=_beside("xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml"),
    ),
    Case("a link to a page", {"edit": _linked}),
    Case("a cell in the last corner", typed("XFD1048576", 1), ("file.too_large Іс-шаралар!XFD1048576",)),
    Case("a cell far away", typed("XFD900", 1), ("file.too_large Іс-шаралар!XFD900",)),
)
