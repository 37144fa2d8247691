"""Texts are data: complete in every language, none missing, none unused."""

import ast
import re
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from schemas.basics.text import LANGUAGES, Text
from schemas.basics.texts import FILE, Texts
from schemas.checks.catalogue import CHECKS
from schemas.checks.check import Check
from schemas.records.issue import SEVERITIES, Severity
from schemas.records.submission import STATUSES, SUBMISSION_STATUSES, CompletenessStatus, SubmissionStatus
from schemas.records.total import STATES, TotalState

# "Итоги: {count} строк", "Айналым аяқталды": a sentence has a placeholder or begins with a capital. Word lists have neither.
_SENTENCE = re.compile("(?s)(?=.*[\u0400-\u04ff]{3}).*({[a-z_]+}|^[А-ЯЁӘҒҚҢӨҰҮҺІ][\u0400-\u04ff]* [\u0400-\u04ff])")
_WORD = re.compile("[\u0400-\u04ff]{2}")
ROOT = Path(__file__).parents[2]
PACKAGES = sorted(
    file.parent.relative_to(ROOT).as_posix().replace("/", ".")
    for folder in ("flows", "svod", "schemas")
    for file in (ROOT / folder).rglob(FILE)
)


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _asked_for(package: str) -> Iterator[str]:
    """The names for which modules ask a package's texts: `TEXTS["name"]`, `TEXTS.fill("name", …)`, `TEXTS.group("group")`."""
    for file in sorted((ROOT / package.replace(".", "/")).glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Subscript(value=ast.Name(id="TEXTS"), slice=ast.Constant(value=str(name))):
                    yield name
                case ast.Call(
                    func=ast.Attribute(value=ast.Name(id="TEXTS"), attr="fill" | "group"),
                    args=[ast.Constant(value=str(name)), *_],
                ):
                    yield name


@pytest.mark.parametrize("package", PACKAGES)
def test_every_text_has_the_same_places_in_every_language(package: str) -> None:
    for name, text in Texts(package).items():
        assert len({frozenset(_places(text.in_(language))) for language in LANGUAGES}) == 1, name


@pytest.mark.parametrize("check", CHECKS.values(), ids=list(CHECKS))
def test_every_check_has_the_same_places_in_every_language(check: Check) -> None:
    assert len({frozenset(_places(message)) for message in check.message.all}) == 1
    assert not any(_places(title) for title in check.title.all)


# Whether a file that was set aside is admitted is decided; no explanation makes it count.
EXPLAINED = [check for check in CHECKS.values() if check.severity == "query" and not check.code.startswith("door.")]


@pytest.mark.parametrize("check", EXPLAINED, ids=attrgetter("code"))
def test_every_query_says_how_to_explain_it(check: Check) -> None:
    assert "түсіндірмелер парағында" in check.message.kk
    assert "на листе пояснений" in check.message.ru
    assert "on the sheet of explanations" in check.message.en


@pytest.mark.parametrize("package", PACKAGES)
def test_every_text_is_asked_for_and_every_name_asked_for_is_there(package: str) -> None:
    texts = Texts(package)
    asked = set(_asked_for(package))
    missing = {name for name in asked if name not in texts and not texts.group(name)}
    unused = {name for name in texts if name not in asked and not any(name.startswith(f"{group}.") for group in asked)}
    assert (missing, unused) == (set(), set())


def test_texts_are_named_by_group_and_filled_as_each_language_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "said").mkdir()
    (tmp_path / "said" / "__init__.py").touch()
    (tmp_path / "said" / FILE).write_text(
        '[found]\nkk = "{n} табылды"\nru = "найдено: {n}"\nen = "{n} found"\n'
        '[status.late]\nkk = "кешіккен"\nru = "с опозданием"\nen = "late"\n',
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(tmp_path)
    texts = Texts("said")
    assert list(texts) == ["found", "status.late"]
    assert texts.fill("found", n=6758).en == "6,758 found"
    assert texts.group("status") == {"late": Text("кешіккен", "с опозданием", "late")}


def test_every_status_has_its_words() -> None:
    assert set(SEVERITIES) == set(get_args(Severity))
    assert set(STATUSES) == set(get_args(CompletenessStatus))
    assert set(SUBMISSION_STATUSES) == set(get_args(SubmissionStatus))
    assert set(STATES) == set(get_args(TotalState))


def _texts_in_code(tree: ast.Module) -> Iterator[int]:
    """The lines on which a module builds a text of its own, or has a Kazakh or Russian sentence."""
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="Text"), args=[ast.Constant(value=str(text)), *_]) if _WORD.search(text):
                yield node.lineno
            case ast.Constant(value=str(text)) if id(node) not in docstrings and _SENTENCE.match(text):
                yield node.lineno


def test_no_text_stands_in_code() -> None:
    """Forms declare their labels themselves. Vocabularies in language/ are read, not shown."""
    own = [file for folder in ("flows", "svod", "schemas") for file in (ROOT / folder).rglob("*.py")]
    found = [
        f"{file.relative_to(ROOT)}:{line}"
        for file in own
        if not {"forms", "language"} & set(file.relative_to(ROOT).parts)
        for line in _texts_in_code(ast.parse(file.read_text(encoding="utf-8")))
    ]
    assert found == []
