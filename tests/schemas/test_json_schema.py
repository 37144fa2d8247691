"""`svod schema`: what a program that writes or reads the rows of a form may rely on."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from schemas.basics.text import LANGUAGES
from schemas.forms.labour12.form import FORM
from tests.conftest import Svod

COVER = {
    "unit": "esil",
    "year": 2026,
    "period_start": "2026-06-01",
    "period_end": "2026-06-12",
    "return_type": "initial",
    "prepared_by": "A",
    "submitted_on": "2026-06-13",
}
ACTIVITY = {"held_on": "2026-06-02", "kind": "raid", "participants": 5}


@pytest.fixture(scope="module")
def schema(svod: Svod, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    done = svod("--lang", "ru", "schema", "labour12", cwd=tmp_path_factory.mktemp("schema"))
    printed: dict[str, Any] = json.loads(done.stdout)
    return printed


def test_it_is_a_schema_that_takes_a_return(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate({"cover": [COVER], "activity": [ACTIVITY]})


@pytest.mark.parametrize(
    ("activity", "path"),
    [
        ({"participants": -1}, ["activity", 0, "participants"]),
        ({"participants": "5"}, ["activity", 0, "participants"]),
        ({"kind": "picnic"}, ["activity", 0, "kind"]),
        ({"nobody": 1}, ["activity", 0]),
    ],
)
def test_it_refuses_what_the_form_refuses(schema: dict[str, Any], activity: dict[str, object], path: list[object]) -> None:
    (error,) = Draft202012Validator(schema).iter_errors({"cover": [COVER], "activity": [ACTIVITY | activity]})
    assert list(error.absolute_path) == path


def test_every_element_and_code_has_its_labels_and_figures_their_measure(schema: dict[str, Any]) -> None:
    for table in FORM.all_tables.values():
        described = schema["properties"][table.code]["items"]["properties"]
        assert list(described) == list(table.elements)
        for name, element in table.elements.items():
            labels = {language: element.labels.in_(language) for language in LANGUAGES}
            assert (described[name]["x-labels"], described[name]["title"]) == (labels, element.labels.ru)
            assert ("x-measure" in described[name]) >= (element.element.aggregation == "sum")
    for codes in schema["$defs"].values():
        assert all(set(code["x-labels"]) == set(LANGUAGES) for code in codes["oneOf"])


def test_form_that_is_not_known_is_told(svod: Svod, tmp_path: Path) -> None:
    done = svod("--lang", "en", "schema", "labour13", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "labour12" in done.stderr
