"""`svod sample`."""

import typer

from flows.cli.context import Context
from flows.cli.options import FormCode
from flows.cli.output import print_line
from schemas.basics.texts import Texts
from svod.pipeline.sample import write_sample

TEXTS = Texts(__package__)


def command(context: typer.Context, form: FormCode = None) -> None:
    """Write a form's sample returns under raw/; a second time nothing is new."""
    own: Context = context.obj
    count = write_sample(own.workspace, form)
    print_line(own.say(TEXTS.fill("sample_written", count=count, folder=own.workspace.storage.raw)))
