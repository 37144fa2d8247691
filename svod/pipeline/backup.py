"""A backup: one file with the ledger, the stored bytes and the settings, from which a data folder is made anew.

The warehouse, the snapshot and the reports are not in it, since they follow from these.
"""

import json
import re
import shutil
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from schemas.basics.exceptions import DataDamaged, NotAllowed, NothingPublished, UnknownName
from schemas.basics.texts import Texts
from schemas.records.decision import ADOPTIONS
from schemas.records.ledger_mark import LedgerMark
from schemas.records.submission import Receipt
from svod.files import make_folder, replacing, sync
from svod.intake.ledger import LedgerState
from svod.intake.recorded_path import path_on_disk
from svod.intake.storage import Storage
from svod.pipeline.workspace import Workspace

TEXTS = Texts(__package__)

OnCopied = Callable[[int], None]

_MANIFEST, _LEDGER, _SETTINGS = "svod-backup.json", "kept/ledger.jsonl", "svod.toml"
_STORED = re.compile(r"kept/([0-9a-f]{2})/(\1[0-9a-f]{62})")
_UNFINISHED = ".restoring"
_PIECE = 1 << 20
_DAMAGE = (BadZipFile, zlib.error, EOFError, ValueError, KeyError, TypeError, AttributeError, NotImplementedError, RuntimeError)
"""What a file makes zipfile and json raise if it is no backup, or a damaged one."""


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup says of itself: when it was made, up to which line of the ledger, and what it holds."""

    made_at: str
    lines: int
    hash: str
    files: int
    receipts: int

    @property
    def moment(self) -> datetime:
        """When it was made."""
        return datetime.fromisoformat(self.made_at)


def count_stored(workspace: Workspace) -> int:
    """The number of stored files that a backup copies, and then reads again."""
    return 2 * len(set(_stored_by(workspace.storage.ledger.read())))


def write_backup(workspace: Workspace, settings: str, file: Path, on_copied: OnCopied) -> Backup:
    """Write a backup and read it again. A run may go on meanwhile: what it adds to the ledger after the start is not in it.

    Raises NothingPublished if nothing was received, and DataDamaged if stored bytes are lost or damaged.
    """
    storage = workspace.storage
    # Bytes are on the disk before the ledger names them, so those of the lines that are there now are all there.
    ledger = storage.ledger.read()
    if not ledger.lines:
        raise NothingPublished(TEXTS.fill("nothing_kept", ledger=str(storage.ledger.path)))
    lines = b"".join(line + b"\n" for line in storage.ledger.path.read_bytes().split(b"\n")[: ledger.lines])
    hashes = sorted(set(_stored_by(ledger)))
    made = Backup(workspace.now().isoformat(), ledger.lines, ledger.mark.hash, len(hashes), ledger.receipts)
    with replacing(file) as unfinished:
        with ZipFile(unfinished, "w", ZIP_STORED) as package:
            package.writestr(_MANIFEST, json.dumps(asdict(made), indent=1))
            package.writestr(_LEDGER, lines, ZIP_DEFLATED)
            package.writestr(_SETTINGS, settings)
            for stored in hashes:
                path = storage.kept.path(stored)
                if not path.is_file():
                    raise DataDamaged(TEXTS.fill("backup.lost", path=path))
                package.write(path, f"kept/{stored[:2]}/{stored}")
                on_copied(1)
        prove(unfinished, on_copied)
    return made


def prove(file: Path, on_read: OnCopied = lambda _: None) -> Backup:
    """Read a whole backup. Raises DataDamaged if its ledger or a stored file is not what was written, or one is missing."""
    with _opened(file) as package:
        made = Backup(**json.loads(package.read(_MANIFEST)))
        names = [name for name in package.namelist() if name not in (_MANIFEST, _LEDGER, _SETTINGS)]
        for name in names:
            found = _STORED.fullmatch(name)
            if not found or _hash_in(package, name) != found[2]:
                raise DataDamaged(TEXTS.fill("backup.damaged", file=file, part=name))
            on_read(1)
        ledger = _replayed(package.read(_LEDGER))
        if ledger.mark != LedgerMark(made.lines, made.hash):
            raise DataDamaged(TEXTS.fill("backup.damaged", file=file, part=_LEDGER))
        if lost := set(_stored_by(ledger)) - {name.rpartition("/")[2] for name in names}:
            raise DataDamaged(TEXTS.fill("backup.incomplete", file=file, count=len(lost)))
        return made


def unpack(file: Path, root: Path) -> Backup:
    """Make a data folder of a backup, whole or not at all. raw/ gets the files that were last seen there.

    The warehouse is to be rebuilt. Raises NotAllowed if there is something in the folder, DataDamaged if the backup is damaged.
    """
    unfinished = root / _UNFINISHED
    if root.exists() and any(path != unfinished for path in root.iterdir()):
        raise NotAllowed(TEXTS.fill("backup.not_empty", folder=root))
    made = prove(file)
    shutil.rmtree(unfinished, ignore_errors=True)
    make_folder(unfinished)
    with _opened(file) as package:
        for name in package.namelist():
            if name != _MANIFEST:
                _extract(package, name, unfinished / name)
    _put_back(Storage.in_folder(unfinished))
    make_folder(unfinished / "raw")
    # kept/ makes it a data folder, so it comes last.
    for part in sorted(unfinished.iterdir(), key=lambda part: part.name == "kept"):
        part.rename(root / part.name)
    sync(root)
    unfinished.rmdir()
    return made


def _put_back(storage: Storage) -> None:
    """Write the files that were last seen under raw/, so that the next run doesn't take them for vanished."""
    state = storage.ledger.read()
    raw = storage.raw.resolve()
    for recorded, stored in state.last_seen.items():
        path = (raw / path_on_disk(recorded)).resolve()
        if recorded not in state.gone and path.is_relative_to(raw):
            make_folder(path.parent)
            shutil.copyfile(storage.kept.path(stored), path)


def _stored_by(ledger: LedgerState) -> Iterator[str]:
    """The hashes of the bytes that a ledger names: those of files and of adopted forms, registers and places."""
    for entry, _ in ledger.pending:
        if isinstance(entry, Receipt):
            yield entry.sha256
        elif entry.kind in ADOPTIONS:
            yield from filter(None, (entry.value, entry.details))


def _replayed(content: bytes) -> LedgerState:
    """What the ledger in a backup says."""
    state = LedgerState()
    for line in content.split(b"\n")[:-1]:
        state.take(line, json.loads(line))
    return state


def _hash_in(package: ZipFile, name: str) -> str:
    digest = sha256()
    with package.open(name) as source:
        while piece := source.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _extract(package: ZipFile, name: str, path: Path) -> None:
    """Write a part of a backup, on the disk before this returns."""
    make_folder(path.parent)
    with package.open(name) as source, path.open("wb") as target:
        shutil.copyfileobj(source, target, _PIECE)
    sync(path)


@contextmanager
def _opened(file: Path) -> Iterator[ZipFile]:
    """Open a backup. Raises DataDamaged if it is none, or a part of it can't be read."""
    try:
        with ZipFile(file) as package:
            yield package
    except FileNotFoundError as error:
        raise UnknownName(TEXTS.fill("backup.missing", file=file)) from error
    except _DAMAGE as error:
        raise DataDamaged(TEXTS.fill("backup.unreadable", file=file)) from error
