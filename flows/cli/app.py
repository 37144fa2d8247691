"""The program `svod`: the options before a command, and what becomes of what stops it."""

import gc
import logging
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.command_folder import command_folder, help_without_command
from flows.cli.context import Context, language_of
from flows.cli.output import print_line
from schemas.basics.exceptions import NothingSaid, SvodError, UnknownName, WrongSetting
from schemas.basics.text import Language
from schemas.basics.texts import Texts
from svod.no_pandas import do_without_pandas

TEXTS = Texts(__package__)


def _print_versions(asked: bool) -> None:
    if asked:
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
    """Take the options of every command."""
    own: Context = context.obj
    context.obj = replace(own, lang=lang or own.lang, options={"data": data, "lang": lang})
    if verbose:
        from flows.run_log import logged_to

        context.with_resource(logged_to(logging.StreamHandler(), context.obj.lang))
    help_without_command(context)


program = command_folder("svod", "flows.cli.commands", _options)


def run(words: Sequence[str]) -> int:
    """Run a command. Its exit code: 0 done, 1 the answer is no, 2 wrong usage, 130 interrupted.

    What stops svod is told in one sentence.
    """
    own = Context(language_of(words))
    try:
        code = program.main(list(words), prog_name="svod", standalone_mode=False, obj=own)
    except typer.Abort:
        return 1
    except typer.TyperException as error:
        from flows.cli.usage_errors import usage_error

        sys.stderr.write(f"{usage_error(own, error)}\n")
        return 2
    except SvodError as error:
        sys.stderr.write(f"{own.say(error.message)}\n")
        return 2 if isinstance(error, NothingSaid | UnknownName | WrongSetting) else 1
    except OSError as error:
        own.note(TEXTS.fill("cannot_open", path=error.filename))
        return 2
    return code or 0


def main() -> None:
    """Run the command that this process was started for."""
    # What a command imports is there to stay: looking for garbage among it takes a tenth of a short command's time.
    gc.set_threshold(100_000)
    do_without_pandas()
    raise SystemExit(run(sys.argv[1:]))
