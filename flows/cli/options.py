"""Options and arguments that several commands have.

texts.toml has the meaning of each in the group `parameter`, by the parameter's name in the command's function, and the word for
its value in the group `value`, by its metavar.
"""

import os
from pathlib import Path
from typing import Annotated, Literal

import typer

from schemas.basics.texts import Texts

TEXTS = Texts(__package__)


def _to_be_read(context: typer.Context, paths: list[Path]) -> list[Path]:
    """Refuse paths that don't lead to a readable file."""
    for path in paths:
        if not path.exists():
            text = TEXTS.fill("no_such_file", path=path)
        elif path.is_dir():
            text = TEXTS.fill("folder", path=path)
        elif not path.is_file():
            text = TEXTS.fill("no_file", path=path)
        elif not os.access(path, os.R_OK):
            text = TEXTS.fill("unreadable", path=path)
        else:
            continue
        raise typer.BadParameter(context.obj.say(text))
    return paths


def _to_be_checked(context: typer.Context, paths: list[Path]) -> list[Path]:
    """The files, and all that a run would receive from the folders."""
    from svod.pipeline.check import files_under

    files: list[Path] = []
    for path in paths:
        found = files_under(path) if path.is_dir() else [path]
        if not found:
            raise typer.BadParameter(context.obj.say(TEXTS.fill("empty_folder", path=path)))
        files += found
    return _to_be_read(context, files)


def _one_to_be_read(context: typer.Context, path: Path) -> Path:
    return _to_be_read(context, [path])[0]


def _unit_code(context: typer.Context, text: str | None) -> str | None:
    """The code of the unit that owes returns and has this code or name."""
    return None if text is None else context.obj.workspace.known.unit(text)


def _unit_codes(context: typer.Context, texts: list[str] | None) -> list[str]:
    return [context.obj.workspace.known.unit(text) for text in texts or ()]


def _file_or_folder(context: typer.Context, path: Path | None) -> Path | None:
    return path if path is None or path.is_dir() else _one_to_be_read(context, path)


AnswerFormat = Literal["table", "line", "csv", "csv-excel", "xlsx", "json", "parquet"]

# With `readable=False` Typer doesn't check paths, which it would do in English.
Files = Annotated[list[Path], typer.Argument(metavar="file", readable=False, callback=_to_be_read)]
FilesOrFolders = Annotated[list[Path], typer.Argument(metavar="file_or_folder", readable=False, callback=_to_be_checked)]
OneFile = Annotated[Path, typer.Argument(metavar="file", readable=False, callback=_one_to_be_read)]
FileOrFolder = Annotated[Path, typer.Argument(metavar="file_or_folder", readable=False, callback=_file_or_folder)]
PreviewedForm = Annotated[
    Path | None, typer.Option("--form", metavar="file_or_folder", readable=False, callback=_file_or_folder)
]
WrittenAs = Annotated[AnswerFormat | None, typer.Option("--format")]
AnswerFile = Annotated[Path | None, typer.Option("-o", metavar="file", readable=False)]
Overwrite = Annotated[bool, typer.Option("--force")]
AsJson = Annotated[bool, typer.Option("--json")]
FormCode = Annotated[str | None, typer.Option("--form", metavar="code")]
PeriodText = Annotated[str | None, typer.Option("--period", "--year", metavar="period")]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="time")]
NamedUnit = Annotated[str | None, typer.Option("--unit", metavar="unit")]
UnitCode = Annotated[str, typer.Argument(metavar="unit", callback=_unit_code)]
UnitOrNone = Annotated[str | None, typer.Argument(metavar="unit", callback=_unit_code)]
Waived = Annotated[list[str] | None, typer.Option("--waive", metavar="unit", callback=_unit_codes)]
Reason = Annotated[str, typer.Option("--reason", metavar="reason")]
By = Annotated[str | None, typer.Option("--by", metavar="name")]
HeadName = Annotated[str | None, typer.Option("--head", metavar="name")]
Revision = Annotated[int | None, typer.Option("--revision", metavar="number", min=1)]
Number = Annotated[int, typer.Argument(metavar="number", min=1)]
Submission = Annotated[int | None, typer.Option("--submission", metavar="number", min=1)]
