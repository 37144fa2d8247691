"""The shared texts of an xls, as far as parts of them are in other fonts."""

import struct
from collections.abc import Iterator, Sequence

from svod.reading.workbook.binary.styles import CellFormats
from svod.reading.workbook.damage import Damaged

_WIDE, _EXTENDED, _WITH_RUNS = 1, 4, 8


def rich_texts(records: Sequence[bytes], formats: CellFormats) -> Iterator[tuple[int, str]]:
    """Yield the number of each shared text that is partly struck or raised, and what it says without that part.

    `records` are the contents of the table of shared texts and of the records that continue it.
    """
    cursor = _Cursor(records)
    _, count = struct.unpack("<II", cursor.take(8))
    for number in range(count):
        text, runs = _text(cursor)
        if runs and (plain := formats.plain(text, runs)) is not None:
            yield number, plain


def rich_cell(content: bytes, formats: CellFormats, biff8: bool) -> str | None:
    """Return what the text in a cell's own record says without its struck or raised part; None if it has none.

    Before BIFF8 its characters have one byte each, and so have the count of its runs, their starts and fonts.
    """
    cursor = _Cursor([content])
    (length,) = struct.unpack("<H", cursor.take(2))
    text = cursor.characters(length, cursor.take(1)[0] if biff8 else 0)
    count = int.from_bytes(cursor.take(2 if biff8 else 1), "little")
    runs = struct.iter_unpack("<HH", cursor.take(count * 4)) if biff8 else struct.iter_unpack("<BB", cursor.take(count * 2))
    return formats.plain(text, [*runs])


def _text(cursor: "_Cursor") -> tuple[str, list[tuple[int, int]]]:
    """Read one shared text, and its runs: where each starts, in characters, and its font."""
    length, flags = struct.unpack("<HB", cursor.take(3))
    count = struct.unpack("<H", cursor.take(2))[0] if flags & _WITH_RUNS else 0
    extra = struct.unpack("<I", cursor.take(4))[0] if flags & _EXTENDED else 0
    text = cursor.characters(length, flags)
    runs = [*struct.iter_unpack("<HH", cursor.take(count * 4))]
    cursor.take(extra)
    return text, runs


class _Cursor:
    """Reads on over records. Where characters go on in the next record, that begins with their flags again."""

    def __init__(self, records: Sequence[bytes]) -> None:
        self._records = records
        self._record = self._at = 0

    def take(self, length: int) -> bytes:
        """Return the next bytes."""
        taken = b""
        while len(taken) < length:
            taken += self._some(length - len(taken))
        return taken

    def characters(self, length: int, flags: int) -> str:
        """Return the next characters, one byte each or two."""
        text = ""
        while length > 0:
            if self._at == len(self._records[self._record]):
                flags = self._some(1)[0]
            size = 2 if flags & _WIDE else 1
            taken = self._some(length * size)
            text += taken.decode("utf-16-le" if size == 2 else "latin-1", "replace")
            length -= -(-len(taken) // size)
        return text

    def _some(self, most: int) -> bytes:
        """Return at most so many bytes, at least one, from the current record or else the next one."""
        if self._at == len(self._records[self._record]):
            self._record, self._at = self._record + 1, 0
            if self._record == len(self._records):
                raise Damaged("shared texts that are cut off")
        taken = self._records[self._record][self._at : self._at + most]
        self._at += len(taken)
        return taken
