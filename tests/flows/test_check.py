"""`svod check`: folders, what was sent, a last line that counts, colours."""

import json
from pathlib import Path

import pytest

from tests.builders.workbooks import RAID, build
from tests.conftest import Svod
from tests.support.terminal import on_terminal

REJECTED = {"kk": "қабылданбайтыны – 1; ", "ru": "не принимается — 1; ", "en": "rejected 1; "}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a good return, and a rejected one below it, beside what a run passes over."""
    (tmp_path / "sent/esil").mkdir(parents=True)
    (tmp_path / "sent/a.xlsx").write_bytes(build())
    wrong = [{**RAID, "participants": "көп"}, {**RAID, "kind": "бірдеңе"}]
    (tmp_path / "sent/esil/b.xlsx").write_bytes(build(cover={"unit": "esil"}, activity=wrong))
    for passed_over in ("~$a.xlsx", ".hidden.xlsx", "c.tmp", "Thumbs.db"):
        (tmp_path / "sent" / passed_over).write_bytes(b"")
    (tmp_path / "empty").mkdir()
    return tmp_path


def test_a_folder_is_checked_as_a_run_would_receive_it(svod: Svod, folder: Path) -> None:
    checked = json.loads(svod("check", "--json", "sent", cwd=folder).stdout)["files"]
    assert [one["file"] for one in checked] == ["sent/a.xlsx", "sent/esil/b.xlsx"]
    assert [one["status"] for one in checked] == ["accepted", "rejected"]
    empty = svod("check", "--lang", "en", "empty", cwd=folder)
    assert (empty.returncode, empty.stderr.splitlines()[0]) == (2, "There is no file in the folder: empty")


@pytest.mark.parametrize(
    ("lang", "one", "both"),
    [
        ("kk", "1 файл: қабылданатыны – 1, қабылданбайтыны – 0; ескерту жоқ.", "2 файл: қабылданатыны – 1, {}2 қате."),
        ("ru", "1 файл: принимается — 1, не принимается — 0; замечаний нет.", "2 файла: принимается — 1, {}2 ошибки."),
        ("en", "1 file: accepted 1, rejected 0; nothing found.", "2 files: accepted 1, {}2 errors."),
    ],
)
def test_the_last_line_counts(svod: Svod, folder: Path, lang: str, one: str, both: str) -> None:
    assert svod("--lang", lang, "check", "sent/a.xlsx", cwd=folder).stdout.splitlines()[-1] == one
    assert svod("--lang", lang, "check", "sent", cwd=folder).stdout.splitlines()[-1] == both.format(REJECTED[lang])


def test_an_accepted_return_shows_what_was_sent(svod: Svod, folder: Path) -> None:
    lines = svod("--lang", "ru", "check", "sent/a.xlsx", cwd=folder).stdout.splitlines()
    assert lines[1] == "  Акжарский район, 2026. Строки: Мероприятия – 1"
    assert lines[2].startswith("  Рейды – 1; Участники рейдов – 4;")


def test_verdicts_have_colours_on_terminals_that_show_them(environment: dict[str, str], folder: Path) -> None:
    own = environment | {"TERM": "xterm", "SVOD_LANG": "en", "PYTHONUTF8": "1"}
    code, shown = on_terminal(["svod", "check", "sent"], folder, own)
    assert code == 1
    assert "\x1b[32msent/a.xlsx: accepted\x1b[0m" in shown
    assert "\x1b[31msent/esil/b.xlsx: rejected\x1b[0m" in shown
    _, plain = on_terminal(["svod", "check", "sent"], folder, own | {"NO_COLOR": "1"})
    assert "\x1b[3" not in plain
