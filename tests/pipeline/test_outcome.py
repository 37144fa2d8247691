"""What a run prints of rejected returns: each its reasons, how many more there are, and which command shows them."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from svod.pipeline.data_folder import make_data_folder
from tests.builders.workbooks import RAID, UNITS, build
from tests.conftest import Svod

FILES, ERRORS = 30, 47
SHOWN = 20


def test_every_rejected_file_shows_its_first_errors_and_says_where_the_rest_are(
    svod: Svod, environment: dict[str, str], tmp_path: Path
) -> None:
    make_data_folder(tmp_path / "data")
    raw = tmp_path / "data/raw/2026-06-10"
    raw.mkdir()
    rows = [{**RAID, "participants": -number} for number in range(1, ERRORS + 1)]
    for number in range(FILES):
        (raw / f"{number} файл.xlsx").write_bytes(build(cover={"unit": UNITS[number % len(UNITS)]}, activity=rows))
    run = svod("--lang", "en", "run", cwd=tmp_path)
    files = run.stdout.split("Rejected: ")[1:]
    assert len(files) == FILES
    for printed in files:
        lines = [line for line in printed.splitlines() if line.startswith("  ")]
        assert len(lines) == SHOWN + 1
        assert lines[0].startswith("  Іс-шаралар!")
        (command,) = re.findall(r"… and 27 more\. To see them all: svod (check .*)$", lines[-1])
        assert command == f"check 'data/raw/2026-06-10/{printed.split('/')[1].partition('.xlsx')[0]}.xlsx'"
    checked = svod("--lang", "en", "check", "data/raw/2026-06-10/7 файл.xlsx", cwd=tmp_path)
    assert checked.stdout.count("Іс-шаралар!") == ERRORS
    with closing(sqlite3.connect(Path(environment["PREFECT_HOME"]) / "prefect.db")) as prefect:
        ((artifact,),) = prefect.execute("select data from artifact where key = 'issues' order by created desc limit 1")
    assert artifact.count("more. To see them all") == FILES
