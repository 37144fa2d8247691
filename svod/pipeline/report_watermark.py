"""Up to where reports were written: a mark beside them, so that a run that ended early is made good by the next."""

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from svod.pipeline.data_folder import Folders
from svod.warehouse.watermark import Loaded

_NOTHING = Loaded(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class PeriodReports:
    """What was written for a form and period: the folder of its reports, those of its editions released now.

    `failure` is what kept reports from being written.
    """

    form: str
    period: str
    folder: Path
    releases: tuple[Path, ...] = ()
    failure: str | None = None


class Reported:
    """The mark's file. Where it is lost, or is of another warehouse, everything is to be reported on."""

    def __init__(self, folders: Folders) -> None:
        self._path = folders.reports / ".written.json"

    def read(self, loaded: Loaded) -> Loaded:
        """What was loaded when reports were last written, given what is loaded now."""
        with suppress(OSError, ValueError, TypeError):
            known = Loaded(**json.loads(self._path.read_bytes()))
            if all(then <= now for then, now in zip(known, loaded, strict=True)):
                return known
        return _NOTHING

    def write(self, loaded: Loaded) -> None:
        """Remember that everything loaded is reported on."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self._path.with_name(f"{self._path.name}.tmp")
        unfinished.write_text(json.dumps(loaded._asdict()))
        unfinished.replace(self._path)
