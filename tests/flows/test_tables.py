"""Tables fit the terminal: the least important columns go first, which is said, and nothing is cut to nonsense."""

import re
from pathlib import Path

import pytest

from tests.builders.workbooks import RAID, build, load
from tests.conftest import Svod
from tests.support.terminal import on_terminal

LONG = "2026-06-11/Есіл ауданы бойынша 12 күн науқанының есебі (түзетілген нұсқасы).xlsx"
_ESCAPES = re.compile("\x1b\\[[0-9;]*m")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a return that has a query, and a unit that sent a file of a long name twice."""
    root = tmp_path_factory.mktemp("office")
    files = {"2026-06-10/a.xlsx": build(activity=[RAID, RAID]), LONG: build(cover={"unit": "esil"})}
    load(root / "data", files)
    load(root / "data", {"2026-06-12/b.xlsx": build(cover={"unit": "esil"}, activity=[{**RAID, "participants": 9}])})
    return root


def _shown(environment: dict[str, str], office: Path, *words: str, columns: int = 80, **own: str) -> str:
    settings = {"TERM": "xterm", **environment, "SVOD_LANG": "ru", "PYTHONUTF8": "1", **own}
    code, text = on_terminal(["svod", *words], office, settings, columns)
    assert code == 0, text
    return text


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        (("status",), ("10.06.2026 00:00",)),
        (("explain", "raids"), ("12.06.2026 00:00", "b.xlsx")),
        (("revisions", "esil"), ("11.06.2026 00:00", "12.06.2026 00:00", "(түзетілген", "нұсқасы).xlsx")),
        (("issues",), ("row.duplicate", "10.06.2026 00:00")),
        (("diff", "esil"), ()),
        (("totals",), ("Участники рейдов",)),
    ],
    ids=lambda value: value[0] if value and isinstance(value, tuple) else "",
)
def test_tables_fit_80_columns(
    environment: dict[str, str], office: Path, words: tuple[str, ...], whole: tuple[str, ...]
) -> None:
    shown = _ESCAPES.sub("", _shown(environment, office, *words))
    assert max(map(len, shown.splitlines())) <= 80
    assert "…" not in shown
    assert all(text in shown for text in whole), shown


def test_columns_that_do_not_fit_are_named_and_line_shows_them(environment: dict[str, str], office: Path) -> None:
    sql = "from labour12.activity limit 1"
    shown = _ESCAPES.sub("", _shown(environment, office, "query", sql))
    assert max(map(len, shown.splitlines())) <= 80
    told = " ".join(shown.split("Не показано столбцов: ")[1].split())
    assert "note. Увидеть все: --format line или окно шире." in told
    wide = _shown(environment, office, "query", sql, columns=400)
    assert ("Не показано" in wide, "questions_answered" in wide) == (False, True)
    lines = _shown(environment, office, "query", sql, "--format", "line").splitlines()
    values = dict(line.split(maxsplit=1) for line in lines if len(line.split()) > 1)
    assert (values["unit"], values["held_on"], values["participants"]) == ("akzhar", "2026-06-05", "4")
    assert len(lines) == int(told.split()[0]) + len(shown.splitlines()[0].split())


def test_units_that_are_missing_come_first(svod: Svod, office: Path) -> None:
    lines = svod("--lang", "en", "status", cwd=office).stdout.splitlines()[3:]
    words = [line.split("  ")[0] for line in lines]
    assert (words[-2:], len(words)) == (["Akzhar district", "Esil district"], 15)


def test_look_is_left_out_where_a_terminal_or_the_user_wants_none(environment: dict[str, str], office: Path) -> None:
    assert "\x1b[1m" in _shown(environment, office, "status")
    assert "\x1b" not in _shown(environment, office, "status", TERM="dumb")
