"""Cases of files that are no return, or none that is read."""

import zipfile
from collections.abc import Iterable
from io import BytesIO

from tests.cases import Case, typed
from tests.workbooks import build

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def _packed(names: Iterable[str]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return packed.getvalue()


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
    _no_book("Numbers", _packed(["Index/Document.iwa", "preview.jpg"]), "file.unsupported", "x.numbers"),
    _no_book("Excel 2", b"\x09\x00\x04\x00\x02\x00\x10\x00", "file.unsupported", "x.xls"),
    _no_book("thousands of parts", _packed(f"xl/{number}.xml" for number in range(5001)), "file.too_large"),
    Case(
        "a sheet whose part is gone",
        found=("file.unreadable Титул",),
        content=build().replace(b"xl/worksheets/sheet1", b"xl/worksheets/sheet7"),
    ),
    Case("a cell far away", typed("XFD900", 1), ("file.too_large Іс-шаралар!XFD900",)),
)
