"""The page's verdicts are those of `svod check --json`: for every case, for hostile files, for what a data folder adopted."""

import json
import shutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from openpyxl import load_workbook

from tests import cases
from tests.builders.hostile_files import tricks
from tests.builders.workbooks import build
from tests.cases.case import Case
from tests.conftest import Svod
from tests.support.chromium import Chromium
from tests.support.programs import needs, needs_parts_of_page

pytestmark = [needs("chromium"), needs_parts_of_page(), pytest.mark.slow]

VERDICTS = "[...document.querySelectorAll('article')].map(one => one.dataset.verdict ?? '')"


def _cases() -> Iterator[Case]:
    """Every case of every list, once."""
    seen = set()
    for module in iter_modules(cases.__path__, f"{cases.__name__}."):
        for value in vars(import_module(module.name)).values():
            for case in value if isinstance(value, tuple) else ():
                if isinstance(case, Case) and id(case) not in seen:
                    seen.add(id(case))
                    yield case


def _return_of_adopted_form(svod: Svod, folder: Path) -> bytes:
    """A return of the adopted form with a right row and a wrong one."""
    words = ("blank", "akzhar", "--form", "visits", "--period", "2026-05", "-o", "blank.xlsx")
    assert svod("--data", "data", *words, cwd=folder, SVOD_LANG="ru").returncode == 0
    book = load_workbook(folder / "blank.xlsx")
    rows: list[tuple[str, ...]] = [("05.05.2026", "рейд", "3"), ("05.06.2026", "рэйд", "3 рейда")]
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            book["Мероприятия"].cell(number, column, value)
    book.save(folder / "blank.xlsx")
    return (folder / "blank.xlsx").read_bytes()


def test_the_page_and_the_command_give_the_same_json(svod: Svod, adopted_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(adopted_folder, tmp_path / "data")
    spelling = ("spelling", "add", "unit", "Біздің бөлім", "akzhar", "--reason", "so it signs", "--by", "Head")
    assert svod("--data", "data", *spelling, cwd=tmp_path).returncode == 0
    sent = [(case.file, case.sent) for case in _cases()]
    sent += [("x.xlsx", content) for content in tricks().values()]
    sent.append(("есеп.xlsx", build(cover={"unit": "Біздің бөлім"})))
    sent.append(("мамыр.xlsx", _return_of_adopted_form(svod, tmp_path)))
    files = [Path(f"{number}/{name}") for number, (name, _) in enumerate(sent)]
    for file, (_, content) in zip(files, sent, strict=True):
        (tmp_path / file).parent.mkdir()
        (tmp_path / file).write_bytes(content)
    done = svod("--data", "data", "check", "--json", *map(str, files), cwd=tmp_path)
    told = [{**verdict, "file": Path(verdict["file"]).name} for verdict in json.loads(done.stdout)["files"]]
    assert svod("--data", "data", "browser-check", "-o", "check.html", cwd=tmp_path).returncode == 0
    shown = _shown(tmp_path, [tmp_path / file for file in files])
    assert len(shown) == len(told) > 600
    for case, (one, other) in enumerate(zip(shown, told, strict=True)):
        assert one == other, files[case]
    by_spelling, by_adopted_form = told[-2:]
    assert (by_spelling["unit"], by_spelling["status"]) == ("akzhar", "accepted")
    assert (by_adopted_form["form"], by_adopted_form["status"]) == ("visits", "rejected")


def _shown(folder: Path, files: list[Path]) -> list[dict[str, object]]:
    """The page's verdicts."""
    with Chromium(folder / "profile") as browser:
        browser.open(folder / "check.html")
        browser.wait_for("document.getElementById('starting').hidden")
        browser.choose("#files", files)
        browser.wait_for(f"{VERDICTS}.filter(Boolean).length === {len(files)}", 600)
        assert [one for one in browser.asked_for if not one.startswith("blob:")] == [(folder / "check.html").as_uri()]
        return [json.loads(verdict) for verdict in browser.evaluate(VERDICTS)]
