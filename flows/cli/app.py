"""The program `svod`: options before the command, exit codes, and messages for errors that stop it."""

import codecs
import gc
import logging
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import replace
from errno import errorcode
from io import TextIOWrapper
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Annotated

import typer

from flows.cli.command_folder import command_folder, help_without_command
from flows.cli.context import Context, before_parsing
from flows.cli.output import print_line
from schemas.basics.exceptions import NothingSaid, SvodError, UnknownName, WrongSetting
from schemas.basics.text import Language, Text, fill
from schemas.basics.texts import Texts
from svod.no_pandas import do_without_pandas

TEXTS = Texts(__package__)


def _print_versions(is_asked: bool) -> None:
    if is_asked:
        from importlib.metadata import version

        print_line(f"svod {version('svod')}, DuckDB {version('duckdb')}")
        raise typer.Exit


def _options(
    context: typer.Context,
    data: Annotated[Path | None, typer.Option(metavar="folder", readable=False)] = None,
    lang: Annotated[Language | None, typer.Option()] = None,
    verbose: Annotated[bool, typer.Option("--verbose")] = False,
    _version: Annotated[bool, typer.Option("--version", is_eager=True, callback=_print_versions)] = False,
) -> None:
    """Store the options that stand before every command."""
    cli: Context = context.obj
    context.obj = replace(cli, chosen=lang or cli.chosen, options={"data": data, "lang": lang})
    if verbose:
        from flows.run_log import logged_to

        context.with_resource(logged_to(logging.StreamHandler(), context.obj.lang))
    help_without_command(context)


COMPLETES = "_SVOD_COMPLETE"
"""The variable by which a shell asks for what completes its line."""

_TAKES_VALUE = {"--data": True, "--lang": True, "--verbose": False}
"""The options of every command, and whether a value follows them."""


def _in_order(words: Sequence[str]) -> list[str]:
    """The words as the program takes them: options of every command, which may stand anywhere, before the command.

    `svod help check` asks for the help of `svod check`.

    >>> _in_order(["check", "--lang", "ru", "a.xlsx", "--verbose"]), _in_order(["help", "spelling", "add"])
    (['--lang', 'ru', '--verbose', 'check', 'a.xlsx'], ['spelling', 'add', '--help'])
    """
    common: list[str] = []
    rest: list[str] = []
    following = iter(words)
    for word in following:
        name, equals, _ = word.partition("=")
        if word == "--":
            rest += [word, *following]
        elif name not in _TAKES_VALUE:
            rest.append(word)
        else:
            common.append(word)
            if _TAKES_VALUE[name] and not equals:
                value = next(following, None)
                if value is None:  # so the value is told to be missing, and not the command after it to be a wrong one
                    return common
                common.append(value)
    if rest[:1] == ["help"]:
        rest = [*rest[1:], "--help"]
    return [*common, *rest]


program = command_folder("svod", "flows.cli.commands", _options)


def run(words: Sequence[str]) -> int:
    """Run a command and return its exit code: 0 done, 1 the answer is no, 2 wrong usage, 130 interrupted.

    An error that stops svod is printed as one sentence.
    """
    cli = before_parsing(words)
    if COMPLETES in os.environ:
        from typer._completion_classes import completion_init

        completion_init()  # what Typer does by itself for programs that take its two options for completion
    try:
        code = program.main(_in_order(words), prog_name="svod", standalone_mode=False, obj=cli)
    except typer.Abort:
        return 1
    except typer.TyperException as error:
        from flows.cli.usage_errors import usage_error

        sys.stderr.write(f"{usage_error(cli, error)}\n")
        return 2
    except SvodError as error:
        sys.stderr.write(f"{cli.say(error.message)}\n")
        return 2 if isinstance(error, NothingSaid | UnknownName | WrongSetting) else 1
    except OSError as error:
        cli.note(TEXTS.fill("cannot_open", path=error.filename or "–", cause=_cause(error)))
        return 1 if errorcode.get(error.errno or 0) in _OF_THE_DISK else 2
    return code or 0


_OF_THE_DISK = ("ENOSPC", "EDQUOT", "EFBIG", "EIO")
"""Errors of a full or faulty disk, which are no wrong usage: no other path or permission mends them."""


def _cause(error: OSError) -> Text:
    """Why the system refused, in words."""
    causes = TEXTS.group("cause")
    return causes.get(errorcode.get(error.errno or 0, ""), fill(causes["other"], {"number": str(error.errno)}))


def _kept_traceback() -> str:
    """Write the traceback of a bug into a file of its own, and return the file's name."""
    with NamedTemporaryFile("w", prefix="svod-", suffix=".log", delete=False, encoding="utf-8") as log:
        log.write(traceback.format_exc())
    return log.name


_ALIKE = str.maketrans(
    {"ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х", "і": "и"}
    | {"Ә": "А", "Ғ": "Г", "Қ": "К", "Ң": "Н", "Ө": "О", "Ұ": "У", "Ү": "У", "Һ": "Х", "І": "И"}
    | {"–": "-", "—": "-", "−": "-", "«": '"', "»": '"', "“": '"', "”": '"', "„": '"', "’": "'", "…": "...", "→": "->"}
    | {"№": "N", "≥": ">=", "\N{NO-BREAK SPACE}": " "}
)
"""What a reader takes for the same where a code page lacks it: Kazakh letters in the Russian ones, signs in ASCII."""


def _most_alike_in(encoding: str) -> Callable[[UnicodeError], tuple[str, int]]:
    """Replaces characters that an encoding lacks by what is most like them, else by “?”."""

    def replace_unknown(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeEncodeError)
        alike = error.object[error.start : error.end].translate(_ALIKE)
        return alike.encode(encoding, "replace").decode(encoding), error.end

    return replace_unknown


def _replace_what_streams_cannot_write() -> None:
    """Let a console of few characters (cp1251, cp866, ASCII) show others as what is most like them, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            handler = f"most_alike_in_{stream.encoding}"
            codecs.register_error(handler, _most_alike_in(stream.encoding))
            stream.reconfigure(errors=handler)


def main() -> None:
    """Run the command of this process."""
    # What a command imports stays until the end. Looking for garbage in it takes a tenth of a short command's time.
    gc.set_threshold(100_000)
    do_without_pandas()
    _replace_what_streams_cannot_write()
    try:
        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = 130
    except Exception:  # a bug of ours; whoever has to mend it needs the traceback
        before_parsing(sys.argv[1:]).for_help().note(TEXTS.fill("own_fault", file=_kept_traceback()))
        code = 1
    raise SystemExit(code)
