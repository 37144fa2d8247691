"""`svod submit`, `rebuild`, `rehearse`: taking files in at once, and making the warehouse anew from what is kept."""

from typing import Annotated

import typer

from flows.cli.context import help_in
from flows.cli.options import AsJson, Asked, AsOf, Files, FormCode, PeriodText

commands = typer.Typer()


@commands.command(
    help=help_in(
        "Есептерді қабылдап, бірден өңдейді: raw/ қалтасына көшіреді, тексереді, жүктейді, жиынтықты жаңартады.",
        "Принимает файлы и сразу обрабатывает их: копирует в raw/, проверяет, загружает, обновляет итоги.",
        "Takes files in and works on them at once: copies them into raw/, checks, loads, publishes.",
    )
)
def submit(context: typer.Context, files: Files, as_json: AsJson = False) -> None:
    from flows.cli.commands.submit import submit_files

    submit_files(context.obj, files, as_json)


@commands.command(
    help=help_in(
        "Кезеңнің есептерін жазады: жиынтық кітап, мәтіндік есеп, бет.",
        "Пишет отчёты периода: сводную книгу, письменный отчёт, страницу.",
        "Writes the reports of a period: consolidated workbook, written report, page.",
    )
)
def report(
    context: typer.Context, form: FormCode = None, period: PeriodText = None, as_of: AsOf = None, as_json: AsJson = False
) -> None:
    from flows.cli.commands.report import write_period

    write_period(context.obj, Asked.of(form, period, as_of), as_json)


@commands.command(
    help=help_in(
        "Қойманы сақталған файлдар мен журналдан қайта құрады; --verify тек салыстырады.",
        "Строит хранилище заново из сохранённых файлов и журнала; --verify только сравнивает.",
        "Makes the warehouse anew from kept bytes and the ledger; --verify only compares.",
    )
)
def rebuild(
    context: typer.Context,
    verify: Annotated[bool, typer.Option("--verify", help=help_in("тек салыстыру", "только сравнить", "only compare"))] = False,
    as_json: AsJson = False,
) -> None:
    from flows.cli.commands.rebuild import rebuild_warehouse, verify_warehouse

    if verify:
        raise typer.Exit(verify_warehouse(context.obj, as_json))
    rebuild_warehouse(context.obj)


@commands.command(
    help=help_in(
        "Сақталғанның бәрін бүгінгі ережемен тексеріп, не өзгеретінін көрсетеді; ештеңені өзгертпейді.",
        "Проверяет всё сохранённое по сегодняшним правилам и показывает, что изменилось бы; ничего не меняет.",
        "Runs today's rules over everything kept and shows what would change; touches nothing.",
    )
)
def rehearse(context: typer.Context, as_json: AsJson = False) -> None:
    from flows.cli.commands.rebuild import rehearse_rules

    rehearse_rules(context.obj, as_json)
