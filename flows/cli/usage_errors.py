"""Usage errors in the language of messages: Typer writes them only in English."""

from typing import Any

import typer
from pydantic import ValidationError

from flows.cli.context import Context
from flows.cli.help_screen import choices, named
from schemas.basics.near import with_nearest
from schemas.basics.text import Text
from schemas.basics.texts import Texts

TEXTS = Texts(__package__)


def usage_error(cli: Context, error: typer.TyperException) -> str:
    """What is wrong, what is expected, and how to get help."""
    context: Any = getattr(error, "ctx", None)
    problem = _problem(error)
    help_command = TEXTS.fill("help_is_at", command=context.command_path if context else "svod")
    return f"{problem if isinstance(problem, str) else cli.say(problem)}\n{cli.say(help_command)}"


def _problem(error: Any) -> Text | str:
    """What is wrong, by the kind of error. Messages of svod's own are in the language of messages already."""
    match type(error).__name__:
        case "NoSuchOption":
            return with_nearest(TEXTS.fill("no_such_option", name=error.option_name), error.option_name, _options(error.ctx))
        case "BadOptionUsage" if _is_flag(error):
            return TEXTS.fill("takes_no_value", name=error.option_name)
        case "BadOptionUsage":
            return TEXTS.fill("value_is_missing", name=error.option_name)
        case "MissingParameter":
            return TEXTS.fill("missing", parameter=named(error.param))
        case "BadParameter" if isinstance(error.__cause__, ValidationError):
            return _wrong_value(error.param, error.__cause__)
    return str(error.message)


def _options(context: Any) -> list[str]:
    """The options of a command, and those of every command."""
    commands = (context.command, context.find_root().command)
    return [name for command in commands for one in command.get_params(context) for name in one.opts if name.startswith("-")]


def _is_flag(error: Any) -> bool:
    """True if the misused option takes no value."""
    return any(error.option_name in param.opts and param.is_flag for param in error.ctx.command.params)


def _wrong_value(parameter: Any, cause: ValidationError) -> Text:
    bounds = [f"[{choices(parameter)}]"] if choices(parameter) else [f"≥ {parameter.min}"] if parameter.min is not None else []
    value = cause.errors(include_url=False)[0]["input"]
    return TEXTS.fill(
        "wrong_value", value=str(value), parameter=named(parameter), bounds="".join(f" {bound}" for bound in bounds)
    )
