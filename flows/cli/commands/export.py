"""`svod export`."""

from pathlib import Path

from flows.cli.context import Context
from flows.cli.output import print_line
from schemas.basics.text import Text
from svod.warehouse.export import export


def write_export(context: Context, folder: Path) -> None:
    """Write the published relations into a folder and say how many there are."""
    count = len(export(context.workspace.warehouse, folder, context.settings.small, context.settings.licence))
    print_line(
        context.say(
            Text(
                f"{folder} қалтасына жарияланған {count} кесте жазылды, әрқайсысы Parquet және CSV түрінде. "
                "Сипаттамасы – datapackage.json.",
                f"Опубликованные таблицы ({count}) записаны в {folder}, каждая в Parquet и CSV. Описание — datapackage.json.",
                f"{count} published relations written to {folder}, each as Parquet and CSV; datapackage.json describes them.",
            )
        )
    )
