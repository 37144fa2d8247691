"""Looking ahead at a form that isn't adopted yet: what adopting it would change, and its blank. Nothing is touched."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from tests.builders.form_workbooks import form_workbook
from tests.conftest import Run
from tests.pipeline.test_versions import IN_SCHOOLS, PUPILS, Cells, adopt, close, send

__all__ = ["adopt", "send"]

FEW: Cells = {"rules!A2": "few", "rules!B2": "query", "rules!C2": "event", "rules!D2": "participants <= 10"}


def _contents(folder: Path) -> dict[str, str]:
    """The hashes of all files that are kept or published."""
    files = [file for part in ("kept", "raw", "warehouse", "reports") for file in (folder / part).rglob("*") if file.is_file()]
    return {str(file): sha256(file.read_bytes()).hexdigest() for file in files}


def test_what_adopting_a_form_would_change(run: Run, adopt: Any, send: Any, tmp_path: Path) -> None:
    adopt()
    send("2026-06", 40, 2)
    before = _contents(tmp_path)
    new = tmp_path / "new.xlsx"
    new.write_bytes(form_workbook(cells=IN_SCHOOLS | FEW))
    code, said, _ = run("rehearse", "--form", str(new), "--json")
    moved = {"form": "visits", "period": "2026-06", "region": "sko", "indicator": "participants", "before": 42, "after": 40}
    finding = {"form": "visits", "period": "2026-06", "code": "visits.few", "before": 0, "after": 1}
    assert (code, json.loads(said)) == (0, {"statuses": [], "totals": [moved], "findings": [finding]})
    told = run("rehearse", "--form", str(new))[1]
    assert next(line.split() for line in told.splitlines() if "2026-06" in line) == ["2026-06", "Participants", "42", "40"]
    assert "visits.few" in told
    new.write_bytes(form_workbook(cells={"indicators!D2": "All who came"}))
    assert run("rehearse", "--form", str(new))[1] == "Adopting the form would change nothing in what is kept.\n"
    new.write_bytes(form_workbook(cells=PUPILS))
    (status,) = json.loads(run("rehearse", "--form", str(new), "--json")[1])["statuses"]
    assert (status["before"], status["after"]) == ("accepted", "rejected")
    new.write_bytes(form_workbook(cells={"columns!J6": "cod"}))
    assert run("rehearse", "--form", str(new))[0] == 1
    assert _contents(tmp_path) == before
    close(run, "2026-06")
    new.write_bytes(form_workbook(cells=IN_SCHOOLS))
    code, _, said = run("rehearse", "--form", str(new))
    assert code == 1
    assert "2026-06" in said


def test_the_blank_of_a_form_that_is_not_adopted(run: Run, adopt: Any, tmp_path: Path) -> None:
    adopt()
    new = tmp_path / "new.xlsx"
    new.write_bytes(form_workbook(cells=PUPILS | {"form!B3": "2026-07"}))
    out = tmp_path / "blank.xlsx"
    assert run("blank", "akzhar", "--form", str(new), "--period", "2026-08", "-o", str(out), lang="ru")[0] == 0
    headings = [cell.value for cell in load_workbook(out)["Мероприятия"][1]]
    assert headings == ["Дата", "Место", "Участников", "Учащиеся"]
    assert run("blank", "akzhar", "--form", "visits", "--period", "2026-08", "-o", str(out), "--force", lang="ru")[0] == 0
    assert [cell.value for cell in load_workbook(out)["Мероприятия"][1]] == ["Дата", "Место", "Участников"]
    unknown = run("blank", "akzhar", "--form", str(tmp_path / "none.xlsx"), "--period", "2026-08", "-o", str(out), "--force")
    assert unknown[0] == 2
