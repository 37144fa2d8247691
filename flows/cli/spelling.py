"""`svod spelling add` and `list`: names as clerks write them, accepted as data."""

from typing import Annotated

import typer

from flows.cli.context import help_in
from flows.cli.options import AsJson, By, FormCode, Reason
from schemas.declaration.spelling import NameKind

commands = typer.Typer(
    no_args_is_help=True,
    help=help_in(
        "Аудан, парақ, баған және тізім мәндерінің қабылданған жазылуы.",
        "Принятые написания районов, листов, заголовков и значений списков.",
        "Accepted spellings of units, sheets, headings and listed values.",
    ),
)


@commands.command(
    help=help_in(
        "Жазылуды қабылдайды: келесі оқудан бастап танылады, сол үшін қабылданбаған есептер қайта тексеріледі.",
        "Принимает написание: оно узнаётся со следующего чтения, а не принятые из-за него отчёты проверяются снова.",
        "Accepts a spelling: it is known from the next reading on, and what was rejected for it is judged again.",
    )
)
def add(
    context: typer.Context,
    kind: Annotated[NameKind, typer.Argument(help=help_in("ненің атауы", "название чего", "what it is a name of"))],
    text: Annotated[str, typer.Argument(help=help_in("есептегі жазылуы", "как написано в отчёте", "as written in the return"))],
    target: Annotated[
        str,
        typer.Argument(
            help=help_in(
                "нені білдіреді: аудан коды, парақ (activity), баған (activity.participants), мән (activity.kind.raid)",
                "что значит: код района, лист (activity), столбец (activity.participants), значение (activity.kind.raid)",
                "what it means: code of a unit, sheet (activity), column (activity.participants), value (activity.kind.raid)",
            )
        ),
    ],
    reason: Reason,
    form: FormCode = None,
    by: By = None,
) -> None:
    from flows.cli.actor import actor
    from flows.cli.spellings import add_spelling

    add_spelling(context.obj, (kind, text, target), form, actor(by, reason))


@commands.command(
    name="list",
    help=help_in(
        "Қабылданған жазылулар: кім, қашан, неге қабылдаған.",
        "Принятые написания: кто, когда и почему их принял.",
        "The accepted spellings: who accepted them, when and why.",
    ),
)
def list_(context: typer.Context, as_json: AsJson = False) -> None:
    from flows.cli.spellings import list_spellings

    list_spellings(context.obj, as_json)
