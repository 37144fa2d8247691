"""`svod browser-check` where its parts were not fetched, and how long its page is good for."""

import sys
from datetime import date
from pathlib import Path

import pytest

from flows.browser.page import too_old_from
from schemas.basics.text import LANGUAGES, Language
from svod.pipeline.known_names import Known, declared
from tests.conftest import Svod
from tests.forms import visits12


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_its_parts_the_command_says_how_to_get_them(
    svod: Svod, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: Language
) -> None:
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "environment"))
    done = svod("--lang", language, "browser-check", "-o", "check.html", cwd=tmp_path)
    assert done.returncode == 1
    assert "make browser" in done.stderr
    assert str(tmp_path / "environment/share/svod/browser") in done.stderr
    assert not (tmp_path / "check.html").exists()


def test_a_page_is_too_old_when_the_next_period_of_any_form_begins() -> None:
    yearly = declared()
    assert too_old_from(yearly, date(2026, 6, 14)) == date(2027, 1, 1)
    quarterly = Known({**yearly.forms, "visits12": visits12.FORM}, yearly.units)
    assert too_old_from(quarterly, date(2026, 6, 14)) == date(2026, 7, 1)
    assert too_old_from(quarterly, date(2026, 12, 31)) == date(2027, 1, 1)
