"""The page in a real browser: opened from a file and over HTTP, by keyboard, in three languages, wide and narrow."""

import json
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from schemas.basics.text import LANGUAGES, Language
from schemas.forms.labour12.form import FORM
from tests.builders.workbooks import RAID, build
from tests.conftest import Svod
from tests.support.chromium import FAINT, Chromium
from tests.support.programs import needs, needs_parts_of_page
from tests.test_docs import PAGE_COMMAND

pytestmark = [needs("chromium"), needs_parts_of_page(), pytest.mark.slow]

DROP = """
(() => {
  const dataTransfer = new DataTransfer();
  for (const name of ["хат.txt", "сурет.png"]) dataTransfer.items.add(new File(["Рейд 5 маусымда өтті"], name));
  document.dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
})()
"""
STARTED = "document.getElementById('starting').hidden"
VERDICTS = "document.querySelectorAll('article[data-verdict]').length"
SEEN = "document.querySelector('main').innerText"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    with Chromium(tmp_path_factory.mktemp("profile")) as browser:
        yield browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, svod: Svod) -> Path:
    """A folder with the page and two returns, one of them wrong."""
    folder = tmp_path_factory.mktemp("page")
    done = svod(*PAGE_COMMAND.split()[1:], cwd=folder, SVOD_LANG="en")
    assert (done.returncode, done.stdout) == (0, "Written: check.html\n")
    (folder / "есеп.xlsx").write_bytes(build())
    (folder / "қате.xlsx").write_bytes(build(cover={"unit": "Акжарскй р-н"}, cells={"activity!G2": "17 рейдтер"}))
    return folder


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """The address of the page on a server of this machine, and the paths that the server was asked for."""
    asked_for: list[str] = []

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            asked_for.append(self.path)

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/check.html", asked_for
        server.shutdown()


@pytest.fixture(scope="module")
def checked(browser: Chromium, folder: Path, served: tuple[str, list[str]]) -> Chromium:
    """The browser with the page opened and the two returns checked."""
    browser.visit(f"{served[0]}?lang=en")
    browser.wait_for(STARTED)
    browser.choose("#files", [folder / "есеп.xlsx", folder / "қате.xlsx"])
    browser.wait_for(f"{VERDICTS} === 2")
    return browser


def _articles(browser: Chromium) -> list[str]:
    return list(browser.evaluate("[...document.querySelectorAll('article')].map(one => one.innerText)"))


def test_the_page_is_no_larger_than_a_mail_may_be(folder: Path) -> None:
    assert (folder / "check.html").stat().st_size < 15_000_000


def test_verdicts_are_shown_as_the_command_prints_them(checked: Chromium, folder: Path, svod: Svod) -> None:
    accepted, rejected = _articles(checked)[:2]
    for told in ("есеп.xlsx", "accepted", "Akzhar district", "12 days against child labour", "2026", "nothing found"):
        assert told in accepted
    printed = svod("--lang", "en", "check", "қате.xlsx", cwd=folder).stdout
    for line in printed.splitlines()[1:-1]:  # the last one counts files
        for told in line.strip().split(": ", 1):
            assert told.rsplit(" ", 1)[-1] in rejected
    assert rejected.index("Титул!B3") < rejected.index("Іс-шаралар!G2")
    assert "error – 2" in rejected
    assert "Files checked: 2. Accepted: 1, rejected: 1." in checked.evaluate(SEEN)
    checked.evaluate("document.querySelector('article summary').click()")
    assert f"{FORM.indicators['raid_participants'].labels.en}\n4" in _articles(checked)[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_with_what_it_checks_and_that_nothing_is_sent(checked: Chromium, language: Language) -> None:
    checked.evaluate(f"document.getElementById('{language}').click()")
    seen = str(checked.evaluate("document.body.innerText"))
    said: dict[Language, tuple[str, ...]] = {
        "kk": ("ештеңе ешқайда жіберілмейді", "svod 0.1.0", "нұсқасы 1", "01.01", "Firefox 114", "қабылданбайды"),
        "ru": ("ничего никуда не отправляется", "svod 0.1.0", "версия 1", "01.01", "Firefox со 114", "не принимается"),
        "en": ("nothing is sent anywhere", "svod 0.1.0", "version 1", "1 January", "Firefox 114", "rejected"),
    }
    for one in LANGUAGES:
        assert all(words in seen for words in said[one]) is (one == language)
    assert "{" not in seen


@pytest.mark.parametrize("width", [360, 390, 1280])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_wider_than_the_screen(checked: Chromium, language: Language, width: int) -> None:
    checked.evaluate(f"document.getElementById('{language}').click()")
    checked.resize(width)
    assert checked.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out(checked: Chromium, scheme: str) -> None:
    checked.show_as(media="", features=[{"name": "prefers-color-scheme", "value": scheme}])
    seen, faint = checked.evaluate(FAINT)
    assert seen > 40
    assert faint == []


def test_the_marked_workbook_is_that_of_svod_feedback(checked: Chromium, folder: Path, svod: Svod, tmp_path: Path) -> None:
    checked.keep_downloads(tmp_path)
    checked.evaluate("document.getElementById('ru').click()")
    checked.evaluate("document.querySelectorAll('article')[1].querySelector('button').click()")
    marked = tmp_path / "қате-svod.xlsx"
    checked.wait_for("document.getElementById('state').innerText.includes('Готово')")
    _wait_until_there(checked, marked)
    assert svod("--lang", "ru", "feedback", "қате.xlsx", "-o", str(tmp_path / "own.xlsx"), cwd=folder).returncode == 1
    assert _parts(marked) == _parts(tmp_path / "own.xlsx")


def _wait_until_there(browser: Chromium, file: Path) -> None:
    for _ in range(200):
        if file.exists() and file.stat().st_size:
            return
        browser.evaluate("new Promise(done => setTimeout(done, 50))")
    raise AssertionError(f"{file} was not downloaded")


def _parts(workbook: Path) -> dict[str, str]:
    """The parts of a workbook, each as the XML that it means: openpyxl writes it in other ways with and without lxml."""
    with ZipFile(workbook) as package:
        return {name: ElementTree.canonicalize(package.read(name)) for name in package.namelist()}


def test_by_keyboard_from_the_language_to_the_marked_workbook(checked: Chromium) -> None:
    checked.evaluate("document.getElementById('kk').click(); document.getElementById('kk').focus()")
    checked.press("ArrowRight")
    assert checked.evaluate("document.documentElement.lang") == "ru"
    reached = []
    for _ in range(3):
        checked.press("Tab")
        reached.append(checked.evaluate("document.activeElement.id || document.activeElement.innerText"))
    assert reached == ["files", "Сдаваемые данные: строки и показатели", "Скачать копию с замечаниями"]
    assert checked.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_every_file_that_is_dropped_gets_a_verdict(checked: Chromium) -> None:
    checked.evaluate(DROP)
    checked.wait_for(f"{VERDICTS} === 4")
    assert ["file.unreadable" in article for article in _articles(checked)] == [False, False, True, True]


def test_over_http_one_file_is_asked_for_and_nothing_else(checked: Chromium, served: tuple[str, list[str]]) -> None:
    address, asked_for = served
    assert asked_for == ["/check.html?lang=en"]
    assert not [one for one in checked.asked_for if not one.startswith(("blob:", address))]
    assert not checked.failed
    # Its policy forbids requests, also those that a script would make on purpose.
    refused = "fetch('https://example.org/').then(() => 'sent', () => 'refused')"
    assert checked.evaluate(refused) == "refused"


def test_an_older_browser_is_told_in_words(folder: Path, tmp_path: Path) -> None:
    with Chromium(tmp_path) as older:
        older.before_pages("delete window.DecompressionStream")
        older.open(folder / "check.html")
        seen = str(older.evaluate(SEEN))
        assert all(words in seen for words in ("Бұл браузер ескі", "Этот браузер слишком старый", "This browser is too old"))
        assert "Файлдарды таңдау" not in seen
        assert not older.asked_for[1:]


def test_a_page_that_is_too_old_says_so(folder: Path, tmp_path: Path) -> None:
    with Chromium(tmp_path) as later:
        later.before_pages("Date.now = () => Date.UTC(2060, 0, 1)")
        later.open(folder / "check.html", "?lang=en")
        assert "This page has been too old since 1 January" in later.evaluate(SEEN)


@pytest.mark.parametrize(("setting", "value"), [("SVOD_MAX_SECONDS", "0.01"), ("SVOD_MAX_MEMORY", "1")])
def test_what_is_too_much_for_the_command_is_too_much_for_the_page(
    browser: Chromium, svod: Svod, tmp_path: Path, setting: str, value: str
) -> None:
    """The page ends its worker and gives the same verdict."""
    (tmp_path / "large.xlsx").write_bytes(build(activity=[RAID] * 3_000))
    assert svod("browser-check", "-o", "check.html", cwd=tmp_path, **{setting: value}).returncode == 0
    done = svod("check", "--json", "large.xlsx", cwd=tmp_path, **{setting: value})
    (verdict,) = json.loads(done.stdout)["files"]
    browser.open(tmp_path / "check.html")
    browser.wait_for(STARTED)
    browser.choose("#files", [tmp_path / "large.xlsx"])
    browser.wait_for(f"{VERDICTS} === 1")
    assert json.loads(browser.evaluate("document.querySelector('article').dataset.verdict")) == verdict
    assert [issue["value"] for issue in verdict["issues"]] == ["time" if setting == "SVOD_MAX_SECONDS" else "crash"]


def test_a_page_whose_checker_does_not_start_says_what_to_do(folder: Path, tmp_path: Path) -> None:
    with Chromium(tmp_path) as broken:
        broken.before_pages(
            "const RealBlob = Blob; window.Blob = class extends RealBlob { constructor(parts, options) "
            "{ super(parts[0].length > 1000 ? ['throw new Error()'] : parts, options); } }"
        )
        broken.open(folder / "check.html", "?lang=en")
        broken.wait_for("document.getElementById('state').innerText.includes('The checker did not start')")
        broken.choose("#files", [folder / "есеп.xlsx"])
        broken.wait_for("document.querySelector('article').innerText.includes('Not checked')")
