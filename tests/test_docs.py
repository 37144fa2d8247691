"""The documents are true: generated ones are up to date, and every command in them runs."""

import re
import shlex
import shutil
import subprocess
import tomllib
from itertools import chain
from pathlib import Path

import pytest

import flows.cli.commands
from docs.generate import DOCUMENTS, FOLDER
from docs.print_guides import print_guides
from flows.settings import Settings
from svod.warehouse.schema.statements import OUT
from tests.conftest import Svod
from tests.flows.test_serve import SERVER_COMMANDS
from tests.support.programs import needs
from tests.warehouse.test_sql_server import SERVER_COMMAND

ROOT = FOLDER.parent
PAGE_COMMAND = "svod browser-check -o check.html"
"""Needs what `make browser` fetches; tests/browser run it."""
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = Path(flows.cli.commands.__file__).parent
PAGES = [ROOT / "README.md", *sorted(FOLDER.rglob("*.md"))]
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def _blocks(language: str) -> list[str]:
    return [text for page in PAGES for kind, text in _BLOCK.findall(page.read_text(encoding="utf-8")) if kind == language]


def _commands() -> list[str]:
    return [line for block in _blocks("sh") for line in block.splitlines() if line]


def _expanded(command: str, folder: Path) -> list[str]:
    """The words of a command as a shell in a folder would expand them, with `*.xlsx` as the files there."""
    words = {word: sorted(folder.glob(word)) if word.endswith("*.xlsx") else [word] for word in shlex.split(command)}
    return [str(one) for found in words.values() for one in found]


def test_every_command_is_described() -> None:
    described = (FOLDER / "cli.md").read_text(encoding="utf-8")
    commands = [path.relative_to(COMMANDS) for path in COMMANDS.rglob("*.py") if path.name != "__init__.py"]
    names = {" ".join(path.with_suffix("").parts).replace("_", "-") for path in commands}
    assert len(names) > 20
    assert names <= set(re.findall(r"^## svod ([a-z -]+)$", described, re.MULTILINE))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_generated_documents_are_up_to_date(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == DOCUMENTS[name](), "run “make docs”"


def test_every_command_in_the_documents_runs(svod: Svod, sample: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    shutil.copytree(sample / "data", tmp_path / "data")
    (tmp_path / "docs").mkdir()
    shutil.copy(FOLDER / "questions.py", tmp_path / "docs")
    ran = 0
    for command in _commands():
        if command in (*SERVER_COMMANDS, SERVER_COMMAND, PAGE_COMMAND) or command.startswith("make "):
            continue
        if command.startswith("svod "):
            done = svod(*_expanded(command, tmp_path)[1:], cwd=tmp_path)
        else:
            done = subprocess.run(
                ["bash", "-euc", command],
                cwd=tmp_path,
                env=environment,
                capture_output=True,
                text=True,
                timeout=120,
                check=False,
            )
        assert done.returncode == 0, f"{command}\n{done.stderr}"
        ran += 1
    assert ran >= 8


def test_every_make_target_in_the_documents_is_there() -> None:
    targets = {command.split()[1] for command in _commands() if command.startswith("make ")}
    assert targets >= {"run", "test"}
    for target in targets:
        subprocess.run(["make", "--dry-run", target], cwd=ROOT, check=True, capture_output=True)


def test_commands_for_a_server_are_those_that_the_server_test_runs() -> None:
    known = [command for command in _commands() if "prefect" in command.lower() or "serve" in command]
    assert sorted(known) == sorted([*SERVER_COMMANDS, SERVER_COMMAND])


def test_python_in_the_documents_runs(sample: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    shutil.copytree(sample / "data", tmp_path / "data")
    (program,) = (block for block in _blocks("python") if "quack" not in block)
    done = subprocess.run(["python", "-c", program], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "1074\n"), done.stderr


def test_links_and_pictures_in_the_documents_lead_to_files() -> None:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for target in re.findall(r'\]\(([^)#\s]+)[^)]*\)|src="([^"]+)"', text):
            address = "".join(target)
            assert "://" in address or (page.parent / address).exists(), f"{page.name}: {address}"


@pytest.mark.slow
@needs("chromium", "pdfinfo")
def test_each_guide_is_printed_on_one_page(tmp_path: Path) -> None:
    printed = print_guides(tmp_path)
    assert {file.stem for file in printed} == {"clerk.kk", "clerk.ru", "head.kk", "head.ru"}
    for file in printed:
        about = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
        assert re.search(r"^Pages: +1$", about, re.MULTILINE), file.name


def test_every_setting_is_documented() -> None:
    for name in Settings.model_fields:
        assert f"| `SVOD_{name.upper()}` |" in README
    (example,) = _blocks("toml")
    assert Settings.read(**tomllib.loads(example)).lang == "ru"


def test_every_published_relation_is_described() -> None:
    dictionary = (FOLDER / "dictionary.md").read_text(encoding="utf-8")
    for relation in OUT:
        assert f"## svod.{relation}\n" in dictionary
    assert "None" not in dictionary, "a relation without a comment"
    assert not re.search(r"\|  \|$", dictionary, re.MULTILINE), "a column without a comment"


def _pins(lock: str) -> dict[str, str]:
    """The version of each package in a lock, each with its hashes."""
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    assert "://" not in text, "a lock holds no address"
    return dict(re.findall(r"^([\w.-]+)==(\S+) .*\n    --hash=sha256:", text, re.MULTILINE))


def test_every_dependency_is_pinned_and_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    runs = project["project"]["dependencies"]
    tests = [*chain(*project["project"]["optional-dependencies"].values()), *project["dependency-groups"]["test"]]
    reasons = (FOLDER / "dependencies.md").read_text(encoding="utf-8")
    for lock, wanted in {"run": runs, "test": [*runs, *tests], "uv": ["uv"]}.items():
        for requirement in wanted:
            name = re.split(r"[<>=]", requirement)[0]
            assert re.search(rf"\b{re.escape(name)}\b", reasons), f"{name} has no reason"
            assert name in _pins(lock), f"{name} is not pinned"


def test_tests_run_with_the_versions_that_run() -> None:
    runs, tests = _pins("run"), _pins("test")
    assert runs.items() <= tests.items()
    assert not {"frictionless", "marimo", "mypy", "pytest", "ruff"} & set(runs), "only tests need them"


def test_decisions_keep_the_options_rejected() -> None:
    for record in sorted((FOLDER / "adr").glob("*.md")):
        text = record.read_text(encoding="utf-8")
        assert "\n- *" in text, f"{record.name} names no option rejected"
        assert "\nChosen: " in text, f"{record.name} names no decision"
