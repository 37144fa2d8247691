"""Prints what a register of units declares, or its mistakes."""

from pathlib import Path
from typing import TYPE_CHECKING

from flows.cli.context import Context
from flows.cli.issues import print_issues
from flows.cli.output import print_line
from schemas.basics.texts import Texts

if TYPE_CHECKING:
    from svod.pipeline.unit_workbooks import CheckedRegister

TEXTS = Texts(__package__)


def print_units_verdict(cli: Context, file: Path, checked: "CheckedRegister") -> None:
    """Print how many units a register has, or how many mistakes, and its issues."""
    register = checked.register
    if register:
        counts = {"units": len(register.units), "owing": len(register.owing)}
        print_line(cli.say(TEXTS.fill("declares_units", file=file, **counts)))
    else:
        print_line(cli.say(TEXTS.fill("mistaken_units", file=file, count=len(checked.issues))))
    print_issues(cli, checked.issues)
