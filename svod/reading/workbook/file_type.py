"""Recognise what a file is by its content, whatever its name says, and tell why it is refused if it is no workbook."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from schemas.basics.limits import MIB, Limits
from schemas.basics.text import Text
from schemas.basics.texts import Texts
from schemas.checks.catalogue import CHECKS
from schemas.records.issue import Issue

TEXTS = Texts(__package__)

ZIP = b"PK\x03\x04"

Reason = Literal[
    "empty",
    "damaged",
    "macro_sheets",
    "archive",
    "text",
    "xml",
    "web_page",
    "mail",
    "picture",
    "document",
    "slides",
    "pdf",
    "other",
    "time",
    "crash",
]
"""Why a file can't be read as a workbook: the name of a text."""

_STEPS: Mapping[Reason, str] = {
    "picture": "fill_in",
    "document": "fill_in",
    "slides": "fill_in",
    "pdf": "fill_in",
    "other": "fill_in",
    "archive": "take_out",
    "mail": "take_out",
}

_SIGNATURES: tuple[tuple[bytes, Reason], ...] = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"{\\rtf", "document"),
    (b"PK\x05\x06", "archive"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
)
# Signatures that don't stand at the very beginning, each with its place: an iPhone's photo begins "\0\0\0\x18ftypheic".
_PICTURES_LATER = ((b"ftypheic", 4), (b"ftypheix", 4), (b"ftypmif1", 4), (b"ftypavif", 4), (b"WEBP", 8))
_OLD_FORMATS = (
    (b"\x09\x00\x04\x00", "Excel 2"),
    (b"\x09\x02\x06\x00", "Excel 3"),
    (b"\x09\x04\x06\x00", "Excel 4"),
    (b"\x00\x00\x02\x00", "Lotus 1-2-3 / Quattro Pro"),
    (b"\x00\x00\x1a\x00", "Lotus 1-2-3"),
    (b"\xff\x00\x02\x00", "Works"),
    (b"ID;P", "SYLK (.slk)"),
    (b"TABLE\r\n0,1", "DIF"),
    (b"TABLE\n0,1", "DIF"),
)
_BIFF5 = b"\x09\x08"
_OF_TABLES = (
    ".csv",
    ".tsv",
    ".tab",
    ".prn",
    ".dbf",
    ".wks",
    ".wps",
    ".wk1",
    ".wk3",
    ".wk4",
    ".wdb",
    ".numbers",
    ".slk",
    ".dif",
)
"""Endings of other table formats. Their content has no signature, so only the ending tells."""

_XML_SPREADSHEETS = (
    (b"urn:schemas-microsoft-com:office:spreadsheet", "XML Spreadsheet 2003"),
    (b'progid="Excel.Sheet"', "XML Spreadsheet 2003"),
    (b"office:document", "Flat XML ODF"),
)
"""What the XML of a spreadsheet holds near its beginning."""
_HEAD = 4096
# How wide texts begin: with a mark of the order of their bytes, or with "<" and nothing else in its character.
_WIDE = (
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)

_MAIL_HEAD = re.compile(
    rb"(return-path|received|delivered-to|from|to|subject|date|message-id|mime-version|x-[\w-]+|content-[\w-]+):", re.IGNORECASE
)
_PAGE_ENDINGS = (".mht", ".mhtml")
_PAGE_TAG = re.compile(rb"<(!doctype\s+html|html|head|body|title|meta|style|script|table|tr|div|p|br)[\s/>]", re.IGNORECASE)
# The entries of a compound file (OLE) by which other programs' documents are recognised.
_IN_COMPOUND: tuple[tuple[str, Reason], ...] = (
    ("WordDocument", "document"),
    ("PowerPoint Document", "slides"),
    ("__properties_version1.0", "mail"),
)
_IN_FOLDERS: tuple[tuple[str, Reason], ...] = (("word/", "document"), ("ppt/", "slides"), ("visio/", "picture"))
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_OF_KIND: Mapping[str, Reason] = {
    "text": "document",
    "writer": "document",
    "sl:document": "document",
    "presentation": "slides",
    "impress": "slides",
    "key:presentation": "slides",
    "graphics": "picture",
    "image": "picture",
    "draw": "picture",
    "drawing": "picture",
}
# OpenOffice.org 1 stated its kind as a media type, `application/vnd.sun.xml.calc`, and before that only within its XML:
# `<office:document-content office:class="spreadsheet"`.
_BEFORE_OPEN_DOCUMENT = re.compile(r'application/vnd\.sun\.xml\.(\w+)|office:class="(\w+)"')
# iWork of 2009 names the document in its root element: `<ls:document` is Numbers.
_OF_APPLE = re.compile(r"<(ls:document|sl:document|key:presentation)\b")
_SPREADSHEETS = {"calc": "OpenOffice.org 1 (.sxc)", "spreadsheet": "OpenOffice.org 1 (.sxc)", "ls:document": "Numbers"}


def unreadable(reason: Reason) -> Issue:
    """Return the issue of a file that is no workbook, or a broken one."""
    step = _STEPS.get(reason, "save_again")
    return CHECKS["file.unreadable"].issue(value=reason, reason=TEXTS.group("reason")[reason], step=TEXTS.group("step")[step])


def reason_of(issue: Issue) -> Text | None:
    """Why a file is no workbook, or a broken one, as its issue says; None for an issue of another check."""
    return TEXTS.group("reason").get(str(issue.value)) if issue.code == "file.unreadable" else None


def unsupported(name: str | Text) -> Issue:
    """Return the issue of a spreadsheet in a format that isn't accepted."""
    return CHECKS["file.unsupported"].issue(format=name)


def over(what: Text, found: int, most: int, *, cell: str | None = None) -> Issue:
    """Return the issue of a file that exceeds a limit. With `cell`, the farthest one of a sheet, it says to clear that."""
    step = TEXTS.fill("step.clear", cell=cell) if cell else TEXTS["step.copy"]
    return CHECKS["file.too_large"].issue(cell=cell, value=found, what=what, most=most, step=step)


def too_large(size: int, limits: Limits) -> Issue | None:
    """Return the issue of a file with too many bytes to be opened at all; None if it is small enough."""
    if size <= limits.max_packed * MIB:
        return None
    return over(TEXTS["too_much.packed"], -(-size // MIB), limits.max_packed)


def no_workbook(head: bytes) -> Issue | None:
    """Return the issue of a file that is plainly a picture, a PDF or a text document by how it begins; None for any other."""
    reason = _by_signature(head)
    return unreadable(reason) if reason in ("picture", "pdf", "document") else None


def refusal(content: bytes, file: str) -> Issue | None:
    """Return why a file that is neither zip nor OLE can't be a return; None for a bare BIFF5 book, which calamine may read."""
    if content.startswith(_BIFF5):
        return None
    old = next((name for signature, name in _OLD_FORMATS if content.startswith(signature)), None)
    if old:
        return unsupported(old)
    ending = file[file.rfind(".") :].lower()
    reason = _by_signature(content)
    if reason is None and ending in _OF_TABLES and content.strip(b"\0"):
        return unsupported(ending[1:])
    head = _head(content)
    spreadsheet = next((name for sign, name in _XML_SPREADSHEETS if sign in head), None)
    if reason is None and spreadsheet:
        return unsupported(spreadsheet)
    return unreadable(reason or _guess(head, ending))


def _by_signature(content: bytes) -> Reason | None:
    """Return what a file is by the bytes with which its format begins; None if they are no known signature."""
    reason = next((reason for signature, reason in _SIGNATURES if content.startswith(signature)), None)
    if reason is None and any(content.startswith(signature, at) for signature, at in _PICTURES_LATER):
        return "picture"
    return reason


def _head(content: bytes) -> bytes:
    """Return the beginning of a file without a known signature; that of a text in UTF-16 or UTF-32 as UTF-8."""
    head = content[:_HEAD]
    for start, encoding in _WIDE:
        if head.startswith(start):
            return head[: _HEAD // 4 * 4].decode(encoding, "replace").lstrip("\ufeff").encode()
    return head


def _guess(head: bytes, ending: str) -> Reason:
    """Guess what a file without a known signature is."""
    if not head.strip(b"\0"):
        return "empty"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<") or ending in _PAGE_ENDINGS:
        return "web_page" if ending in _PAGE_ENDINGS or _PAGE_TAG.search(head) else "xml"
    if _MAIL_HEAD.match(start):
        return "mail"
    return "other" if b"\0" in head else "text"


@lru_cache(maxsize=64)
def package_refusal(parts: frozenset[str], kind: str, workbook: str) -> Issue | None:
    """Return why a zip package is not accepted as a workbook; None if it is. `kind` is the kind of document it declares."""
    if kind.startswith(_OPEN_DOCUMENT):
        document = kind.removeprefix(_OPEN_DOCUMENT).partition("-")[0]  # "text-template" is a text
        return None if document == "spreadsheet" else unreadable(_OF_KIND.get(document, "other"))
    if any(name.startswith("xl/macrosheets/") for name in parts):
        return unreadable("macro_sheets")
    for folder, reason in _IN_FOLDERS:
        if any(name.startswith(folder) for name in parts):
            return unreadable(reason)
    return None if workbook else _no_excel_workbook(parts, kind)


def _no_excel_workbook(parts: frozenset[str], kind: str) -> Issue | None:
    """Return why a package without an Excel workbook is refused; None if it may be an ods that doesn't declare its kind."""
    if declared := _BEFORE_OPEN_DOCUMENT.search(kind) or _OF_APPLE.search(kind):
        name = next(filter(None, declared.groups()))
        return unsupported(_SPREADSHEETS[name]) if name in _SPREADSHEETS else unreadable(_OF_KIND.get(name, "other"))
    if any(name.startswith("index/") or name == "index.zip" or ".numbers/" in name for name in parts):
        return unreadable("slides") if any(name.startswith("index/slide") for name in parts) else unsupported("Numbers")
    return None if "content.xml" in parts else unreadable("archive")


def encrypted(content: bytes) -> Issue | None:
    """Return the issue of a compound file (OLE) that holds a workbook with a password; None for any other.

    The name of that entry is looked for in the raw bytes, so that a damaged file is recognised too.
    """
    return CHECKS["file.encrypted"].issue() if "EncryptedPackage".encode("utf-16-le") in content else None


def compound_refusal(names: frozenset[str]) -> Issue | None:
    """Return why a compound file (OLE) with these entries is no Excel book; None if it is one."""
    if book_stream(names):
        return None
    return unreadable(next((reason for needed, reason in _IN_COMPOUND if needed in names), "other"))


def book_stream(names: frozenset[str]) -> str:
    """Return the entry that holds the Excel book, BIFF8 before BIFF5; "" if there is none."""
    return next((name for wanted in ("workbook", "book") for name in sorted(names) if name.lower() == wanted), "")


def holds_project(names: frozenset[str]) -> bool:
    """True if a compound file has a project of macros."""
    return any(name.startswith("_VBA_PROJECT") for name in names)
