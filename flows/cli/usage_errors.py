"""A command typed wrong, told in the language of messages: Typer knows to say it in English alone."""

import re
from typing import Any

import typer

from flows.cli.context import help_in
from schemas.basics.text import Text

_QUOTED = re.compile(r"""(['"])(.*?)\1""")
_TOO_MANY = re.compile(r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", re.DOTALL)

_OF_FILES = {
    "does not exist.": Text("Мұндай файл жоқ", "Нет такого файла", "There is no such file"),
    "is a directory.": Text("Бұл файл емес, қалта", "Это папка, а не файл", "This is a folder, not a file"),
    "is not readable.": Text(
        "Бұл файлды оқуға рұқсат жоқ", "Нет прав на чтение файла", "There is no permission to read the file"
    ),
}


def usage_sentence(error: typer.TyperException) -> str:
    """What is wrong, what is expected, and where help is; nothing where help was printed already."""
    told = _told(error)
    context: Any = getattr(error, "ctx", None)
    command = context.command_path if context else "svod"
    return f"{told}\n{help_in('Анықтама', 'Справка', 'Help')}: {command} --help\n" if told else ""


def _told(error: Any) -> str:
    match type(error).__name__:
        case "NoSuchOption":
            name = error.option_name
            return help_in(f"«{name}» деген параметр жоқ.", f"Нет параметра «{name}».", f"There is no option “{name}”.")
        case "BadOptionUsage":
            return _misused(error.option_name, wants_value="requires" in error.message)
        case "MissingParameter":
            name = _named(error.param)
            return help_in(f"Көрсетілмеген: {name}.", f"Не указано: {name}.", f"Missing: {name}.")
        case "BadParameter" if error.param:
            return _bad_value(error)
    return _not_understood(error.message)


def _not_understood(message: str) -> str:
    if extra := _TOO_MANY.fullmatch(message):
        return help_in(f"Артық жазылған: {extra[1]}", f"Лишнее: {extra[1]}", f"Too many words: {extra[1]}")
    if message.startswith("No such command") and (found := _QUOTED.search(message)):
        name = found[2]
        return help_in(f"«{name}» деген команда жоқ.", f"Нет команды «{name}».", f"There is no command “{name}”.")
    return message


def _misused(name: str, *, wants_value: bool) -> str:
    if wants_value:
        return help_in(f"{name}: мәні жазылмаған.", f"{name}: не указано значение.", f"{name}: its value is missing.")
    return help_in(f"{name}: мәнсіз жазылады.", f"{name}: пишется без значения.", f"{name} takes no value.")


def _bad_value(error: Any) -> str:
    value, *choices = [text for _, text in _QUOTED.findall(error.message)] or [""]
    for ending, said in _OF_FILES.items():
        if error.message.endswith(ending):
            return f"{help_in(*said.all)}: {value}"
    expected = " ".join([_named(error.param), *([f"[{'|'.join(choices)}]"] if choices else [])])
    if not value:
        return help_in(f"Күтілетіні: {expected}.", f"Ожидается: {expected}.", f"Expected: {expected}.")
    return help_in(
        f"«{value}» деген мән жарамайды. Күтілетіні: {expected}.",
        f"Значение «{value}» не подходит. Ожидается: {expected}.",
        f"The value “{value}” won't do. Expected: {expected}.",
    )


def _named(parameter: Any) -> str:
    """An option or argument with what its help says of it."""
    name = " / ".join(parameter.opts) if parameter.param_type_name == "option" else f"{{{parameter.name}}}"
    return f"{name} ({parameter.help})" if parameter.help else name
