"""The analysts' notebook answers its ten questions from the sample's snapshot, without a server."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
PROGRAM = """
import json
from docs.questions import app
_, found = app.run()
frames = {name: json.loads(value.to_json(orient="records")) for name, value in found.items() if hasattr(value, "to_json")}
print(json.dumps(frames))
"""


@pytest.fixture(scope="module")
def answers(sample: Path, environment: dict[str, str]) -> dict[str, list[dict[str, Any]]]:
    """The answers by name, as rows."""
    own = environment | {"SVOD_DATA": str(sample / "data")}
    done = subprocess.run(["python", "-c", PROGRAM], cwd=ROOT, env=own, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, list[dict[str, Any]]] = json.loads(done.stdout)
    return found


def test_ten_questions_are_answered(answers: dict[str, list[dict[str, Any]]]) -> None:
    assert len(answers) == 10
    assert {row["indicator"]: row["value"] for row in answers["regional_totals"]}["raids"] == 1074
    assert len(answers["who_reported"]) == 15
    assert sum(row["respondents"] for row in answers["survey"] if row["question"] == "knows_term") == 200
    assert [row["value"] for row in answers["where_from"]] == [500]
    assert answers["open_queries"] == answers["what_changed"] == []
    assert {row["value_a_week_ago"] for row in answers["as_of"]} == {None}


def test_answers_agree_with_one_another(answers: dict[str, list[dict[str, Any]]]) -> None:
    totals = {row["indicator"]: row["value"] for row in answers["regional_totals"]}
    *units, together = answers["raids_by_unit"]
    assert (together["raids"], together["participants"]) == (1074, 1164)
    assert sum(row["raids"] for row in units) == 1074
    for cut in ("activities_by_kind", "activities_by_week"):
        for figure in ("activities", "participants"):
            assert sum(row[figure] for row in answers[cut]) == totals[figure]
    assert {row["indicator"]: row["value_today"] for row in answers["as_of"]} == totals
