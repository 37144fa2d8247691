"""Options that several commands take, said in the language of messages."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Self

import typer

from flows.cli.context import help_in

if TYPE_CHECKING:
    from schemas.declaration.form import Form
    from svod.warehouse.reader import Snapshot

PERIOD_HELP = help_in("кезең: 2026, 2026-Q1, 2026-03", "период: 2026, 2026-Q1, 2026-03", "period: 2026, 2026-Q1, 2026-03")

Files = Annotated[
    list[Path],
    typer.Argument(exists=True, dir_okay=False, readable=True, help=help_in("Excel файлдары", "файлы Excel", "Excel files")),
]
OneFile = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, readable=True, help=help_in("Excel файлы", "файл Excel", "Excel file"))
]
AsJson = Annotated[bool, typer.Option("--json", help=help_in("JSON түрінде шығару", "вывести в JSON", "print JSON"))]
FormCode = Annotated[str | None, typer.Option("--form", help=help_in("нысан коды", "код формы", "code of the form"))]
PeriodText = Annotated[str | None, typer.Option("--period", "--year", help=PERIOD_HELP)]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        help=help_in(
            "сол сәтте белгілі болғаны: 2026-06-14 немесе 2026-06-14T18:00",
            "как было известно на момент: 2026-06-14 или 2026-06-14T18:00",
            "as it was known at a moment: 2026-06-14 or 2026-06-14T18:00",
        ),
    ),
]
UnitCode = Annotated[str, typer.Argument(help=help_in("аудан коды", "код района", "code of the unit"))]
Reason = Annotated[str, typer.Option("--reason", help=help_in("себебі", "причина", "why"))]
By = Annotated[
    str | None,
    typer.Option(
        "--by",
        help=help_in("кім (әйтпесе – жүйе пайдаланушысы)", "кто (иначе пользователь системы)", "who (else the system's user)"),
    ),
]
Revision = Annotated[
    int | None, typer.Option("--revision", min=1, help=help_in("нұсқа нөмірі", "номер редакции", "number of the revision"))
]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command is asked about: a form and a period, where they are named, and as of which moment."""

    form: str | None
    period: str | None
    moment: datetime | None = None

    @classmethod
    def of(cls, form: str | None, period: str | None, as_of: str | None = None) -> Self:
        """What the options say. Raises UnknownName where the moment isn't ISO 8601."""
        from schemas.basics.clock import parse_moment

        return cls(form, period, None if as_of is None else parse_moment(as_of))

    def named(self, snapshot: "Snapshot") -> tuple["Form", str]:
        """The form and the period: the only form, and the latest period with a submission, unless they are named."""
        from schemas.declaration.period import Period
        from schemas.forms import form_named

        form = form_named(self.form)
        return form, snapshot.latest_period(form.code) if self.period is None else str(Period.parse(self.period))
