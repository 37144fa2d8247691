"""What `svod spelling` does."""

from flows.cli.commands.report import say_reports
from flows.cli.context import Context
from flows.cli.output import print_json, print_line, print_table
from schemas.basics.clock import written
from schemas.basics.text import Text, fill
from schemas.declaration.spelling import NameKind, Spelling
from schemas.forms import form_named
from svod.intake.ledger import Ledger
from svod.pipeline.decisions import Actor, accept_spelling

_ADDED = Text(
    "«{text}» енді {target} деп танылады. Осыған байланысты қабылданбаған есептер қайта тексерілді.",
    "«{text}» теперь читается как {target}. Отчёты, не принятые из-за этого, проверены снова.",
    "“{text}” is now read as {target}. Returns rejected for it have been judged again.",
)
_HEADINGS = (
    Text("Түрі", "Вид", "Kind"),
    Text("Жазылуы", "Написание", "Spelling"),
    Text("Нені білдіреді", "Что значит", "Means"),
    Text("Қашан", "Когда", "When"),
    Text("Кім", "Кто", "Who"),
    Text("Себебі", "Причина", "Why"),
)
_KINDS = {
    "unit": Text("аудан", "район", "unit"),
    "sheet": Text("парақ", "лист", "sheet"),
    "heading": Text("баған", "столбец", "heading"),
    "code": Text("мән", "значение", "value"),
}


def add_spelling(context: Context, name: tuple[NameKind, str, str], form: str | None, actor: Actor) -> None:
    """Accept a spelling and say so."""
    kind, text, target = name
    own_form = None if kind == "unit" else form_named(form).code
    outcome = accept_spelling(context.workspace, Spelling(kind, own_form, target, text), actor)
    print_line(context.say(fill(_ADDED, {"text": text, "target": target})))
    say_reports(context, outcome.reports)


def list_spellings(context: Context, as_json: bool) -> None:
    """Print the accepted spellings."""
    events = [event for event in Ledger(context.folders.ledger).events() if event.kind == "spelling"]
    if as_json:
        print_json(
            {
                "spellings": [
                    {
                        "kind": one.code,
                        "form": one.form,
                        "text": one.value,
                        "target": one.details,
                        "recorded_at": one.recorded_at.isoformat(),
                        "by": one.by,
                        "reason": one.reason,
                    }
                    for one in events
                ]
            }
        )
        return
    print_table(
        [context.say(heading) for heading in _HEADINGS],
        [
            (context.say(_KINDS[one.code or ""]), one.value, one.details, written(one.recorded_at), one.by, one.reason)
            for one in events
        ],
        context.lang,
    )
