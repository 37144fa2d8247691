"""`svod query`, `export`, `serve-sql`: the published snapshot for analysts and their programs."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from flows.cli.context import help_in
from flows.cli.options import AsJson

commands = typer.Typer()

Format = Literal["table", "csv", "json", "parquet"]
_PARQUET = help_in(
    "Parquet үшін файлды көрсетіңіз: -o FILE", "для Parquet укажите файл: -o FILE", "Parquet needs a file: -o FILE"
)


@commands.command(
    help=help_in(
        "Жарияланған қоймаға SQL сұрауы (тек оқу).",
        "Запрос SQL к опубликованному хранилищу (только чтение).",
        "Read-only SQL over the published snapshot.",
    )
)
def query(
    context: typer.Context,
    sql: Annotated[str, typer.Argument(help=help_in("SQL сұрауы", "запрос SQL", "SQL query"))],
    form: Annotated[
        Format, typer.Option("--format", help=help_in("жауаптың түрі", "вид ответа", "how the answer is written"))
    ] = "table",
    as_json: AsJson = False,
    output: Annotated[
        Path | None, typer.Option("-o", help=help_in("жауап жазылатын файл", "файл для ответа", "file for the answer"))
    ] = None,
) -> None:
    from flows.cli.commands.query import answer_query, write_parquet

    if form == "parquet" and not as_json:
        if output is None:
            raise typer.BadParameter(_PARQUET)
        write_parquet(context.obj, sql, output)
    else:
        answer_query(context.obj, sql, "json" if as_json else form, output)


@commands.command(
    help=help_in(
        "Жарияланған кестелерді қалтаға Parquet және CSV түрінде, сипаттамасымен (datapackage.json) жазады.",
        "Записывает опубликованные таблицы в папку: Parquet и CSV с описанием (datapackage.json).",
        "Writes the published relations into a folder as Parquet and CSV, described by a data package.",
    )
)
def export(
    context: typer.Context, folder: Annotated[Path, typer.Option("-o", help=help_in("қалта", "папка", "folder"))]
) -> None:
    from flows.cli.commands.export import write_export

    write_export(context.obj, folder)


@commands.command(
    "serve-sql",
    help=help_in(
        "Қойманы басқа машиналардағы талдаушыларға тек оқуға ашады (SVOD_SQL_TOKEN; DuckDB Quack).",
        "Открывает хранилище аналитикам на других машинах, только для чтения (SVOD_SQL_TOKEN; DuckDB Quack).",
        "Serves the snapshot to analysts on other machines, read-only (SVOD_SQL_TOKEN; DuckDB's Quack).",
    ),
)
def serve_sql(
    context: typer.Context,
    address: Annotated[
        str, typer.Option(help=help_in("мекенжай және порт", "адрес и порт", "address and port"))
    ] = "127.0.0.1:9494",
) -> None:
    from flows.cli.commands.serve_sql import serve_snapshot

    serve_snapshot(context.obj, address)
