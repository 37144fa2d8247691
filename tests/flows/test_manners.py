"""The manners of the command line: exit codes, options anywhere, what a mistyped word may mean, completion."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.builders.form_workbooks import form_workbook
from tests.builders.workbooks import RAID, build, load
from tests.conftest import Svod

WHY = ("--reason", "тексеру")


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which a return was loaded; a return to accept and one to reject, and three form workbooks, one mistaken."""
    folder = tmp_path_factory.mktemp("office")
    load(folder / "data", {"2026-06-10/a.xlsx": build(activity=[RAID, RAID])})
    (folder / "good.xlsx").write_bytes(build(cover={"unit": "esil"}))
    (folder / "bad.xlsx").write_bytes(build(activity=[{**RAID, "participants": "көп"}]))
    (folder / "form.xlsx").write_bytes(form_workbook())
    (folder / "other.xlsx").write_bytes(form_workbook(cells={"form!B9": "7"}))
    (folder / "mistaken.xlsx").write_bytes(form_workbook(cells={"form!B9": "soon"}))
    return folder


@pytest.fixture
def office(made_once: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    shutil.copytree(made_once, tmp_path, dirs_exist_ok=True)
    return tmp_path


CODES = [
    (0, ("check", "good.xlsx")),
    (1, ("check", "good.xlsx", "bad.xlsx")),
    (0, ("feedback", "good.xlsx", "-o", "marked.xlsx")),
    (1, ("feedback", "bad.xlsx", "-o", "marked.xlsx")),
    (0, ("submit", "good.xlsx")),
    (1, ("submit", "bad.xlsx")),
    (0, ("totals",)),
    (0, ("status",)),
    (0, ("issues",)),
    (0, ("explain", "raids")),
    (0, ("revisions", "akzhar")),
    (0, ("query", "select 1")),
    (1, ("query", "select nothing")),
    (0, ("verify",)),
    (0, ("rebuild", "--verify")),
    (0, ("rehearse",)),
    (1, ("close", *WHY)),
    (0, ("withdraw", "akzhar", *WHY)),
    (1, ("restore", "akzhar", *WHY)),
    (0, ("form", "check", "form.xlsx")),
    (1, ("form", "check", "mistaken.xlsx")),
    (0, ("form", "diff", "form.xlsx", "form.xlsx")),
    (1, ("form", "diff", "form.xlsx", "other.xlsx")),
    (0, ("init",)),
    (0, ("completion", "bash")),
    (0, ("help",)),
    (0, ("help", "spelling", "add")),
    (0, ("-h",)),
    (0, ("totals", "-h")),
    (2, ()),
    (2, ("help", "nonsense")),
    (2, ("totals", "--period", "soon")),
    (2, ("revisions", "nowhere")),
    (2, ("explain", "nothing")),
]


@pytest.mark.parametrize(("code", "words"), CODES, ids=lambda value: " ".join(value) if isinstance(value, tuple) else "")
def test_exit_code_says_what_came_of_it(svod: Svod, office: Path, code: int, words: tuple[str, ...]) -> None:
    done = svod("--lang", "en", *words, cwd=office)
    assert done.returncode == code, done.stdout + done.stderr


def test_a_night_that_rejects_returns_has_done_its_work(svod: Svod, office: Path) -> None:
    (office / "data/raw/b.xlsx").write_bytes((office / "bad.xlsx").read_bytes())
    done = svod("--lang", "en", "run", cwd=office)
    assert (done.returncode, "rejected 1" in done.stdout) == (0, True)


def test_options_of_every_command_may_stand_anywhere(svod: Svod, office: Path) -> None:
    expected = svod("--lang", "ru", "--data", "data", "totals", "--json", cwd=office)
    for words in (
        ("totals", "--lang", "ru", "--json", "--data", "data"),
        ("totals", "--json", "--lang=ru", "--data=data"),
        ("--lang", "ru", "totals", "--data", "data", "--json"),
    ):
        assert svod(*words, cwd=office).stdout == expected.stdout
    assert "Нет команды" in svod("nonsense", "--lang", "ru", cwd=office).stderr
    assert svod("status", "--verbose", "--lang", "en", cwd=office).returncode == 0
    missing = svod("totals", "--lang", cwd=office, SVOD_LANG="en")
    assert (missing.returncode, missing.stderr.splitlines()[0]) == (2, "--lang: its value is missing.")


@pytest.mark.parametrize(
    ("words", "near"),
    [
        (("totls",), "totals"),
        (("spelling", "lst"), "list"),
        (("totals", "--jsno"), "--json"),
        (("explain", "rads"), "raids"),
        (("totals", "--form", "labor12"), "labour12"),
        (("query", "from regional_totl"), "svod.regional_total"),
        (("query", "from svod.completenes"), "svod.completeness"),
        (("query", "from activty"), "labour12.activity"),
    ],
)
def test_a_mistyped_word_is_told_with_what_it_may_mean(svod: Svod, made_once: Path, words: tuple[str, ...], near: str) -> None:
    for lang, question in (("kk", "Мүмкін, "), ("ru", "Возможно, "), ("en", "Did you mean ")):
        told = svod("--lang", lang, *words, cwd=made_once).stderr
        assert question in told
        assert near in told.split(question)[1]
        assert told.count("Did you mean") == (lang == "en")


def test_where_no_relation_is_alike_the_published_ones_are_listed(svod: Svod, office: Path) -> None:
    told = svod("--lang", "en", "query", "from raids", cwd=office).stderr
    assert "pragma" not in told
    assert "The published relations: labour12.activity," in told


def test_a_shell_completes_commands_and_options(environment: dict[str, str], tmp_path: Path) -> None:
    def completed(line: str) -> list[str]:
        asked = {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1), "_SVOD_COMPLETE": "complete_bash"}
        done = subprocess.run(["svod"], cwd=tmp_path, env=environment | asked, capture_output=True, text=True, check=False)
        return done.stdout.split()

    assert completed("svod to") == ["totals"]
    assert completed("svod spelling ") == ["add", "list"]
    assert completed("svod totals --fo") == ["--form", "--format", "--force"]
    assert {"xlsx", "csv-excel"} < set(completed("svod totals --format "))
