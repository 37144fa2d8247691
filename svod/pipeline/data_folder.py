"""The folders of a data folder, by which a mistyped path or a disk that isn't mounted is told from one."""

from pathlib import Path

from schemas.basics.exceptions import UnknownName
from schemas.basics.texts import Texts
from svod.files import make_folder

TEXTS = Texts(__package__)

_OWN = ("kept", "warehouse")
"""Folders that svod alone makes. raw/ tells nothing: anybody may have made it, also where the rest is on a lost disk."""


def is_data_folder(root: Path) -> bool:
    """True if `svod init` made the folder, or a run of any version did."""
    return any((root / name).is_dir() for name in _OWN)


def require_data_folder(root: Path) -> None:
    """Raise UnknownName if this is no data folder: a run in it would find nothing, and call that a success."""
    if not is_data_folder(root):
        reason = TEXTS["folder_lacks_own"] if root.is_dir() else TEXTS["folder_is_missing"]
        raise UnknownName(TEXTS.fill("no_data_folder", folder=str(root), reason=reason))


def make_data_folder(root: Path) -> bool:
    """Make the folders of a data folder, those that are missing. Returns whether it is a new one."""
    is_new = not is_data_folder(root)
    for name in ("raw", *_OWN):
        make_folder(root / name)
    return is_new
