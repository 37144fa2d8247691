"""Prints the totals of a period by region."""

from collections.abc import Mapping, Sequence

from flows.cli.context import Context
from flows.cli.output import print_line, print_table
from schemas.basics.exact import Number
from schemas.basics.text import write
from schemas.basics.texts import Texts
from schemas.declaration.form import Form
from schemas.declaration.indicator import OverTime
from schemas.records.total import AGGREGATIONS, STATES, RegionalTotals, YearTotals

TEXTS = Texts(__package__)


def by_region(answers: Sequence[Mapping[str, object]]) -> Mapping[str, object]:
    """The JSON answer: that of the only region, or of several under `regions`."""
    return answers[0] if len(answers) == 1 else {"regions": answers}


def print_region(cli: Context, totals: RegionalTotals | YearTotals) -> None:
    """Print the name of the unit whose totals these are, if several units have totals."""
    units = cli.workspace.known.units
    # `below` has the topmost units under None, and in a register of one region the region's under its code.
    if len(units.below) > 2 or len(units.topmost) > 1:
        print_line(cli.say(units.by_code[totals.region].names))


def _figure(cli: Context, value: Number | None, aggregation: OverTime) -> Number | str | None:
    """A total, or the reason why there is none."""
    return cli.say(AGGREGATIONS["none"]) if value is None and aggregation == "none" else value


def print_totals_over(cli: Context, form: Form, totals: YearTotals) -> None:
    """Print what the periods of a year come to, and for how many of them units have reported."""
    print_line(f"{cli.say(form.title)}, {totals.year}")
    print_region(cli, totals)
    periods = {"count": totals.periods, "all": totals.of_periods, "last": totals.last_period or "–"}
    print_line(cli.say(TEXTS.fill("over.periods", **periods)))
    print_line("")
    rows = [
        (
            cli.say(indicator.labels),
            _figure(cli, totals.totals[indicator.code], indicator.aggregation_over_time),
            cli.say(AGGREGATIONS[indicator.aggregation_over_time]),
        )
        for indicator in form.own_indicators
    ]
    headings = TEXTS["indicator"], TEXTS["total"], TEXTS["over.how"]
    print_table([cli.say(heading) for heading in headings], rows, cli.lang)


def print_totals(cli: Context, form: Form, totals: RegionalTotals) -> None:
    """Print the coverage, the totals and the survey's shares."""
    print_line(f"{cli.say(form.title)}, {totals.period} ({cli.say(STATES[totals.state])})")
    print_region(cli, totals)
    print_line(cli.say(totals.coverage_sentence))
    print_line("")
    rows = [
        (cli.say(indicator.labels), _figure(cli, totals.totals[indicator.code], indicator.aggregation))
        for indicator in form.own_indicators
    ]
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
