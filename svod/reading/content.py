"""What a file is by its content, whatever its ending says; and why it is refused when it is no workbook."""

from schemas.checks import CHECKS
from schemas.issue import Issue
from schemas.text import Text

ZIP = b"PK\x03\x04"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

EMPTY = Text("файл бос", "файл пуст", "the file is empty")
DAMAGED = Text(
    "файл бүлінген немесе толық жетпеген", "файл повреждён или передан не полностью", "the file is damaged or cut off"
)
_ARCHIVE = Text("бұл – ішінде Excel кітабы жоқ архив (zip)", "это архив без книги", "it is an archive without a workbook")
_TEXT = Text("бұл – мәтін", "это текст", "it is text")
_PAGE = Text("бұл – веб-бет", "это веб-страница", "it is a web page")
_PICTURE = Text("бұл – сурет", "это изображение", "it is a picture")
_DOCUMENT = Text("бұл – Word құжаты", "это документ Word", "it is a Word document")
_PDF = Text("бұл – PDF құжаты", "это документ PDF", "it is a PDF document")
_OTHER = Text("бұл – басқа түрдегі файл", "это файл другого вида", "it is a file of another kind")

_SIGNATURES = (
    (b"%PDF", _PDF),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"BM", _PICTURE),
    (b"II*\0", _PICTURE),
    (b"{\\rtf", _DOCUMENT),
)
_OLD_EXCEL = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_BIFF5 = b"\x09\x08"
_SEPARATED = (".csv", ".tsv", ".tab")


def unreadable(reason: Text) -> Issue:
    """The file is no workbook, or a broken one."""
    return CHECKS["file.unreadable"].issue(reason=reason)


def unsupported(name: str) -> Issue:
    """The file is a spreadsheet of a format that isn't accepted."""
    return CHECKS["file.unsupported"].issue(format=name)


def refusal(content: bytes, file: str) -> Issue | None:
    """Why a file that is neither a zip package nor a compound file can't be a return; None where calamine must tell."""
    if content.startswith(_OLD_EXCEL):
        return unsupported("Excel 2–4")
    if content.startswith(_BIFF5):
        return None
    ending = file[file.rfind(".") :].lower()
    reason = next((reason for signature, reason in _SIGNATURES if content.startswith(signature)), None) or _guess(content)
    return unsupported(ending[1:]) if reason is _TEXT and ending in _SEPARATED else unreadable(reason)


def _guess(content: bytes) -> Text:
    """What a file without a known signature is."""
    if not content.strip(b"\0"):
        return EMPTY
    head = content[:4096]
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return _PAGE
    return _OTHER if b"\0" in head else _TEXT


def package_refusal(parts: frozenset[str]) -> Issue | None:
    """Why a zip package is no workbook that is accepted, judged by the names of its parts."""
    if parts & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        return None
    if "word/document.xml" in parts:
        return unreadable(_DOCUMENT)
    if any(name.startswith("Index/") and name.endswith(".iwa") for name in parts):
        return unsupported("numbers")
    return unreadable(_ARCHIVE)


def compound_refusal(content: bytes) -> Issue | None:
    """Why a compound file is no Excel book: it is encrypted, or it holds another program's document."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return CHECKS["file.encrypted"].issue()
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        return None
    return unreadable(_DOCUMENT if "WordDocument".encode("utf-16-le") in content else _OTHER)
