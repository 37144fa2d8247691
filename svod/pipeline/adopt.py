"""Adopting a form: from then on returns of it are read, and its figures consolidated."""

from collections.abc import Collection, Sequence
from pathlib import Path

from schemas.basics.exceptions import NotAllowed
from schemas.basics.text import Text
from schemas.basics.texts import Texts
from schemas.declaration.definition import FormDefinition, definition_of, form_of
from schemas.records.decision import Decision
from svod.forms.compare_forms import form_changes
from svod.intake.ledger import decided
from svod.pipeline.adopted import adoptions, read_adopted
from svod.pipeline.decisions import Actor
from svod.pipeline.form_workbooks import CheckedForm, check_form, content_of
from svod.pipeline.run import Outcome, Run, consolidate
from svod.pipeline.workspace import Workspace

TEXTS = Texts(__package__)


def adopt(workspace: Workspace, file: Path, actor: Actor) -> tuple[CheckedForm, Outcome | None]:
    """Check a form workbook, and adopt its form if it has no mistakes.

    The workbook and the definition that it was read as are stored by their hashes. Returns that were rejected because the form
    wasn't known are judged again. Raises NotAllowed if the form is known as it is, or would change figures of a closed period.
    """
    content = content_of(file)
    checked = check_form(content, file.name, workspace.known.forms)
    definition = checked.definition
    if definition is None:
        return checked, None

    def choose(run: Run) -> Collection[str]:
        _require_change(run, definition)
        kept = run.workspace.storage.kept
        workbook, stored = kept.keep_bytes(content), kept.keep_bytes(definition.model_dump_json().encode())
        kept.settle()
        decision = Decision(
            event=run.ledger.decisions + 1,
            kind="adopted",
            recorded_at=run.moment(),
            by=actor.by,
            reason=actor.reason,
            form=definition.code,
            period=definition.valid_from,
            code=definition.version,
            value=workbook,
            details=stored,
        )
        run.workspace.storage.ledger.add(run.ledger, [decided(decision)])
        return ()

    return checked, consolidate(workspace, choose)


def _require_change(run: Run, definition: FormDefinition) -> None:
    """Raise NotAllowed if there is nothing to adopt, a name is taken, or more than wording changes in a closed period."""
    known = run.workspace.known.forms.get(definition.code)
    if taken := run.writer.taken_names(form_of(definition), known):
        raise NotAllowed(TEXTS.fill("name_taken", form=definition.code, names=taken))
    if known is None:
        return
    present = definition_of(known)
    changes = form_changes(present, definition)
    if present == definition:
        raise NotAllowed(TEXTS.fill("adopted_already", form=definition.code, version=definition.version))
    first = definition.valid_from
    closed = [period for period in run.writer.closed_periods(definition.code) if first is None or period >= first]
    if closed and not all(change.wording for change in changes):
        listed = [change.message for change in changes if not change.wording]
        raise NotAllowed(TEXTS.fill("closed_otherwise", form=definition.code, periods=closed, changes=_lines(listed)))


def _lines(texts: Sequence[Text]) -> Text:
    return Text(*("".join(f"\n  {text.in_(language)}" for text in texts) or "–" for language in ("kk", "ru", "en")))


def known_forms(workspace: Workspace) -> list[tuple[FormDefinition, Decision | None]]:
    """Every version of every form that is known, each with the decision that adopted it. None for those of the program."""
    declared = [(definition_of(form), None) for form in workspace.declared.forms.values()]
    decisions = [decision for decision in workspace.storage.ledger.decisions() if decision.kind == "adopted"]
    adopted = read_adopted(adoptions(decisions), workspace.storage.kept)
    definitions = (FormDefinition.model_validate_json(each.content) for each in adopted)
    return [*declared, *zip(definitions, decisions, strict=True)]
