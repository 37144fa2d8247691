"""`svod close`, `reopen`, `withdraw`, `restore`, `answer`: what people decide about returns."""

from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.commands.report import say_reports
from flows.cli.context import Context, help_in
from flows.cli.options import Asked, By, FormCode, PeriodText, Reason, Revision, UnitCode
from flows.cli.output import print_line
from schemas.basics.text import Text

if TYPE_CHECKING:
    from svod.pipeline.decisions import Return

commands = typer.Typer()

_CLOSED = Text(
    "{} кезеңі жабылды, сандар түпкілікті.", "Период {} закрыт, итоги окончательные.", "{} is closed; its totals are final."
)
_REOPENED = Text("{} кезеңі қайта ашылды.", "Период {} снова открыт.", "{} is open again.")
_WITHDRAWN = Text("{}: {}-нұсқа қайтарып алынды.", "{}: редакция {} отозвана.", "{}: revision {} is withdrawn.")
_RESTORED = Text("{}: {}-нұсқа қалпына келтірілді.", "{}: редакция {} восстановлена.", "{}: revision {} is restored.")
_COUNTS_NOW = Text("{}: енді {}-нұсқа есепке алынады.", "{}: теперь учитывается редакция {}.", "{}: revision {} counts now.")
_NONE_COUNTS = Text(
    "{}: енді есепке алынатын есебі жоқ.", "{}: учитываемого отчёта теперь нет.", "{}: no return of it counts now."
)
_ANSWERED = Text("Түсіндірілді: {} {}", "Пояснено: {} {}", "Explained: {} {}")


@commands.command(
    help=help_in(
        "Кезеңді жабады: сандары түпкілікті болады, кейін келген есептер қайта ашылғанша ескерілмейді.",
        "Закрывает период: его итоги окончательны, пришедшее позже не учитывается, пока период не открыт заново.",
        "Closes a period: its totals are final, and what comes later doesn't count until it is reopened.",
    )
)
def close(
    context: typer.Context,
    form: FormCode = None,
    period: PeriodText = None,
    waive: Annotated[
        list[str] | None,
        typer.Option(
            "--waive",
            help=help_in(
                "есебі жоқ немесе сұратуы ашық аудан; --reason қажет",
                "район без отчёта или с открытым вопросом; нужен --reason",
                "unit without a return or with an open query; needs --reason",
            ),
        ),
    ] = None,
    reason: Annotated[str | None, typer.Option("--reason", help=help_in("себебі", "причина", "why"))] = None,
    by: By = None,
) -> None:
    from flows.cli.actor import actor
    from svod.pipeline.decisions import close as close_period

    own: Context = context.obj
    declared, named = own.asked_to_decide(Asked.of(form, period))
    outcome = close_period(own.workspace, declared, named, waive or [], actor(by, reason))
    print_line(own.say(_CLOSED).format(named))
    say_reports(own, outcome.reports)


@commands.command(
    help=help_in(
        "Жабық кезеңді қайта ашады: кейін келген есептер ескеріледі.",
        "Снова открывает закрытый период: пришедшее после закрытия учитывается.",
        "Opens a closed period again: what came after closing counts.",
    )
)
def reopen(context: typer.Context, reason: Reason, form: FormCode = None, period: PeriodText = None, by: By = None) -> None:
    from flows.cli.actor import actor
    from svod.pipeline.decisions import reopen as reopen_period

    own: Context = context.obj
    declared, named = own.asked_to_decide(Asked.of(form, period))
    outcome = reopen_period(own.workspace, declared, named, actor(by, reason))
    print_line(own.say(_REOPENED).format(named))
    say_reports(own, outcome.reports)


@commands.command(
    help=help_in(
        "Нұсқаны (әйтпесе – қолданыстағысын) есептен шығарады.",
        "Отзывает редакцию (если не указана — действующую): её числа не учитываются.",
        "Takes a revision (else the current one) out of the figures.",
    )
)
def withdraw(
    context: typer.Context,
    unit: UnitCode,
    reason: Reason,
    revision: Revision = None,
    form: FormCode = None,
    period: PeriodText = None,
    by: By = None,
) -> None:
    from flows.cli.actor import actor
    from svod.pipeline.decisions import withdraw as withdraw_revision

    own: Context = context.obj
    of = _of(own, Asked.of(form, period), unit)
    outcome, chosen = withdraw_revision(own.workspace, of, revision, actor(by, reason))
    print_line(own.say(_WITHDRAWN).format(unit, chosen.revision))
    _say_what_counts(own, of)
    say_reports(own, outcome.reports)


@commands.command(
    help=help_in(
        "Қайтарып алынған нұсқаны қалпына келтіреді.",
        "Восстанавливает отозванную редакцию.",
        "Puts a withdrawn revision back.",
    )
)
def restore(
    context: typer.Context,
    unit: UnitCode,
    reason: Reason,
    revision: Revision = None,
    form: FormCode = None,
    period: PeriodText = None,
    by: By = None,
) -> None:
    from flows.cli.actor import actor
    from svod.pipeline.decisions import restore as restore_revision

    own: Context = context.obj
    of = _of(own, Asked.of(form, period), unit)
    outcome, chosen = restore_revision(own.workspace, of, revision, actor(by, reason))
    print_line(own.say(_RESTORED).format(unit, chosen.revision))
    _say_what_counts(own, of)
    say_reports(own, outcome.reports)


@commands.command(
    help=help_in(
        "Сұратуды түсіндіреді: тексеру коды және ұяшық бойынша (тұтас файл туралы болса, ұяшық орнына «-»).",
        "Поясняет вопрос по коду проверки и ячейке («-», если вопрос обо всём файле).",
        "Explains a query, by its check's code and its cell (“-” where it is about the whole file).",
    )
)
def answer(
    context: typer.Context,
    unit: UnitCode,
    code: Annotated[str, typer.Argument(help=help_in("тексеру коды", "код проверки", "code of the check"))],
    cell: Annotated[str, typer.Argument(help=help_in("ұяшық: G7", "ячейка: G7", "cell: G7"))],
    text: Annotated[str, typer.Option("--text", help=help_in("түсіндірме", "пояснение", "explanation"))],
    form: FormCode = None,
    period: PeriodText = None,
    by: By = None,
) -> None:
    from flows.cli.actor import actor
    from svod.pipeline.decisions import answer as answer_query

    own: Context = context.obj
    place = "" if cell == "-" else cell
    outcome, found = answer_query(own.workspace, _of(own, Asked.of(form, period), unit), code, place, actor(by, text))
    for one in found:
        print_line(own.say(_ANSWERED).format(one.code, one.cell or ""))
    say_reports(own, outcome.reports)


def _say_what_counts(context: Context, of: "Return") -> None:
    """An earlier revision may take the place of what was taken out, even one with the same content."""
    from svod.pipeline.decisions import current_revision

    revision = current_revision(context.workspace, of)
    text = _NONE_COUNTS if revision is None else _COUNTS_NOW
    print_line(context.say(text).format(of.unit, revision))


def _of(context: Context, asked: Asked, unit: str) -> "Return":
    from svod.pipeline.decisions import Return

    return Return(*context.asked_to_decide(asked), unit)
