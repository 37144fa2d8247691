"""Help is in the language of messages: every command and parameter is described, and nothing stays English."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

import flows.cli.commands
from flows.cli.app import program
from flows.cli.command_folder import CommandFolder
from flows.cli.context import Context
from flows.cli.help_screen import PERSONS, TEXTS, examples
from schemas.basics.text import LANGUAGES
from tests.conftest import Svod

FOLDER = Path(flows.cli.commands.__file__).parent
NAMES = {"svod", "Excel", "SQL", "JSON", "CSV", "Parquet", "DuckDB", "Quack", "Prefect", "SVOD", "DATA", "LANG", "TOKEN"} | {
    "N", "G", "Q", "T", "raw", "Tab", "datapackage", "xlsx", "ods", "zip", "activity", "participants", "kind", "raid"
}  # fmt: skip
"""Names, variables and examples that are the same in every language."""

_LATIN = re.compile("[A-Za-z]+")


def _walk(group: CommandFolder, before: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """All commands and groups by their words; the program's own group has none."""
    yield before, group
    context = typer.Context(group, info_name=" ".join(("svod", *before)), obj=Context("en"))
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, CommandFolder):
            yield from _walk(command, (*before, name))
        else:
            yield (*before, name), command


COMMANDS = dict(_walk(program))


def _typed() -> set[str]:
    """What is typed as it stands: commands, options, choices, examples."""
    parameters = [one for command in COMMANDS.values() for one in command.params]
    options = [option for one in parameters for option in one.opts if one.param_type_name == "option"]
    choices = [choice for one in parameters for choice in one.type_descriptor.choices or ()]
    examples_too = [*(word for words in COMMANDS for word in words), *options, *choices, *examples().values(), "help", "h"]
    return set(_LATIN.findall(" ".join(examples_too)))


def test_every_module_is_a_command_and_every_command_is_described() -> None:
    modules = {path.relative_to(FOLDER).with_suffix("") for path in FOLDER.rglob("*.py")}
    paths = {path.parent if path.name == "__init__" else path for path in modules}
    assert paths == {Path(*(word.replace("-", "_") for word in words)) for words in COMMANDS}
    assert set(TEXTS.group("command")) == {" ".join(words) for words in COMMANDS if words}


def test_every_command_is_some_persons_and_has_an_example_that_it_takes() -> None:
    own = [name for names in PERSONS.values() for name in names]
    assert sorted(own) == sorted({words[0] for words in COMMANDS if words})
    assert set(PERSONS) == set(TEXTS.group("person"))
    groups = {" ".join(words) for words, command in COMMANDS.items() if isinstance(command, CommandFolder)}
    # `svod desk` is a group that does something by itself.
    assert set(examples()) - {"desk"} == set(TEXTS.group("command")) - groups
    for name, example in examples().items():
        command = COMMANDS[tuple(name.split())]
        assert f"svod {name}" in example
        options = set(re.findall(r"(?<= )--?[a-z][a-z-]*", example)) - {"--data"}
        assert options <= {option for one in command.params for option in one.opts}, name


def test_every_parameter_is_described_and_none_that_isnt_there() -> None:
    parameters = [one for command in COMMANDS.values() for one in command.params]
    assert {one.name for one in parameters} | {"help"} == set(TEXTS.group("parameter"))
    assert {one.metavar for one in parameters} - {None} == set(TEXTS.group("value"))


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_help_is_in_the_language_of_messages(svod: Svod, tmp_path: Path, words: tuple[str, ...]) -> None:
    screens = {lang: svod("--lang", lang, *words, "--help", cwd=tmp_path) for lang in LANGUAGES}
    for screen in screens.values():
        assert (screen.returncode, screen.stderr) == (0, "")
    for lang in ("kk", "ru"):
        assert set(_LATIN.findall(screens[lang].stdout)) - _typed() <= NAMES


def test_group_without_a_command_prints_its_help(svod: Svod, tmp_path: Path) -> None:
    for words in ((), ("spelling",)):
        done = svod("--lang", "ru", *words, cwd=tmp_path)
        assert (done.returncode, done.stderr) == (2, "")
        assert done.stdout == svod("--lang", "ru", *words, "--help", cwd=tmp_path).stdout
