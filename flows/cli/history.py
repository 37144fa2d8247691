"""`svod explain`, `revisions`, `diff`: where a figure comes from, what a unit sent, and what a resubmission changed."""

from typing import Annotated

import typer

from flows.cli.context import help_in
from flows.cli.options import AsJson, Asked, AsOf, FormCode, PeriodText, UnitCode
from schemas.basics.text import Text

commands = typer.Typer()

_PAIR = Text(
    "--from пен --to бірге жазылады: --from N --to M",
    "--from и --to указываются вместе: --from N --to M",
    "--from and --to go together: --from N --to M",
)


@commands.command(
    help=help_in(
        "Көрсеткіштің паспорты: аудандар бойынша қосылғыштар, файл, нұсқа; --unit ұяшықтарға дейін көрсетеді.",
        "Паспорт показателя: слагаемые по районам, файл, редакция; с --unit — до ячеек.",
        "The passport of a figure: its addends by unit with file and revision; with --unit down to the cells.",
    )
)
def explain(
    context: typer.Context,
    indicator: Annotated[str, typer.Argument(help=help_in("көрсеткіш коды", "код показателя", "code of the indicator"))],
    unit: Annotated[str | None, typer.Option("--unit", help=help_in("аудан коды", "код района", "code of the unit"))] = None,
    form: FormCode = None,
    period: PeriodText = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    from flows.cli.commands.explain import explain_figure

    explain_figure(context.obj, Asked.of(form, period, as_of), indicator, unit, as_json)


@commands.command(
    help=help_in(
        "Ауданның жіберген барлық нұсқалары.",
        "Всё, что прислал район: редакции и что с ними стало.",
        "What a unit sent: its revisions and what became of them.",
    )
)
def revisions(
    context: typer.Context,
    unit: UnitCode,
    form: FormCode = None,
    period: PeriodText = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    from flows.cli.commands.revisions import list_revisions

    list_revisions(context.obj, Asked.of(form, period, as_of), unit, as_json)


@commands.command(
    help=help_in(
        "Қайта тапсырылған есепте не өзгергені: ұяшықтар, жолдар, көрсеткіштер және облыс жиынтығы.",
        "Что изменилось при повторной сдаче: ячейки, строки, показатели и итог по области.",
        "What a resubmission changed: cells, rows, indicators, and the region's total.",
    )
)
def diff(
    context: typer.Context,
    unit: UnitCode,
    earlier: Annotated[
        int | None, typer.Option("--from", min=1, help=help_in("нұсқадан", "с редакции", "from revision"))
    ] = None,
    later: Annotated[int | None, typer.Option("--to", min=1, help=help_in("нұсқаға", "до редакции", "to revision"))] = None,
    form: FormCode = None,
    period: PeriodText = None,
    as_json: AsJson = False,
) -> None:
    from flows.cli.commands.diff import show_difference

    if (earlier is None) is not (later is None):
        raise typer.BadParameter(context.obj.say(_PAIR))
    chosen = None if earlier is None or later is None else (earlier, later)
    show_difference(context.obj, Asked.of(form, period), unit, chosen, as_json)
