"""The help screens of the program, its groups and commands, in the language of messages."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from flows.cli.context import Context
from schemas.basics.text import Text, fill, write
from schemas.basics.texts import Texts

TEXTS = Texts(__package__)

PERSONS: Mapping[str, Sequence[str]] = {
    "clerk": ("check", "feedback", "blank", "browser-check"),
    "head": (
        *("totals", "status", "issues", "explain", "revisions", "diff", "submit", "answer"),
        *("close", "reopen", "withdraw", "restore", "admit", "report"),
    ),
    "analyst": ("query", "export", "schema", "rehearse", "spelling", "form", "units", "place"),
    "administrator": (
        "run",
        "init",
        "sample",
        "serve",
        "desk",
        "serve-sql",
        "doctor",
        "verify",
        "backup",
        "rebuild",
        "completion",
    ),
}
"""The commands by who uses them most. The example of the first one is shown beside the person."""


def write_help(context: Any, formatter: Any) -> None:
    """Write the help of the context's command: what it does, its parameters and, for a group, its commands."""
    cli: Context = context.obj.for_help()
    parameters = context.command.get_params(context)
    arguments = [parameter for parameter in parameters if parameter.param_type_name == "argument"]
    options = [parameter for parameter in parameters if parameter.param_type_name == "option"]
    commands = subcommands(context)
    usage = _usage(cli, arguments, with_commands=bool(commands))
    formatter.write_usage(context.command_path, " ".join(usage), f"{cli.say(TEXTS['usage'])}: ")
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(cli.say(TEXTS.group("command").get(_words(context), TEXTS["program"])))
    _section(
        formatter, cli.say(TEXTS["arguments"]), [(_argument(cli, argument), _meaning(cli, argument)) for argument in arguments]
    )
    _section(formatter, cli.say(TEXTS["options"]), [(_option(cli, option), _meaning(cli, option)) for option in options])
    if context.parent is None:
        _persons(cli, formatter, commands)
    else:
        _section(formatter, cli.say(TEXTS["commands"]), [(name, cli.say(text)) for name, text in commands.items()])
        if example := examples().get(_words(context)):
            with formatter.section(cli.say(TEXTS["example"])):
                formatter.write_text(example)


def _persons(cli: Context, formatter: Any, commands: Mapping[str, Text]) -> None:
    """Write the commands by the person who uses them most, with an example for each person."""
    for person, names in PERSONS.items():
        heading = f"{cli.say(TEXTS.group('person')[person])} ({examples()[names[0]]})"
        _section(formatter, heading, [(name, cli.say(commands[name])) for name in names])


@cache
def examples() -> Mapping[str, str]:
    """An example of each command, by its words."""
    return tomllib.loads(resources.files(__package__).joinpath("examples.toml").read_text(encoding="utf-8"))


def subcommands(context: Any) -> Mapping[str, Text]:
    """The commands of the context's group with what they do, in the order of the help."""
    group = _words(context)
    before = f"{group} " if group else ""
    below = {name.removeprefix(before): text for name, text in TEXTS.group("command").items() if name.startswith(before)}
    return {name: text for name, text in below.items() if " " not in name}


def named(parameter: Any) -> Text:
    """A parameter for a message: its option or argument, and its meaning."""
    name = " / ".join(parameter.opts) if parameter.param_type_name == "option" else _value(parameter)
    return fill(TEXTS["named"], {"name": name, "meaning": TEXTS.group("parameter")[parameter.name]})


def choices(parameter: Any) -> str | None:
    """The values to choose from, as "kk|ru|en". None if any value may be given."""
    values = parameter.type_descriptor.choices
    return "|".join(values) if values else None


def _words(context: Any) -> str:
    """The words that call a command, without the program's name: `spelling add`."""
    return str(context.command_path).partition(" ")[2]


def _usage(cli: Context, arguments: Sequence[Any], *, with_commands: bool) -> Iterator[str]:
    yield f"[{cli.say(TEXTS['some_options'])}]"
    for argument in arguments:
        name = _argument(cli, argument)
        yield name if argument.required else f"[{name}]"
    if with_commands:
        yield cli.say(TEXTS["some_command"])


def _section(formatter: Any, heading: str, rows: Sequence[tuple[str, str]]) -> None:
    if rows:
        with formatter.section(heading):
            formatter.write_dl(rows)


def _value(parameter: Any) -> Text | str:
    """What the help shows for a parameter's value: its choices, or a word such as FILE."""
    return choices(parameter) or TEXTS.group("value")[parameter.metavar]


def _argument(cli: Context, parameter: Any) -> str:
    return write(_value(parameter), cli.lang) + ("" if parameter.nargs == 1 else "...")


def _option(cli: Context, parameter: Any) -> str:
    names = ", ".join(sorted(parameter.opts, key=_is_long))  # Typer has -h and --help in a set, in any order
    return names if parameter.is_flag else f"{names} {write(_value(parameter), cli.lang)}"


def _is_long(option: str) -> bool:
    return option.startswith("--")


def _meaning(cli: Context, parameter: Any) -> str:
    """The meaning of a parameter, whether it is required, its minimum, its default."""
    parts = [cli.say(TEXTS.group("parameter")[parameter.name])]
    if parameter.required:
        parts.append(f"[{cli.say(TEXTS['required'])}]")
    if parameter.min is not None:
        parts.append(f"[≥ {parameter.min}]")
    if parameter.default is not None and not getattr(parameter, "is_flag", False):
        parts.append(f"[{cli.say(TEXTS.fill('default', value=parameter.default))}]")
    return " ".join(parts)
