"""Writes a file that a command makes, and doesn't replace one that is there unless told to."""

from collections.abc import Callable
from pathlib import Path

from flows.cli.context import Context
from flows.cli.output import print_line
from schemas.basics.exceptions import NotAllowed
from schemas.basics.texts import Texts
from svod.files import write_whole

TEXTS = Texts(__package__)


def write_new(cli: Context, file: Path, content: Callable[[], bytes], *, overwrite: bool) -> None:
    """Write a file and print its name. Raises NotAllowed if it is there already."""
    if not overwrite:
        refuse_present(file)
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, content())
    say_written(cli, file)


def refuse_present(file: Path) -> None:
    """Raise NotAllowed if there is a file already: it may be somebody's work."""
    if file.exists():
        raise NotAllowed(TEXTS.fill("there_already", file=file))


def say_written(cli: Context, file: Path) -> None:
    """Print the name of a file that was written."""
    print_line(cli.say(TEXTS.fill("written", file=file)))
