"""A check of a return is one file and its texts in the catalogue: no list names it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from schemas.basics.text import Text
from schemas.checks.catalogue import CHECKS
from svod.validation import checks
from svod.validation.checks import return_checks
from tests.builders.workbooks import RAID, build, check
from tests.cases.case import findings

CROWDED = '''
from schemas.checks.catalogue import CHECKS
from svod.validation.checks import finds


@finds("row.crowded")
def crowded_raids(typed):
    """Raids with more than a hundred participants."""
    table = typed.tables["activity"]
    for row, (kind, count) in enumerate(zip(table.columns["kind"], table.columns["participants"])):
        if kind == "raid" and count and count > 100:
            yield CHECKS["row.crowded"].issue(**table.place("participants", row), value=count)
'''


@pytest.fixture
def crowded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The new check, added to the others."""
    (tmp_path / "crowded_raids.py").write_text(CROWDED, encoding="utf-8")
    monkeypatch.setattr(checks, "__path__", [*checks.__path__, str(tmp_path)])
    message = Text("{column}: {found} – тым көп", "{column}: {found} — слишком много", "{column}: {found} is too many")
    monkeypatch.setitem(CHECKS._checks, "row.crowded", replace(CHECKS["row.duplicate"], code="row.crowded", message=message))
    return_checks.cache_clear()
    yield
    return_checks.cache_clear()


@pytest.mark.usefixtures("crowded")
def test_check_is_found_by_its_file_alone() -> None:
    checked = check(build(activity=[{**RAID, "participants": 1164}, {**RAID, "participants": 100}]))
    assert findings(checked) == ["row.crowded Іс-шаралар!G2"]
    assert (checked.issues[0].value, checked.issues[0].severity) == (1164, "query")
    assert checked.issues[0].message.en == "Participants: 1,164 is too many"


def test_every_check_finds_issues_of_the_catalogue() -> None:
    registered = [*return_checks(refusing=True), *return_checks(refusing=False)]
    assert {code for one in registered for code in one.codes} <= set(CHECKS)
