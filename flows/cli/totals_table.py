"""Prints the totals of a period by region."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from flows.cli.context import Context
from flows.cli.output import print_line, print_sentence
from flows.cli.table import print_table
from schemas.basics.exact import Number
from schemas.basics.text import write
from schemas.basics.texts import Texts
from schemas.declaration.form import Form
from schemas.declaration.indicator import Indicator, OverTime
from schemas.declaration.period import Period
from schemas.records.listing import Coded, ColumnKind, Listing, columns
from schemas.records.total import AGGREGATIONS, STATES, RegionalTotals, YearTotals

TEXTS = Texts(__package__)

_COUNTS = ("expected", "reported", "nil", "late", "missing", "rejected", "periods", "of_periods")
_KINDS: Mapping[str, ColumnKind] = {"value": "number", **dict.fromkeys(_COUNTS, "count")}


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
    print_sentence(f"{cli.say(form.title)}, {totals.year}")
    print_region(cli, totals)
    periods = {"count": totals.periods, "all": totals.of_periods, "last": totals.last_period or "–"}
    print_line(cli.say(TEXTS.fill("over.periods", **periods)))
    _print_changes(cli, form, totals)
    print_line("")
    rows = [
        (
            cli.say(version.heading_of(indicator)),
            cli.say(TEXTS["over.otherwise"])
            if indicator.code in totals.breaks
            else _figure(cli, totals.totals[indicator.code], indicator.aggregation_over_time),
            cli.say(AGGREGATIONS[indicator.aggregation_over_time]),
        )
        for version, indicator in _indicators_over(form, totals)
    ]
    print_table(cli, Listing(columns(TEXTS.group("year_table"), ranks=("aggregation",)), rows))


def _versions(form: Form, totals: YearTotals) -> Mapping[Period, Form]:
    """The versions that hold in the year up to its last period with returns, by their first period in it."""
    return form.begun_in_year(Period.parse(totals.last_period)) if totals.last_period else {}


def _indicators_over(form: Form, totals: YearTotals) -> list[tuple[Form, Indicator]]:
    """The indicators of all these versions, each with the latest version that has it; those of the latest version first."""
    found: dict[str, tuple[Form, Indicator]] = {}
    for version in reversed([*_versions(form, totals).values()] or [form]):
        for indicator in version.own_indicators:
            found.setdefault(indicator.code, (version, indicator))
    return list(found.values())


def _print_changes(cli: Context, form: Form, totals: YearTotals) -> None:
    """Say from which period on another version of the form has other indicators, or computes them otherwise."""
    for (_, before), (period, after) in pairwise(_versions(form, totals).items()):
        if after.breaks_since(before) or after.indicators.keys() != before.indicators.keys():
            print_sentence(cli.say(TEXTS.fill("over.changed", period=str(period), version=after.version)))


def print_totals(cli: Context, form: Form, totals: RegionalTotals) -> None:
    """Print the coverage, the totals and the survey's shares."""
    print_sentence(f"{cli.say(form.title)}, {totals.period} ({cli.say(STATES[totals.state])})")
    print_region(cli, totals)
    print_sentence(cli.say(totals.coverage_sentence))
    print_line("")
    rows = [
        (cli.say(form.heading_of(indicator)), _figure(cli, totals.totals[indicator.code], indicator.aggregation))
        for indicator in form.own_indicators
    ]
    print_table(cli, Listing(columns(TEXTS.group("total_table")), rows))
    for question in form.survey.questions if form.survey else ():
        shares = totals.shares.get(question.code)
        if shares:
            base = write(max(share.base for share in shares.values()), cli.lang)
            print_line("")
            print_line(f"{cli.say(question.code.labels)} (n = {base})")
            answers = [
                (answer.labels, shares[answer].respondents, shares[answer].percent)
                for answer in question.answers
                if answer in shares
            ]
            print_table(cli, Listing(columns(TEXTS.group("share")), answers))


def totals_listing(cli: Context, form: Form, regions: Sequence[RegionalTotals | YearTotals]) -> Listing:
    """The totals as rows for other programs: one for each unit and indicator, each with its coverage."""
    names = cli.workspace.known.units.by_code
    rows: list[Sequence[object]] = []
    of_year = isinstance(regions[0], YearTotals)
    for totals in regions:
        unit = (totals.region, names[totals.region].names, form.code)
        own = [one for _, one in _indicators_over(form, totals)] if isinstance(totals, YearTotals) else form.own_indicators
        for indicator in own:
            figure = (indicator.code, indicator.labels, totals.totals[indicator.code])
            if isinstance(totals, YearTotals):
                over_time = indicator.aggregation_over_time
                how = Coded(over_time, AGGREGATIONS[over_time])
                rows.append((*unit, totals.year, *figure, how, totals.periods, totals.of_periods, totals.last_period))
            else:
                state = Coded(totals.state, STATES[totals.state])
                rows.append((*unit, totals.period, state, *figure, *totals.coverage.model_dump().values()))
    headings = TEXTS.group("year_column") if of_year else TEXTS.group("total_column")
    return Listing(columns(headings, _KINDS), rows)
