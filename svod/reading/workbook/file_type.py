"""What a file is by its content, whatever its ending says; and why it is refused when it is no workbook."""

import re
from collections.abc import Mapping
from functools import lru_cache

from schemas.basics.limits import MIB, Limits
from schemas.basics.text import Text, fill
from schemas.checks.catalogue import CHECKS
from schemas.records.issue import Issue

ZIP = b"PK\x03\x04"

EMPTY = Text("файл бос", "файл пуст", "the file is empty")
DAMAGED = Text(
    "файл бүлінген, толық жетпеген немесе өзге бағдарламада сақталған",
    "файл повреждён, передан не полностью или сохранён другой программой",
    "the file is damaged, cut off, or saved by another program",
)
_MACRO_SHEETS = Text("кітапта макрос парақтары бар", "в книге есть листы макросов", "the workbook has sheets of macros")
_ARCHIVE = Text("бұл – ішінде Excel кітабы жоқ архив", "это архив, а не книга", "it is an archive, not a workbook")
_TEXT = Text("бұл – мәтін", "это текст", "it is text")
_XML = Text("бұл – XML деректері", "это данные XML", "it is XML data")
_PAGE = Text("бұл – веб-бет", "это веб-страница", "it is a web page")
_MAIL = Text("бұл – электрондық хат", "это электронное письмо", "it is an e-mail")
_PICTURE = Text("бұл – сурет", "это изображение", "it is a picture")
_DOCUMENT = Text("бұл – мәтіндік құжат (Word)", "это текстовый документ (Word)", "it is a text document (Word)")
_SLIDES = Text("бұл – слайдтар (PowerPoint)", "это презентация (PowerPoint)", "it is a presentation (PowerPoint)")
_PDF = Text("бұл – PDF құжаты", "это документ PDF", "it is a PDF document")
_OTHER = Text("бұл – басқа түрдегі файл", "это файл другого вида", "it is a file of another kind")
_SLOW = Text("оны оқу тым ұзаққа созылды", "чтение заняло слишком много времени", "reading it took too long")
_CRASHED = Text(
    "оны оқу кезінде бағдарлама істен шықты: файл бүлінген немесе тым көп жадты қажет етеді",
    "при чтении произошёл сбой: файл повреждён или требует слишком много памяти",
    "reading it broke off: the file is damaged or needs too much memory",
)

_SAVE_AGAIN = Text(
    "Есепті Excel бағдарламасында ашып, .xlsx түрінде қайта сақтаңыз да, қайта жіберіңіз.",
    "Откройте отчёт в Excel, сохраните его заново в формате .xlsx и пришлите ещё раз.",
    "Open the return in Excel, save it again as .xlsx and send it once more.",
)
_FILL_IN = Text(
    "Есепті Excel бланкісіне толтырып, сол файлдың өзін жіберіңіз.",
    "Заполните отчёт в бланке Excel и пришлите сам этот файл.",
    "Fill the return in on the Excel blank and send that file itself.",
)
_TAKE_OUT = Text(
    "Ішіндегі Excel файлын шығарып алып, сол файлдың өзін жіберіңіз.",
    "Извлеките из него файл Excel и пришлите сам этот файл.",
    "Take the Excel file out of it and send that file itself.",
)
_COPY = Text(
    "Есепті таза бланкіге көшіріп, қайта жіберіңіз.",
    "Перенесите отчёт в чистый бланк и пришлите ещё раз.",
    "Copy the return into a clean blank and send it again.",
)
_CLEAR = Text(
    "Ең шеткі толтырылған ұяшық – {cell}: керек болмаса, оның жолы мен бағанын жойып, файлды сақтаңыз да, қайта жіберіңіз.",
    "Самая дальняя заполненная ячейка — {cell}: если она лишняя, удалите её строку и столбец, сохраните файл и пришлите снова.",
    "The farthest cell filled in is {cell}: if it isn't needed, delete its row and column, save the file and send it again.",
)
_STEPS: Mapping[Text, Text] = {
    **dict.fromkeys((_PICTURE, _DOCUMENT, _SLIDES, _PDF, _OTHER), _FILL_IN),
    **dict.fromkeys((_ARCHIVE, _MAIL), _TAKE_OUT),
}

_SIGNATURES = (
    (b"%PDF", _PDF),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"BM", _PICTURE),
    (b"II*\0", _PICTURE),
    (b"MM\0*", _PICTURE),
    (b"{\\rtf", _DOCUMENT),
    (b"PK\x05\x06", _ARCHIVE),
    (b"Rar!", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"\x1f\x8b", _ARCHIVE),
)
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
"""Endings that name a format of tables; their content alone doesn't tell."""

_MAIL_HEAD = re.compile(
    rb"(return-path|received|delivered-to|from|to|subject|date|message-id|mime-version|x-[\w-]+|content-[\w-]+):", re.IGNORECASE
)
_PAGE_ENDINGS = (".mht", ".mhtml")
_PAGE_TAG = re.compile(rb"<(!doctype\s+html|html|head|body|title|meta|style|script|table|tr|div|p|br)[\s/>]", re.IGNORECASE)
_IN_COMPOUND = (
    ("WordDocument", _DOCUMENT),
    ("PowerPoint Document", _SLIDES),
    ("__properties_version1.0", _MAIL),
)
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_OF_KIND = {
    **dict.fromkeys(("text", "writer", "sl:document"), _DOCUMENT),
    **dict.fromkeys(("presentation", "impress", "key:presentation"), _SLIDES),
    **dict.fromkeys(("graphics", "image", "draw", "drawing"), _PICTURE),
}
_BEFORE_OPEN_DOCUMENT = re.compile(r'application/vnd\.sun\.xml\.(\w+)|office:class="(\w+)"')
_OF_APPLE = re.compile(r"<(ls:document|sl:document|key:presentation)\b")
_SPREADSHEETS = {"calc": "OpenOffice.org 1 (.sxc)", "spreadsheet": "OpenOffice.org 1 (.sxc)", "ls:document": "Numbers"}
_PACKED = Text("файл көлемі, МиБ", "размер файла, МиБ", "file size, MiB")


def unreadable(reason: Text) -> Issue:
    """The file is no workbook, or a broken one."""
    return CHECKS["file.unreadable"].issue(reason=reason, step=_STEPS.get(reason, _SAVE_AGAIN))


def unsupported(name: str) -> Issue:
    """The file is a spreadsheet of a format that isn't accepted."""
    return CHECKS["file.unsupported"].issue(format=name)


def over(what: Text, found: int, most: int, *, cell: str | None = None) -> Issue:
    """The file holds more of something than is read: where a sheet reaches too far, because of a cell."""
    step = fill(_CLEAR, {"cell": cell}) if cell else _COPY
    return CHECKS["file.too_large"].issue(cell=cell, value=found, what=what, most=most, step=step)


def too_large(size: int, limits: Limits) -> Issue | None:
    """Why a file of so many bytes is not even opened."""
    return over(_PACKED, -(-size // MIB), limits.max_packed) if size > limits.max_packed * MIB else None


LOST: Mapping[str, Issue] = {"time": unreadable(_SLOW), "crash": unreadable(_CRASHED)}
"""The issue of a file whose reading took too long, or ended the process that read it."""


def refusal(content: bytes, file: str) -> Issue | None:
    """Why a file that is neither a zip package nor a compound file can't be a return; None where calamine must tell."""
    if content.startswith(_BIFF5):
        return None
    old = next((name for signature, name in _OLD_FORMATS if content.startswith(signature)), None)
    if old:
        return unsupported(old)
    ending = file[file.rfind(".") :].lower()
    reason = _by_signature(content)
    if reason is None and ending in _OF_TABLES and content.strip(b"\0"):
        return unsupported(ending[1:])
    if reason is None and b"urn:schemas-microsoft-com:office:spreadsheet" in content[:4096]:
        return unsupported("XML Spreadsheet 2003")
    if reason is None and b"office:document" in content[:1024]:
        return unsupported("Flat XML ODF")
    return unreadable(reason or _guess(content, ending))


def _by_signature(content: bytes) -> Text | None:
    reason = next((reason for signature, reason in _SIGNATURES if content.startswith(signature)), None)
    if reason is None and any(content.startswith(signature, at) for signature, at in _PICTURES_LATER):
        return _PICTURE
    return reason


def _guess(content: bytes, ending: str) -> Text:
    """What a file without a known signature is."""
    if not content.strip(b"\0"):
        return EMPTY
    head = content[:4096]
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<") or ending in _PAGE_ENDINGS:
        return _PAGE if ending in _PAGE_ENDINGS or _PAGE_TAG.search(head) else _XML
    if _MAIL_HEAD.match(start):
        return _MAIL
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return _TEXT if wide or b"\0" not in head else _OTHER


@lru_cache(maxsize=64)
def package_refusal(parts: frozenset[str], kind: str, workbook: str) -> Issue | None:
    """Why a zip package is no workbook that is accepted, judged by its parts and by the kind of document it states."""
    if kind.startswith(_OPEN_DOCUMENT):
        stated = kind.removeprefix(_OPEN_DOCUMENT).partition("-")[0]
        return None if stated == "spreadsheet" else unreadable(_OF_KIND.get(stated, _OTHER))
    if any(name.startswith("xl/macrosheets/") for name in parts):
        return unreadable(_MACRO_SHEETS)
    for folder, reason in (("word/", _DOCUMENT), ("ppt/", _SLIDES), ("visio/", _PICTURE)):
        if any(name.startswith(folder) for name in parts):
            return unreadable(reason)
    return None if workbook else _no_excel_workbook(parts, kind)


def _no_excel_workbook(parts: frozenset[str], kind: str) -> Issue | None:
    """Why a package without an Excel workbook is refused, if it is no OpenDocument either."""
    if stated := _BEFORE_OPEN_DOCUMENT.search(kind) or _OF_APPLE.search(kind):
        name = next(filter(None, stated.groups()))
        return unsupported(_SPREADSHEETS[name]) if name in _SPREADSHEETS else unreadable(_OF_KIND.get(name, _OTHER))
    if any(name.startswith("index/") or name == "index.zip" or ".numbers/" in name for name in parts):
        return unreadable(_SLIDES) if any(name.startswith("index/slide") for name in parts) else unsupported("Numbers")
    return None if "content.xml" in parts else unreadable(_ARCHIVE)


def encrypted(content: bytes) -> Issue | None:
    """That a compound file is a workbook with a password. Its name for that is looked for also in a file that is damaged."""
    return CHECKS["file.encrypted"].issue() if "EncryptedPackage".encode("utf-16-le") in content else None


def compound_refusal(names: frozenset[str]) -> Issue | None:
    """Why a compound file is no Excel book, judged by its entries."""
    if book_stream(names):
        return None
    return unreadable(next((reason for needed, reason in _IN_COMPOUND if needed in names), _OTHER))


def book_stream(names: frozenset[str]) -> str:
    """The entry of a compound file that is an Excel book, BIFF8 before BIFF5; blank where there is none."""
    return next((name for wanted in ("workbook", "book") for name in sorted(names) if name.lower() == wanted), "")


def holds_project(names: frozenset[str]) -> bool:
    """Whether a compound file has a project of macros."""
    return any(name.startswith("_VBA_PROJECT") for name in names)
