"""The totals of a period as tables for people, region by region."""

from collections.abc import Mapping, Sequence

from flows.cli.context import Context
from flows.cli.output import print_line, print_table
from schemas.basics.text import write
from schemas.basics.texts import Texts
from schemas.declaration.form import Form
from schemas.records.total import STATES, RegionalTotals

TEXTS = Texts(__package__)


def by_region(answers: Sequence[Mapping[str, object]]) -> Mapping[str, object]:
    """What JSON says of one region; of several, the same of each under `regions`."""
    return answers[0] if len(answers) == 1 else {"regions": answers}


def print_region(own: Context, totals: RegionalTotals) -> None:
    """Print whose totals follow, where there is more than one region."""
    units = own.workspace.known.units
    if len({unit.parent for unit in units.owing}) > 1:
        print_line(own.say(units.by_code[totals.region].names))


def print_totals(own: Context, form: Form, totals: RegionalTotals) -> None:
    """Print the totals and the survey's shares, with the coverage on top."""
    print_line(f"{own.say(form.title)}, {totals.period} ({own.say(STATES[totals.state])})")
    print_region(own, totals)
    print_line(own.say(totals.coverage_sentence))
    print_line("")
    codes = [indicator.code for indicator in form.own_indicators]
    rows = [(own.say(form.indicators[code].labels), totals.totals[code]) for code in codes]
    print_table([own.say(TEXTS["indicator"]), own.say(TEXTS["total"])], rows, own.lang)
    for question in form.survey.questions if form.survey else ():
        shares = totals.shares.get(question.code)
        if shares:
            base = write(max(share.base for share in shares.values()), own.lang)
            print_line("")
            print_line(f"{own.say(question.code.labels)} (n = {base})")
            print_table(
                [own.say(heading) for heading in TEXTS.group("share").values()],
                [
                    (own.say(answer.labels), shares[answer].respondents, shares[answer].percent)
                    for answer in question.answers
                    if answer in shares
                ],
                own.lang,
            )
