"""`svod run`."""

from flows.cli.commands.report import say_reports
from flows.cli.commands.totals import print_totals
from flows.cli.context import Context
from flows.cli.output import note, print_line
from flows.prefect_defaults import quiet_prefect
from schemas.basics.text import Text
from svod.pipeline.run import Outcome, receive

_STILL_WRITTEN = Text(
    "«{}» әлі жазылып жатыр, келесі өңдеуде алынады.",
    "«{}» ещё записывается и будет взят при следующей обработке.",
    "“{}” is still being written; the next run takes it.",
)
_CLOSED = Text(
    "«{}» ашылмады: оны оқуға рұқсат жоқ. Оған рұқсат беріп, қайта іске қосыңыз.",
    "«{}» не открывается: нет прав на чтение. Дайте права на это и запустите снова.",
    "“{}” can't be opened: there is no permission to read it. Give permission and run again.",
)
_LINK = Text(
    "«{}» – сілтеме, ол оқылмайды. Файлдың өзін немесе қалтаның өзін салыңыз.",
    "«{}» — ссылка, она не читается. Положите сам файл или саму папку.",
    "“{}” is a link, which is not followed. Put the file or folder itself there.",
)
_REJECTED = Text("Қабылданбады: {}", "Не принят: {}", "Rejected: {}")


def run_once(context: Context) -> int:
    """Do the nightly run once. Prefect starts only when there is something to do."""
    due = receive(context.workspace)
    found = Outcome(due=due)
    if due.nothing:
        print_line(context.say(found.sentence if due.intake.entries else _empty(context)))
    else:
        found = _run_flow(context)
        print_outcome(context, found)
    for file in due.intake.waiting:
        note(context.say(_STILL_WRITTEN).format(file))
    for file in due.intake.closed:
        note(context.say(_CLOSED).format(file))
    for file in due.intake.links:
        note(context.say(_LINK).format(file))
    return int(found.lacks_reports)


def _run_flow(context: Context) -> Outcome:
    quiet_prefect()
    from flows.consolidate import consolidate_returns

    found = consolidate_returns(data=str(context.settings.data), lang=context.lang)
    assert isinstance(found, Outcome)
    return found


def print_outcome(context: Context, found: Outcome) -> None:
    """Say what was taken in, what was rejected and why, and the totals that follow."""
    print_line(context.say(found.sentence))
    for file in found.rejected:
        print_line(context.say(_REJECTED).format(file.file))
        for issue in found.issues:
            if issue.file == file.file and issue.severity == "error":
                place = "!".join(part for part in (issue.sheet, issue.cell) if part)
                print_line(f"  {place + ': ' if place else ''}{context.say(issue.message)}")
    for totals in found.totals:
        print()
        print_totals(context, context.workspace.known.forms[totals.form], totals)
    say_reports(context, found.reports)


def _empty(context: Context) -> Text:
    raw = context.settings.data / "raw"
    return Text(
        f"{raw} қалтасы бос. Аудандардың Excel есептерін осы қалтаға салып, қайта іске қосыңыз; үлгіні «svod sample» жазады.",
        f"Папка {raw} пуста. Положите в неё отчёты районов в Excel и запустите снова; образцы запишет «svod sample».",
        f"{raw} is empty. Put the districts' Excel returns there and run again; “svod sample” writes sample returns.",
    )
