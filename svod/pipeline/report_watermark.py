"""Watermark: the last load that the reports cover. If a run ends before it writes them, the next run does."""

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from schemas.basics.text import Text
from svod.files import make_folder, write_whole
from svod.warehouse.watermark import Loaded

_NOTHING = Loaded(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class WrittenReports:
    """The reports written for a form and period: their folder, and the new releases.

    `failure` says why reports could not be written.
    """

    form: str
    period: str
    folder: Path
    releases: tuple[Path, ...] = ()
    failure: Text | str | None = None


class ReportWatermark:
    """The watermark's file. If it is lost or belongs to another warehouse, all reports are due."""

    def __init__(self, reports: Path) -> None:
        self._path = reports / ".written.json"

    def read(self, loaded: Loaded) -> Loaded:
        """What was loaded when reports were last written, given what is loaded now."""
        with suppress(OSError, ValueError, TypeError):
            known = Loaded(**json.loads(self._path.read_bytes()))
            if all(then <= now for then, now in zip(known, loaded, strict=True)):
                return known
        return _NOTHING

    def write(self, loaded: Loaded) -> None:
        """Remember that everything loaded is reported on."""
        make_folder(self._path.parent)
        write_whole(self._path, json.dumps(loaded._asdict()).encode())
