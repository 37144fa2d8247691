"""A compound file: the container of Excel's old binary format, of other old Office documents, and of encrypted workbooks.

A pointer outside the file, or a chain that runs in a circle, raises Damaged: the file is damaged, or made to do harm.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from svod.reading.workbook.damage import Damaged

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_HEADER = struct.Struct("<HH6xIIIIIIIII")
_LISTED = 109  # sectors of the allocation table that the header itself lists
_NONE = 0xFFFFFFFA  # from here on a sector's number says that there is none
_ENTRY = struct.Struct("<64sHBxIII36xIQ")
_NOBODY = 0xFFFFFFFF
_STREAM = 2
_ROOT = 5

# What is written has large sectors, so that the header itself lists every sector of the allocation table.
_SHIFT = 12
_END, _TABLE = 0xFFFFFFFE, 0xFFFFFFFD
_CUTOFF = 4096


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class Compound:
    """The entries at the root of a compound file, by name."""

    def __init__(self, content: bytes) -> None:
        if len(content) < 512:
            raise Damaged("a compound file without its header")
        self._content = content
        shift, mini_shift, _, _, directory, _, self._cutoff, mini, _, more, _ = _HEADER.unpack_from(content, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise Damaged(f"a compound file with sectors of 2^{shift} and 2^{mini_shift} bytes")
        self._size, self._mini_size = 1 << shift, 1 << mini_shift
        self._table = self._numbers(self._table_sectors(more))
        self._mini_table = self._numbers(self._chain(mini, self._table))
        entries = [*self._entries(b"".join(map(self._sector, self._chain(directory, self._table))))]
        if not entries:
            raise Damaged("a compound file without a directory")
        self._root = entries[0]
        self._at_root = {entry.name: entry for entry in _siblings(entries, entries[0].child)}
        self.names = frozenset(self._at_root)

    def stream(self, name: str) -> bytes:
        """Return the content of a stream at the root."""
        entry = self._at_root[name]
        if entry.kind != _STREAM or entry.size > len(self._content):
            raise Damaged(f"{name} is no stream")
        if entry.size >= self._cutoff:
            return b"".join(map(self._sector, self._chain(entry.start, self._table)))[: entry.size]
        small = b"".join(map(self._sector, self._chain(self._root.start, self._table)))
        chain = self._chain(entry.start, self._mini_table)
        return b"".join(small[offset * self._mini_size : (offset + 1) * self._mini_size] for offset in chain)[: entry.size]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        if start >= len(self._content):
            raise Damaged(f"sector {number} lies outside the file")
        return self._content[start : start + self._size]

    def _numbers(self, sectors: Iterator[int]) -> tuple[int, ...]:
        packed = b"".join(map(self._sector, sectors))
        return struct.unpack(f"<{len(packed) // 4}I", packed[: len(packed) // 4 * 4])

    def _table_sectors(self, more: int) -> Iterator[int]:
        """Yield the sectors of the allocation table: those listed in the header, then those in the further lists."""
        listed = list(struct.unpack_from(f"<{_LISTED}I", self._content, 76))
        seen = 0
        while True:
            yield from (number for number in listed if number < _NONE)
            if more >= _NONE:
                return
            seen += 1
            if seen * self._size > len(self._content):
                raise Damaged("the allocation table runs in a circle")
            if not (numbers := self._numbers(iter([more]))):
                raise Damaged("a list of the allocation table is cut off")
            *listed, more = numbers

    def _chain(self, start: int, table: tuple[int, ...]) -> Iterator[int]:
        length = 0
        while start < _NONE:
            length += 1
            if start >= len(table) or length > len(table):
                raise Damaged("a stream runs in a circle or out of the file")
            yield start
            start = table[start]

    def _entries(self, directory: bytes) -> Iterator[_Entry]:
        for offset in range(0, len(directory) - _ENTRY.size + 1, _ENTRY.size):
            name, length, kind, left, right, child, start, size = _ENTRY.unpack_from(directory, offset)
            # Writers of version 3 may leave anything in the upper half of a size.
            yield _Entry(
                name[: max(length - 2, 0)].decode("utf-16-le", "replace"), kind, left, right, child, start, size & 0xFFFFFFFF
            )


def _siblings(entries: list[_Entry], first: int) -> Iterator[_Entry]:
    waiting, seen = [first], set[int]()
    while waiting:
        number = waiting.pop()
        if number >= len(entries) or number in seen:
            continue
        seen.add(number)
        yield entries[number]
        waiting += entries[number].left, entries[number].right


def compound_of(name: str, stream: bytes) -> bytes:
    """Return a compound file with this one stream, padded with zeros to whole sectors."""
    size = 1 << _SHIFT
    count = max(-(-len(stream) // size), 1)
    tables = -(-(count + 1) // (size // 4 - 1))
    first = tables + 1
    numbers = [*[_TABLE] * tables, _END, *range(first + 1, first + count), _END]
    table = struct.pack(f"<{len(numbers)}I", *numbers).ljust(tables * size, b"\xff")
    directory = _entry("Root Entry", _ROOT, 1, 0, 0) + _entry(name, _STREAM, _NOBODY, first, count * size)
    listed = struct.pack(f"<{tables}I", *range(tables)).ljust(4 * _LISTED, b"\xff")
    header = MAGIC + bytes(16) + struct.pack("<HHH", 0x3E, 4, 0xFFFE)
    header += _HEADER.pack(_SHIFT, 6, 1, tables, tables, 0, _CUTOFF, _END, 0, _END, 0) + listed
    return header.ljust(size, b"\0") + table + directory.ljust(size, b"\0") + stream.ljust(count * size, b"\0")


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    return _ENTRY.pack(written, len(written), kind, _NOBODY, _NOBODY, child, start, size)
