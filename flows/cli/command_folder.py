"""Finds commands by name in a package and imports only the one that is invoked."""

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from flows.cli.context import Context
from flows.cli.help_screen import subcommands, write_help
from flows.cli.output import done_where_nobody_reads
from schemas.basics.near import with_nearest
from schemas.basics.texts import Texts

TEXTS = Texts(__package__)
_HELP = {"help_option_names": ["-h", "--help"]}


class Command(TyperCommand):
    """A command whose help and usage errors are in the language of messages."""

    allow_extra_args = True  # refused below: Typer would refuse them in English

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the words of the command line, all of them."""
        with _errors_about(ctx):
            extra = super().parse_args(ctx, args)
        if extra and not ctx.resilient_parsing:
            raise typer.BadParameter(ctx.obj.say(TEXTS.fill("too_many", words=" ".join(extra))), ctx)
        return extra

    def invoke(self, ctx: Any) -> Any:
        """Do the command's work."""
        with done_where_nobody_reads(), _steps_shown(ctx.obj):
            return super().invoke(ctx)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help screen."""
        write_help(ctx, formatter)


class CommandFolder(TyperGroup):
    """A group whose commands are the modules of a package: `svod serve-sql` is `command` in commands/serve_sql.py.

    A subpackage is a group: `svod spelling add` is `command` in commands/spelling/add.py. If it has a `command` itself, that is
    what the group does without one of its commands.
    """

    package: str

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of the commands in the order of the help. None of them is imported."""
        return list(subcommands(ctx))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Import and return the command with this name. None if there is none."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = import_module(f"{self.package}.{cmd_name.replace('-', '_')}")
        if hasattr(module, "__path__"):
            return command_folder(cmd_name, module.__name__, getattr(module, "command", help_without_command))
        declared = typer.Typer(add_completion=False, rich_markup_mode=None)
        declared.command(cmd_name, cls=Command, context_settings=_HELP)(module.command)
        return get_command(declared)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Resolve the first word to a command, and return it with the words after it."""
        if args[0] not in (known := self.list_commands(ctx)):
            text = with_nearest(TEXTS.fill("no_such_command", name=args[0]), args[0], known)
            raise typer.BadParameter(ctx.obj.say(text), ctx)
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the options that stand before a command."""
        with _errors_about(ctx):
            return super().parse_args(ctx, args)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """The commands or options that begin so, with what they do. No command is imported."""
        from typer._click.shell_completion import CompletionItem

        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        say, below = ctx.obj.for_help().say, subcommands(ctx)
        return [CompletionItem(name, help=say(text)) for name, text in below.items() if name.startswith(incomplete)]

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help screen."""
        write_help(ctx, formatter)


def command_folder(name: str, package: str, options: Callable[..., None]) -> CommandFolder:
    """The group of the commands in a package. `options` takes the options that stand before the command."""
    declared = typer.Typer(
        name=name,
        cls=CommandFolder,
        add_completion=False,
        rich_markup_mode=None,
        invoke_without_command=True,
        context_settings=_HELP,
    )
    declared.callback()(options)
    folder = get_command(declared)
    assert isinstance(folder, CommandFolder)
    folder.package = package
    return folder


def help_without_command(context: typer.Context) -> None:
    """Print the help of a group that was called without a command, and exit with 2, as after wrong usage."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit(2)


@contextmanager
def _steps_shown(cli: Context) -> Iterator[None]:
    """Show the steps of a run on a terminal while they last, unless --verbose writes a line for each."""
    if not sys.stderr.isatty() or logging.getLogger("svod").handlers:
        yield
        return
    from flows.run_log import StatusLine, logged_to

    with logged_to(StatusLine(), cli.lang):
        yield


@contextmanager
def _errors_about(context: Any) -> Iterator[None]:
    """Add the command to usage errors that lack it: that of an option without its value."""
    try:
        yield
    except typer.TyperException as error:
        error.ctx = getattr(error, "ctx", None) or context  # type: ignore[attr-defined]  # where other usage errors have it
        raise
