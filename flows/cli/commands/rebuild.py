"""`svod rebuild` and `svod rehearse`."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

from flows.cli.commands.report import say_reports
from flows.cli.context import Context
from flows.cli.output import Advance, print_json, print_line, print_table, progress
from schemas.basics.text import Text, fill
from schemas.forms import forms
from schemas.records.submission import SUBMISSION_STATUSES
from svod.intake.ledger import Ledger
from svod.pipeline.rebuild import rebuild, rehearse, verify

_REBUILT = Text("Қойма қайта құрылды.", "Хранилище построено заново.", "The warehouse is made anew.")
_SAME = Text(
    "Қойма сақталған файлдар мен журналға дәл сәйкес.",
    "Хранилище в точности соответствует сохранённым файлам и журналу.",
    "The warehouse is exactly what kept bytes and the ledger give.",
)
_DIFFERS = Text(
    "{relation}: тек қазіргісінде – {present} жол, тек қайта құрылғанында – {made}",
    "{relation}: только в нынешнем — строк {present}, только в построенном заново — {made}",
    "{relation}: rows only in the present one {present}, only in the one made anew {made}",
)
_NO_CHANGE = Text(
    "Бүгінгі ереже ештеңені өзгертпейді.", "Сегодняшние правила ничего не изменили бы.", "Today's rules would change nothing."
)
_BLANK = Text("бос", "пусто", "blank")
_STATUS_HEADINGS = (
    Text("Файл", "Файл", "File"),
    Text("Қазіргі күйі", "Сейчас", "Now"),
    Text("Бүгінгі ережемен", "По сегодняшним правилам", "By today's rules"),
)
_TOTAL_HEADINGS = (
    Text("Кезең", "Период", "Period"),
    Text("Көрсеткіш", "Показатель", "Indicator"),
    Text("Қазір", "Сейчас", "Now"),
    Text("Бүгінгі ережемен", "По сегодняшним правилам", "By today's rules"),
)
_CHECKING = Text("Тексерілуде", "Проверка", "Checking")


def rebuild_warehouse(context: Context) -> None:
    """Make the warehouse anew and publish it."""
    with _progress(context) as advance:
        outcome = rebuild(context.workspace, advance)
    print_line(context.say(_REBUILT))
    say_reports(context, outcome.reports)


def verify_warehouse(context: Context, as_json: bool) -> int:
    """Compare the warehouse with one made anew: 1 where they differ."""
    with _progress(context) as advance:
        found = verify(context.workspace, advance)
    if as_json:
        print_json({"same": not found, "differences": [asdict(one) for one in found]})
    elif not found:
        print_line(context.say(_SAME))
    else:
        for one in found:
            said = {"relation": one.relation, "present": one.only_present, "made": one.only_made}
            print_line(context.say(fill(_DIFFERS, said)))
    return 1 if found else 0


def rehearse_rules(context: Context, as_json: bool) -> None:
    """Print what today's rules would change."""
    with _progress(context) as advance:
        found = rehearse(context.workspace, advance)
    if as_json:
        print_json({"statuses": [asdict(one) for one in found.statuses], "totals": [asdict(one) for one in found.totals]})
        return
    if not found.statuses and not found.totals:
        print_line(context.say(_NO_CHANGE))
        return
    print_table(
        [context.say(heading) for heading in _STATUS_HEADINGS],
        [
            (one.file, context.say(SUBMISSION_STATUSES[one.before]), context.say(SUBMISSION_STATUSES[one.after]))
            for one in found.statuses
        ],
        context.lang,
    )
    print()
    print_table(
        [context.say(heading) for heading in _TOTAL_HEADINGS],
        [
            (one.period, context.say(forms()[one.form].indicators[one.indicator].labels), one.before, one.after)
            for one in found.totals
        ],
        context.lang,
    )


@contextmanager
def _progress(context: Context) -> Iterator[Advance]:
    kept = {entry.sha256 for entry in Ledger(context.folders.ledger).receipts()}
    with progress(context.say(_CHECKING), len(kept)) as advance:
        yield advance
