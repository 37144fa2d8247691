"""The command `svod`."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from flows.cli import acts, analysis, history, spelling, upkeep
from flows.cli.context import Context, help_in
from flows.cli.options import PERIOD_HELP, AsJson, Asked, AsOf, Files, FormCode, OneFile, PeriodText
from schemas.basics.exceptions import NothingSaid, SvodError, UnknownName, WrongSetting
from schemas.basics.text import LANGUAGES, Text
from svod.workers.no_pandas import do_without_pandas

app = typer.Typer(
    name="svod",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help=help_in(
        "Аудандардың Excel есептерін тексереді, қоймаға жинақтайды және облыстың жиынтық көрсеткіштерін шығарады.",
        "Проверяет отчёты районов в Excel, загружает их в хранилище и сводит по области.",
        "Checks the districts' Excel returns, loads them into a warehouse and consolidates them into regional totals.",
    ),
)


_ONE_OR_ALL = Text("бір ауданды немесе --all көрсетіңіз", "укажите один район или --all", "name one unit, or --all")


def _language(value: str | None) -> str | None:
    if value is not None and value not in LANGUAGES:
        raise typer.BadParameter(f"{value!r}: {', '.join(LANGUAGES)}")
    return value


def _show_versions(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        print(f"svod {version('svod')}, DuckDB {version('duckdb')}")
        raise typer.Exit


@app.callback()
def common(
    context: typer.Context,
    data: Annotated[
        Path | None,
        typer.Option(help=help_in("деректер қалтасы (SVOD_DATA)", "папка данных (SVOD_DATA)", "data folder (SVOD_DATA)")),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(
            callback=_language,
            help=help_in("хабарлар тілі: kk, ru, en", "язык сообщений: kk, ru, en", "language of messages: kk, ru, en"),
        ),
    ] = None,
    _versions: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_show_versions,
            is_eager=True,
            help=help_in("svod пен DuckDB нұсқалары", "версии svod и DuckDB", "versions of svod and DuckDB"),
        ),
    ] = False,
) -> None:
    """Options of every command."""
    from flows.settings import Settings

    context.obj = Context(Settings.read(data=data, lang=lang))


@app.command(
    help=help_in(
        "2026 жылғы науқанның 15 үлгі есебін raw/ қалтасына жазады (сандардың бөлінуі ойдан алынған).",
        "Записывает в raw/ 15 образцов отчётов кампании 2026 года (распределение чисел вымышлено).",
        "Writes the 15 sample returns of campaign 2026 under raw/ (how they split the totals is invented).",
    )
)
def sample(context: typer.Context, form: FormCode = None) -> None:
    from flows.cli.commands.sample import write_sample

    write_sample(context.obj, form)


@app.command(
    help=help_in(
        "Аудан үшін бос бланк жасайды: ауданы мен жылы толтырылған.",
        "Делает бланк для района: район и год уже вписаны.",
        "Writes a unit's blank form with unit and year filled in.",
    )
)
def blank(
    context: typer.Context,
    period: Annotated[str, typer.Option("--year", "--period", help=PERIOD_HELP)],
    output: Annotated[Path, typer.Option("-o", help=help_in("файл немесе қалта", "файл или папка", "file or folder"))],
    unit: Annotated[str | None, typer.Argument(help=help_in("аудан коды", "код района", "code of the unit"))] = None,
    every: Annotated[
        bool, typer.Option("--all", help=help_in("барлық аудандар үшін", "для всех районов", "for every unit"))
    ] = False,
    form: FormCode = None,
) -> None:
    from flows.cli.commands.blank import write_blanks

    if every is (unit is not None):
        raise typer.BadParameter(context.obj.say(_ONE_OR_ALL))
    write_blanks(context.obj, form, period, unit, output)


@app.command(
    help=help_in(
        "Есептерді қоймаға жүктемей тексереді.",
        "Проверяет отчёты, не загружая их.",
        "Checks returns without loading them.",
    )
)
def check(context: typer.Context, files: Files, as_json: AsJson = False) -> None:
    from flows.cli.commands.check import report_files

    raise typer.Exit(report_files(context.obj, files, as_json))


@app.command(
    help=help_in(
        "Есепті тексеріп, табылғаны ұяшықтарында белгіленген көшірмесін жазады.",
        "Проверяет отчёт и пишет его копию с замечаниями в ячейках.",
        "Checks a return and writes a copy of it with what was found marked in its cells.",
    )
)
def feedback(
    context: typer.Context,
    file: OneFile,
    output: Annotated[Path, typer.Option("-o", dir_okay=False, help=help_in("файл .xlsx", "файл .xlsx", "file, .xlsx"))],
) -> None:
    from flows.cli.commands.feedback import mark_file

    mark_file(context.obj, file, output)


@app.command(
    help=help_in(
        "Түнгі өңдеуді бір рет орындайды: raw/ ішіндегі жаңа есептерден жарияланған қоймаға дейін.",
        "Выполняет ночную обработку один раз: от новых отчётов в raw/ до опубликованного хранилища.",
        "Does the nightly run once: from what is new under raw/ to the published snapshot.",
    )
)
def run(context: typer.Context) -> None:
    from flows.cli.commands.run import run_once

    raise typer.Exit(run_once(context.obj))


@app.command(
    help=help_in(
        "Prefect серверінде түнгі кестені ұстап, қайта тапсырылған есептерді қабылдайды.",
        "Держит ночное расписание на сервере Prefect и принимает повторные отчёты.",
        "Keeps the nightly schedule against a Prefect server and takes resubmissions.",
    )
)
def serve(context: typer.Context) -> None:
    from flows.cli.commands.serve import keep_schedule

    keep_schedule(context.obj)


@app.command(
    help=help_in(
        "Облыстың жиынтық көрсеткіштері және олардың толықтығы.",
        "Итоги по области и их полнота.",
        "The regional totals with their coverage.",
    )
)
def totals(
    context: typer.Context, form: FormCode = None, period: PeriodText = None, as_of: AsOf = None, as_json: AsJson = False
) -> None:
    from flows.cli.commands.totals import show_totals

    show_totals(context.obj, Asked.of(form, period, as_of), as_json)


@app.command(
    help=help_in(
        "Кім есеп тапсырды, қашан және қандай күйде.",
        "Кто сдал отчёт, когда и в каком он состоянии.",
        "Who reported, when, and what state each return is in.",
    )
)
def status(
    context: typer.Context, form: FormCode = None, period: PeriodText = None, as_of: AsOf = None, as_json: AsJson = False
) -> None:
    from flows.cli.commands.status import show_status

    show_status(context.obj, Asked.of(form, period, as_of), as_json)


app.add_typer(history.commands)
app.add_typer(acts.commands)
app.add_typer(upkeep.commands)
app.add_typer(spelling.commands, name="spelling")
app.add_typer(analysis.commands)


def main() -> None:
    """Run the command line. What stops svod is told in one sentence and an exit code: 1 the answer is no, 2 wrong usage."""
    do_without_pandas()
    try:
        code = app(prog_name="svod", standalone_mode=False)
    except typer.Abort:
        raise SystemExit(1) from None
    except typer.TyperException as error:
        from flows.cli.usage_errors import usage_sentence

        sys.stderr.write(usage_sentence(error))
        raise SystemExit(2) from None
    except SvodError as error:
        sys.stderr.write(help_in(*error.message.all) + "\n")
        raise SystemExit(2 if isinstance(error, NothingSaid | UnknownName | WrongSetting) else 1) from None
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            # Whoever read the output has seen enough; closing the pipe again at exit would complain.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(0) from None
        sys.stderr.write(
            help_in(
                f"Файлды немесе қалтаны ашу не жазу мүмкін болмады: {error.filename}",
                f"Не удалось открыть или записать файл или папку: {error.filename}",
                f"A file or folder can't be opened or written: {error.filename}",
            )
            + "\n"
        )
        raise SystemExit(2) from None
    raise SystemExit(code)
