"""A clerk hands in and explains a query by keyboard alone, in each language, on pages that `svod desk` serves."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from svod.pipeline.links import make_link
from tests.builders.workbooks import build, query, workspace
from tests.support.chromium import Chromium
from tests.support.processes import free_port, running, wait_until
from tests.support.programs import needs

pytestmark = [needs("chromium"), pytest.mark.slow]

CLERKS = {
    "kk": ("esil", "Ақжар ауданы", "Есеп қабылданды, сұратулары бар", "Түсіндірме жазылды"),
    "ru": ("zhambyl", "Ақжар ауданы", "Отчёт принят, есть вопросы", "Пояснение записано"),
    "en": ("akzhar", "Есіл ауданы", "accepted, with queries", "The explanation is recorded"),
}
"""For each language a unit, the name of another one in the name of its file, and what its pages say."""


@pytest.fixture(scope="module")
def served(sample: Path, environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A copy of the sample whose desk is served, and the address of the desk."""
    folder, port = tmp_path_factory.mktemp("desk"), free_port()
    shutil.copytree(sample / "data", folder / "data")
    log = folder / "log"
    with running(["svod", "desk"], folder, environment | {"SVOD_DESK_PORT": str(port), "SVOD_LANG": "en"}, log):
        wait_until(lambda: "open on this machine" in log.read_text(), 60, log)
        yield folder / "data", f"http://127.0.0.1:{port}"


@pytest.mark.parametrize("language", CLERKS)
def test_a_clerk_needs_no_mouse(served: tuple[Path, str], tmp_path: Path, language: str) -> None:
    root, address = served
    unit, other, accepted, explained = CLERKS[language]
    secret, _ = make_link(workspace(root), unit, None, 30, "test")
    home = f"{address}/u/{secret}"
    file = tmp_path / f"{other}.xlsx"
    file.write_bytes(build(cover={"unit": unit}))
    with Chromium(tmp_path / "profile") as browser:
        browser.visit(f"{home}?lang={language}", width=390)
        assert browser.evaluate("document.documentElement.lang") == language
        assert browser.evaluate("document.documentElement.scrollWidth") <= 390
        browser.choose_file("#file", file)
        browser.tab_to("#file")
        browser.tab_to("form button")
        browser.follow()
        assert accepted in browser.evaluate("document.body.innerText")
        _loaded(root, unit)
        browser.tab_to(f"main a[href='/u/{secret}']")
        browser.follow()
        browser.tab_to("form[action$=explain] input[name=text]")
        browser.write("that is right")
        browser.follow()
        assert explained in browser.evaluate("document.body.innerText")
        assert {name for name in browser.asked_for if not name.startswith(address)} == set()
    explanations = f"select distinct explanation from svod.issue where unit = '{unit}' and explanation is not null"
    assert query(root, explanations) == [("that is right",)]


def _loaded(root: Path, unit: str) -> None:
    """Wait until the desk has loaded what a unit handed in."""
    deadline = time.monotonic() + 120
    while not query(root, f"from svod.submission where door_unit = '{unit}'"):
        assert time.monotonic() < deadline
        time.sleep(0.5)
