"""`svod totals`."""

from collections.abc import Mapping, Sequence

from flows.cli.context import Context
from flows.cli.options import Asked
from flows.cli.output import print_json, print_table
from schemas.basics.text import Text, write
from schemas.declaration.form import Form
from schemas.records.total import STATES, RegionalTotals
from svod.pipeline.known_names import declared
from svod.warehouse.reader import Snapshot

_HEADINGS = (
    Text("Көрсеткіш", "Показатель", "Indicator"),
    Text("Барлығы", "Всего", "Total"),
)
_SHARE_HEADINGS = (
    Text("Жауап", "Ответ", "Answer"),
    Text("Адам", "Человек", "People"),
    Text("%", "%", "%"),
)


def show_totals(context: Context, asked: Asked, as_json: bool) -> None:
    """Print the totals of a period."""
    with Snapshot(context.folders.snapshot, asked.moment) as snapshot:
        form, period = context.asked_to_read(asked, snapshot)
        regions = snapshot.totals(form.code, period)
    if as_json:
        print_json(by_region([totals.model_dump(mode="json") for totals in regions]))
        return
    for place, totals in enumerate(regions):
        if place:
            print()
        print_totals(context, form, totals)


def by_region(answers: Sequence[Mapping[str, object]]) -> Mapping[str, object]:
    """What JSON says of one region; of several, the same of each under `regions`."""
    return answers[0] if len(answers) == 1 else {"regions": answers}


def print_region(context: Context, totals: RegionalTotals) -> None:
    """Whose totals follow, where there is more than one region."""
    if len({unit.parent for unit in declared().units.owing}) > 1:
        print(context.say(declared().units.by_code[totals.region].names))


def print_totals(context: Context, form: Form, totals: RegionalTotals) -> None:
    """The totals as tables for people, with the coverage on top."""
    print(f"{context.say(form.title)}, {totals.period} ({context.say(STATES[totals.state])})")
    print_region(context, totals)
    print(context.say(totals.coverage_sentence))
    print()
    own = [one.code for one in form.own_indicators]
    rows = [(context.say(form.indicators[code].labels), totals.totals[code]) for code in own]
    print_table([context.say(heading) for heading in _HEADINGS], rows, context.lang)
    for question in form.survey.questions if form.survey else ():
        shares = totals.shares.get(question.code)
        if shares:
            base = write(max(share.base for share in shares.values()), context.lang)
            print()
            print(f"{context.say(question.code.labels)} (n = {base})")
            print_table(
                [context.say(heading) for heading in _SHARE_HEADINGS],
                [
                    (context.say(answer.labels), shares[answer].respondents, shares[answer].percent)
                    for answer in question.answers
                    if answer in shares
                ],
                context.lang,
            )
