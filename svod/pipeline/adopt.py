"""Adopting a form: from then on returns of it are read, and its figures consolidated."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from schemas.basics.exceptions import NotAllowed
from schemas.basics.text import Text
from schemas.basics.texts import Texts
from schemas.declaration.definition import FormDefinition, definition_of, form_of
from schemas.declaration.form import Form
from schemas.declaration.indicator import Indicator
from schemas.declaration.period import Period
from schemas.records.decision import Decision
from svod.forms.compare_forms import form_changes
from svod.pipeline.adopted import adoptions, read_adopted
from svod.pipeline.decisions import Actor
from svod.pipeline.form_workbooks import CheckedForm, check_form, content_of
from svod.pipeline.known_names import Known
from svod.pipeline.run import Outcome, Run, consolidate
from svod.pipeline.workspace import Workspace
from svod.warehouse.adopting import closed_periods, taken_names
from svod.warehouse.suppression import Rows

TEXTS = Texts(__package__)


def adopt(workspace: Workspace, file: Path, actor: Actor) -> tuple[CheckedForm, Outcome | None]:
    """Check a form workbook, and adopt its form if it has no mistakes.

    The workbook and the definition that it was read as are stored by their hashes. Judged again are the returns that were
    rejected because the form wasn't known, and, if it changes more than wording, all returns of the open periods for which it
    holds. Raises NotAllowed if the form is known as it is, or would change figures of a closed period.
    """
    content = content_of(file)
    checked = check_form(content, file.name, workspace.known.forms)
    definition = checked.definition
    if definition is None:
        return checked, None

    def choose(run: Run) -> Collection[str]:
        require_adoptable(run.writer, run.workspace.known, definition)
        kept = run.workspace.storage.kept
        workbook, stored = kept.keep_bytes(content), kept.keep_bytes(definition.model_dump_json().encode())
        about = adoption_of(definition, workbook, stored)
        run.record("adopted", [about], actor.by, actor.reason)
        return ()

    return checked, consolidate(workspace, choose)


def adoption_of(definition: FormDefinition, workbook: str, stored: str) -> dict[str, Any]:
    """What the decision to adopt a form says, with the hashes of its workbook and its definition."""
    return {
        "form": definition.code,
        "period": definition.valid_from,
        "code": definition.version,
        "value": workbook,
        "details": stored,
    }


def require_adoptable(source: Rows, known: Known, definition: FormDefinition) -> None:
    """Raise NotAllowed if there is nothing to adopt, a name is taken, or figures of closed or earlier periods would change."""
    present = known.forms.get(definition.code)
    if taken := taken_names(source, form_of(definition), present):
        raise NotAllowed(TEXTS.fill("name_taken", form=definition.code, names=taken))
    if present is None:
        return
    if definition_of(present) == definition:
        raise NotAllowed(TEXTS.fill("adopted_already", form=definition.code, version=definition.version))
    if definition.valid_from:
        _require_same_aggregation(present, definition)
    _require_closed_as_it_is(source, present, definition)


def _require_closed_as_it_is(source: Rows, present: Form, definition: FormDefinition) -> None:
    """Raise NotAllowed if a closed period, which has another version now, would get this one, and not only its wording."""
    holding: dict[Form, list[str]] = {}
    for period in closed_periods(source, definition.code):
        if definition.valid_from is None or period >= definition.valid_from:
            holding.setdefault(present.version_for(Period.parse(period)), []).append(period)
    for version, closed in holding.items():
        changes = form_changes(definition_of(version), definition)
        if listed := [change.message for change in changes if not change.wording]:
            raise NotAllowed(TEXTS.fill("closed_otherwise", form=definition.code, periods=closed, changes=_lines(listed)))


def _require_same_aggregation(present: Form, definition: FormDefinition) -> None:
    """Raise NotAllowed if an indicator is aggregated otherwise than before: one code means one thing in every period."""
    for version in present.versions:
        for indicator in definition.indicators:
            was = version.indicators.get(indicator.code)
            if was and _aggregation(was) != _aggregation(indicator):
                raise NotAllowed(TEXTS.fill("aggregated_otherwise", indicator=indicator.labels, version=version.version))


def _aggregation(indicator: Indicator) -> tuple[str, str]:
    return indicator.aggregation, indicator.aggregation_over_time


def _lines(texts: Sequence[Text]) -> Text:
    return Text(*("".join(f"\n  {text.in_(language)}" for text in texts) or "–" for language in ("kk", "ru", "en")))


def known_forms(workspace: Workspace) -> list[tuple[FormDefinition, Decision | None]]:
    """Every version of every form that is known, each with the decision that adopted it. None for those of the program."""
    declared = [(definition_of(form), None) for form in workspace.declared.forms.values()]
    decisions = [decision for decision in workspace.storage.ledger.decisions() if decision.kind == "adopted"]
    adopted = read_adopted(adoptions(decisions), workspace.storage.kept)
    definitions = (FormDefinition.model_validate_json(each.content) for each in adopted)
    return [*declared, *zip(definitions, decisions, strict=True)]
