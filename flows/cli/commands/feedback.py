"""`svod feedback`."""

from collections import Counter
from pathlib import Path

from flows.cli.commands.check import name_of
from flows.cli.context import Context
from flows.cli.output import print_line
from schemas.basics.exceptions import UnknownName
from schemas.basics.text import Text
from schemas.records.issue import SEVERITIES
from svod.pipeline.feedback import marked_copy
from svod.pipeline.workspace import known_names

_NOT_XLSX = Text(
    "{path}: белгіленген кітап .xlsx түрінде жазылады, файл атауы .xlsx деп аяқталуы керек",
    "{path}: размеченная книга пишется в формате .xlsx, имя файла должно кончаться на .xlsx",
    "{path}: the marked workbook is written as .xlsx, and its name must end so",
)
_ITSELF = Text(
    "{path}: белгіленген кітап бастапқы файлдың орнына жазылмайды, басқа атау беріңіз",
    "{path}: размеченная книга не пишется поверх исходного файла, дайте другое имя",
    "{path}: the marked workbook is not written over the file itself; give another name",
)
_NOTHING = Text("ескерту жоқ", "замечаний нет", "nothing found")


def mark_file(context: Context, file: Path, output: Path) -> None:
    """Write the marked workbook, and say how much was found."""
    wrong = _NOT_XLSX if output.suffix.lower() != ".xlsx" else _ITSELF if output.exists() and output.samefile(file) else None
    if wrong:
        raise UnknownName(Text(*(text.format(path=output) for text in wrong.all)))
    workspace = context.workspace
    named = file, name_of(file, workspace.storage.raw)
    checked, marked = marked_copy(named, context.lang, workspace.executor, known_names(workspace), workspace.limits)
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_bytes(marked)
    counts = Counter(issue.severity for issue in checked.issues)
    found = [f"{text.in_(context.lang)} – {counts[severity]}" for severity, text in SEVERITIES.items() if counts[severity]]
    print_line(f"{output}: {', '.join(found) or context.say(_NOTHING)}")
