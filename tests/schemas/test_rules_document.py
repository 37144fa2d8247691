"""What docs/rules.md says of rules is so."""

import re

import pytest

from docs.generate import FOLDER
from schemas.expressions.bind import bind
from schemas.expressions.parse import parse
from schemas.expressions.rules import PLACES
from schemas.expressions.tree import FUNCTIONS
from schemas.forms.labour12.form import FORM

PAGE = (FOLDER / "rules.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^\| `([^`]+)` \| [a-z]", PAGE.partition("## Names")[0], re.MULTILINE)


@pytest.mark.parametrize("text", EXAMPLES)
def test_examples_are_rules(text: str) -> None:
    tree = parse(text)
    if "t1[" not in text:
        assert min((bind(tree, FORM, table, None)[1] for table in ("activity", "cover")), key=len) == []


def test_every_function_and_place_is_described() -> None:
    described = set(re.findall(r"`(?:[^`]*`, `)*(\w+)\(", PAGE.partition("## Functions")[2])) | set(
        re.findall(r"`(\w+)\(", PAGE)
    )
    assert set(FUNCTIONS) <= described
    assert all(f"{{{place}}}" in PAGE for place in PLACES)
    assert len(EXAMPLES) == 11
