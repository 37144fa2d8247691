"""Prints what the workbook of a place declares, or its mistakes."""

from pathlib import Path
from typing import TYPE_CHECKING

from flows.cli.context import Context
from flows.cli.issues import print_issues
from flows.cli.output import print_line
from schemas.basics.texts import Texts

if TYPE_CHECKING:
    from svod.pipeline.place_workbooks import CheckedPlace

TEXTS = Texts(__package__)


def print_place_verdict(cli: Context, file: Path, checked: "CheckedPlace") -> None:
    """Print what holds at a place now, or how many mistakes its workbook has, and its issues."""
    if checked.place:
        holding = checked.place.at(cli.at_hand.clock())
        print_line(cli.say(TEXTS.fill("declares_place", file=file, zone=holding.zone)))
    else:
        print_line(cli.say(TEXTS.fill("mistaken_place", file=file, count=len(checked.issues))))
    print_issues(cli, checked.issues)
