"""A command typed wrong, told in the language of messages: Typer knows to say it in English alone."""

from typing import Any

import typer
from pydantic import ValidationError

from flows.cli.context import Context
from flows.cli.help_screen import choices, named
from schemas.basics.text import Text
from schemas.basics.texts import Texts

TEXTS = Texts(__package__)


def usage_error(own: Context, error: typer.TyperException) -> str:
    """What is wrong, what is expected, and where help is."""
    context: Any = getattr(error, "ctx", None)
    told = _told(error)
    help_command = TEXTS.fill("help_is_at", command=context.command_path if context else "svod")
    return f"{told if isinstance(told, str) else own.say(told)}\n{own.say(help_command)}"


def _told(error: Any) -> Text | str:
    """What is wrong, by the kind of error. What svod itself finds wrong is in the language of messages already."""
    match type(error).__name__:
        case "NoSuchOption":
            return TEXTS.fill("no_such_option", name=error.option_name)
        case "BadOptionUsage" if _is_flag(error):
            return TEXTS.fill("takes_no_value", name=error.option_name)
        case "BadOptionUsage":
            return TEXTS.fill("value_is_missing", name=error.option_name)
        case "MissingParameter":
            return TEXTS.fill("missing", parameter=named(error.param))
        case "BadParameter" if isinstance(error.__cause__, ValidationError):
            return _wrong_value(error.param, error.__cause__)
    return str(error.message)


def _is_flag(error: Any) -> bool:
    """True if the option that was misused takes no value."""
    return any(error.option_name in param.opts and param.is_flag for param in error.ctx.command.params)


def _wrong_value(parameter: Any, cause: ValidationError) -> Text:
    bounds = [f"[{choices(parameter)}]"] if choices(parameter) else [f"≥ {parameter.min}"] if parameter.min is not None else []
    value = cause.errors(include_url=False)[0]["input"]
    return TEXTS.fill("wrong_value", value=str(value), parameter=named(parameter), bounds="".join(f" {one}" for one in bounds))
