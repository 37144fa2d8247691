"""Paths under raw/: for files that are put there, and what the path of a file says about the door through which it came."""

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

from schemas.records.submission import Door, DoorName
from svod.intake.recorded_path import recorded_path

_DOORS = "doors"
_LONGEST = 120
_OF_THE_SYSTEM = {"thumbs.db", "desktop.ini"}
# Whatever a path or a listing could take for something else: separators and unprintable characters.
_UNSAFE = re.compile(r'[\\/:*?"<>|]')


def is_hidden(name: str) -> bool:
    """True for names of hidden folders, and of files that a program has open."""
    return name.startswith((".", "~$"))


def is_passed_over(name: str) -> bool:
    """True for files that are temporary, hidden or made by the operating system."""
    return is_hidden(name) or name.lower().endswith(".tmp") or name.casefold() in _OF_THE_SYSTEM


def door_path(door: Door, name: str) -> str:
    r"""The path under raw/ for a file that somebody hands in through a door under any name.

    >>> door_path(Door("desk", "akzhar"), "C:\\Есеп\\.2026.xlsx")
    'doors/desk/akzhar/_.2026.xlsx'
    """
    folders = (_DOORS, door.name) if door.unit is None else (_DOORS, door.name, door.unit)
    return "/".join([*folders, _safe(name)])


def door_of(path: str) -> Door | None:
    """The door in whose folder a file lies under raw/. None if it lies elsewhere.

    >>> door_of("doors/desk/akzhar/есеп.xlsx")
    Door(name='desk', unit='akzhar')
    >>> door_of("doors/mail/есеп.xlsx")
    Door(name='mail', unit=None)
    """
    match path.split("/"):
        case ["doors", name, *folders, _] if name in get_args(DoorName):
            return Door(name, folders[0] if folders else None)  # type: ignore[arg-type]  # it is one of the names
    return None


def unused_path(raw: Path, path: str, sha256: str, last_seen: Mapping[str, str]) -> Path:
    """A path for a new file with this hash, numbered if the given one is used.

    A path at which the same was seen before, and deleted since, is not used: the file would be taken for that one.
    """
    first = unused = raw / path
    number = 1
    while unused.exists() or last_seen.get(recorded_path(unused.relative_to(raw).as_posix())) == sha256:
        number += 1
        unused = first.with_name(f"{first.stem} ({number}){first.suffix}")
    return unused


def _safe(name: str) -> str:
    """A file name made of the last part of what a browser or a message calls a file."""
    last = re.split(r"[\\/]", name)[-1]
    printable = "".join(char for char in unicodedata.normalize("NFC", last) if char.isprintable())
    stem, dot, ending = _UNSAFE.sub("_", printable).strip().rpartition(".")
    safe = f"{(stem if dot else ending)[:_LONGEST]}{dot}{ending[:10] if dot else ''}"
    while len(safe.encode()) > 2 * _LONGEST:
        stem, dot, ending = safe.rpartition(".")
        safe = f"{stem[:-1]}{dot}{ending}"
    return f"_{safe}_" if safe.lower().endswith(".tmp") else f"_{safe}" if is_passed_over(safe) or not safe else safe
