"""`svod sample`."""

import typer

from flows.cli.context import Context
from flows.cli.options import FormCode
from flows.cli.output import print_line, working
from schemas.basics.texts import Texts
from svod.pipeline.sample import write_sample

TEXTS = Texts(__package__)


def command(context: typer.Context, form: FormCode = None) -> None:
    """Write a form's sample returns under raw/. They are always the same, so a second run finds nothing new."""
    cli: Context = context.obj
    with working(cli.say(TEXTS["writing_sample"])):
        count = write_sample(cli.at_hand, form)
    print_line(cli.say(TEXTS.fill("sample_written", count=count, folder=cli.at_hand.storage.raw)))
