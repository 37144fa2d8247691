"""`svod report`, and where reports lie that were written by the way."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from flows.cli.context import Context
from flows.cli.options import Asked
from flows.cli.output import note, print_json, print_line
from schemas.basics.text import Text

if TYPE_CHECKING:
    from svod.pipeline.report_watermark import PeriodReports

_REPORTS = Text("Жиынтық есептер: {}", "Отчёты: {}", "Reports: {}")
_RELEASED = Text("Сақталған шығарылым: {}", "Сохранён выпуск: {}", "Edition kept: {}")
_FAILED = Text(
    "{} {}: жиынтық есептер жазылмады ({}). Деректер жүктелді; есептер келесі өңдеуде немесе «svod report» арқылы жазылады.",
    "{} {}: отчёты не записаны ({}). Данные загружены; отчёты запишет следующая обработка или «svod report».",
    "{} {}: the reports were not written ({}). The data is loaded; the next run or “svod report” writes them.",
)


def write_period(context: Context, asked: Asked, as_json: bool) -> None:
    """Write the reports of a period and say where they are."""
    from svod.pipeline.write_reports import write_reports
    from svod.warehouse.reader import Snapshot

    with Snapshot(context.folders.snapshot) as snapshot:
        form, period = context.asked_to_read(asked, snapshot)
    written = write_reports(context.workspace, form, period, asked.moment)
    if as_json:
        files, releases = ([str(path) for path in paths] for paths in (written.files, written.releases))
        print_json({"form": form.code, "period": period, "files": files, "releases": releases})
        return
    for path in written.files:
        print_line(str(path))
    for path in written.released:
        print_line(context.say(_RELEASED).format(path))


def say_reports(context: Context, reports: Sequence["PeriodReports"], say: Callable[[str], None] = print_line) -> None:
    """Say where the reports of each period are, which editions were released, and what could not be written."""
    for one in reports:
        if one.failure:
            note(context.say(_FAILED).format(one.form, one.period, one.failure))
            continue
        say(context.say(_REPORTS).format(one.folder))
        for release in one.releases:
            say(context.say(_RELEASED).format(release))
