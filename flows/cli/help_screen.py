"""The help screen of the program, a group or a command, in the language of messages."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flows.cli.context import Context
from schemas.basics.text import Text, fill, write
from schemas.basics.texts import Texts

TEXTS = Texts(__package__)


def write_help(context: Any, formatter: Any) -> None:
    """Write the help of the command that a context is of: what it does, its parameters and, of a group, its commands."""
    own: Context = context.obj
    parameters = context.command.get_params(context)
    arguments = [parameter for parameter in parameters if parameter.param_type_name == "argument"]
    options = [parameter for parameter in parameters if parameter.param_type_name == "option"]
    commands = subcommands(context)
    usage = _usage(own, arguments, with_commands=bool(commands))
    formatter.write_usage(context.command_path, " ".join(usage), f"{own.say(TEXTS['usage'])}: ")
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(own.say(TEXTS.group("command").get(_words(context), TEXTS["program"])))
    _section(
        formatter, own.say(TEXTS["arguments"]), [(_argument(own, argument), _meaning(own, argument)) for argument in arguments]
    )
    _section(formatter, own.say(TEXTS["options"]), [(_option(own, option), _meaning(own, option)) for option in options])
    _section(formatter, own.say(TEXTS["commands"]), [(name, own.say(text)) for name, text in commands.items()])


def subcommands(context: Any) -> Mapping[str, Text]:
    """The commands of the group that a context is of, in the order of the help, with what they do."""
    group = _words(context)
    before = f"{group} " if group else ""
    within = {name.removeprefix(before): text for name, text in TEXTS.group("command").items() if name.startswith(before)}
    return {name: text for name, text in within.items() if " " not in name}


def named(parameter: Any) -> Text:
    """A parameter as a sentence names it: its option or argument, and what it means."""
    name = " / ".join(parameter.opts) if parameter.param_type_name == "option" else _value(parameter)
    return fill(TEXTS["named"], {"name": name, "meaning": TEXTS.group("parameter")[parameter.name]})


def choices(parameter: Any) -> str | None:
    """The values to choose from; None where a parameter takes others."""
    known = parameter.type_descriptor.choices
    return "|".join(known) if known else None


def _words(context: Any) -> str:
    """The words that call a command, without the program's: `spelling add`."""
    return str(context.command_path).partition(" ")[2]


def _usage(own: Context, arguments: Sequence[Any], *, with_commands: bool) -> Iterator[str]:
    yield f"[{own.say(TEXTS['some_options'])}]"
    for argument in arguments:
        name = _argument(own, argument)
        yield name if argument.required else f"[{name}]"
    if with_commands:
        yield own.say(TEXTS["some_command"])


def _section(formatter: Any, heading: str, rows: Sequence[tuple[str, str]]) -> None:
    if rows:
        with formatter.section(heading):
            formatter.write_dl(rows)


def _value(parameter: Any) -> Text | str:
    """What stands for a parameter's value: its choices, or a word for what it is."""
    return choices(parameter) or TEXTS.group("value")[parameter.metavar]


def _argument(own: Context, parameter: Any) -> str:
    return write(_value(parameter), own.lang) + ("" if parameter.nargs == 1 else "...")


def _option(own: Context, parameter: Any) -> str:
    names = ", ".join(parameter.opts)
    return names if parameter.is_flag else f"{names} {write(_value(parameter), own.lang)}"


def _meaning(own: Context, parameter: Any) -> str:
    """What a parameter means, and whether it must be there, how small it may be, or what it is where it isn't there."""
    parts = [own.say(TEXTS.group("parameter")[parameter.name])]
    if parameter.required:
        parts.append(f"[{own.say(TEXTS['required'])}]")
    if parameter.min is not None:
        parts.append(f"[≥ {parameter.min}]")
    if parameter.default is not None and not getattr(parameter, "is_flag", False):
        parts.append(f"[{own.say(TEXTS.fill('default', value=parameter.default))}]")
    return " ".join(parts)
