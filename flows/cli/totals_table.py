"""Prints the totals of a period by region."""

from collections.abc import Mapping, Sequence

from flows.cli.context import Context
from flows.cli.output import print_line, print_table
from schemas.basics.text import write
from schemas.basics.texts import Texts
from schemas.declaration.form import Form
from schemas.records.total import STATES, RegionalTotals

TEXTS = Texts(__package__)


def by_region(answers: Sequence[Mapping[str, object]]) -> Mapping[str, object]:
    """The JSON answer: that of the only region, or of several under `regions`."""
    return answers[0] if len(answers) == 1 else {"regions": answers}


def print_region(cli: Context, totals: RegionalTotals) -> None:
    """Print the region's name if there are several regions."""
    units = cli.workspace.known.units
    if len({unit.parent for unit in units.owing}) > 1:
        print_line(cli.say(units.by_code[totals.region].names))


def print_totals(cli: Context, form: Form, totals: RegionalTotals) -> None:
    """Print the coverage, the totals and the survey's shares."""
    print_line(f"{cli.say(form.title)}, {totals.period} ({cli.say(STATES[totals.state])})")
    print_region(cli, totals)
    print_line(cli.say(totals.coverage_sentence))
    print_line("")
    codes = [indicator.code for indicator in form.own_indicators]
    rows = [(cli.say(form.indicators[code].labels), totals.totals[code]) for code in codes]
    print_table([cli.say(TEXTS["indicator"]), cli.say(TEXTS["total"])], rows, cli.lang)
    for question in form.survey.questions if form.survey else ():
        shares = totals.shares.get(question.code)
        if shares:
            base = write(max(share.base for share in shares.values()), cli.lang)
            print_line("")
            print_line(f"{cli.say(question.code.labels)} (n = {base})")
            print_table(
                [cli.say(heading) for heading in TEXTS.group("share").values()],
                [
                    (cli.say(answer.labels), shares[answer].respondents, shares[answer].percent)
                    for answer in question.answers
                    if answer in shares
                ],
                cli.lang,
            )
