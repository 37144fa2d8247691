"""A data folder is one that svod made: anything else is refused before it is read or written, and an empty night is told."""

import shutil
import tarfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from svod.pipeline.data_folder import is_data_folder
from svod.pipeline.deadlines import empty_night
from tests.builders.workbooks import UNITS, build, load, workspace
from tests.conftest import Svod
from tests.pipeline.test_earlier_folder import FOLDER

NEED_IT = [
    ("run",),
    ("totals",),
    ("status",),
    ("issues",),
    ("query", "select 1"),
    ("verify",),
    ("rebuild",),
    ("rehearse",),
    ("report",),
    ("export", "-o", "out"),
    ("close",),
    ("revisions", "akzhar"),
    ("spelling", "list"),
]


@pytest.mark.parametrize("words", NEED_IT, ids=lambda words: words[0])
def test_a_mistyped_folder_is_refused_and_stays_as_it_is(svod: Svod, tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "letters").mkdir()
    for name, reason in (("typo", "there is no such folder"), ("letters", "it has neither kept/ nor warehouse/")):
        done = svod("--lang", "en", "--data", name, *words, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (2, "")
        assert f"“{name}” is not a data folder: {reason}." in done.stderr
        assert "svod init" in done.stderr
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")] == ["letters"]


def test_commands_that_need_no_folder_make_none(svod: Svod, tmp_path: Path) -> None:
    assert svod("blank", "akzhar", "--year", "2026", "-o", "blank.xlsx", cwd=tmp_path).returncode == 0
    assert svod("check", "blank.xlsx", cwd=tmp_path).returncode == 1
    assert svod("schema", "labour12", cwd=tmp_path).returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["blank.xlsx"]


@pytest.mark.parametrize(("lang", "said"), [("kk", "жасалды"), ("ru", "создана"), ("en", "is made")])
def test_init_makes_a_folder_once(svod: Svod, tmp_path: Path, lang: str, said: str) -> None:
    made = svod("--lang", lang, "init", "office", cwd=tmp_path)
    assert (made.returncode, said in made.stdout, "svod run" in made.stdout) == (0, True, True)
    (tmp_path / "office/raw/a.xlsx").write_bytes(build())
    again = svod("--lang", lang, "init", "office", cwd=tmp_path)
    assert (again.returncode, said in again.stdout) == (0, False)
    assert svod("--data", "office", "run", cwd=tmp_path).returncode == 0
    assert svod("init", cwd=tmp_path).returncode == 0
    assert is_data_folder(tmp_path / "data")


def test_folders_made_before_there_was_init_are_data_folders(svod: Svod, tmp_path: Path) -> None:
    with tarfile.open(FOLDER) as packed:
        packed.extractall(tmp_path / "data", filter="data")
    assert svod("run", cwd=tmp_path).returncode == 0
    shutil.rmtree(tmp_path / "data/warehouse")
    assert svod("rebuild", cwd=tmp_path).returncode == 0
    assert is_data_folder(Path(__file__).parents[2] / "data"), "that of the repository"


def _nights(root: Path, day: int) -> list[str]:
    """What is said in English after a night of June 2026 in which nothing came."""
    own = replace(workspace(root), clock=lambda: datetime(2026, 6, day, 2, tzinfo=UTC))
    return [text.en for text in empty_night(own)]


def test_an_empty_night_before_a_deadline_is_told(tmp_path: Path) -> None:
    (told,) = _nights(tmp_path, 14)
    assert told.startswith("Nothing was received, and labour12 for 2026 is due 16 June 2026 (days left: 2): 15 of 15 units")
    load(tmp_path, {"2026-06-10/a.xlsx": build()})
    assert ["14 of 15 units" in told for told in _nights(tmp_path, 16)] == [True]
    assert (_nights(tmp_path, 12), _nights(tmp_path, 17)) == ([], [])
    load(tmp_path, {f"2026-06-10/{unit}.xlsx": build(cover={"unit": unit}) for unit in UNITS})
    assert _nights(tmp_path, 16) == []
