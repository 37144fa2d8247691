"""Decisions of people about returns: each is checked against current figures, recorded, and takes effect at once."""

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, TypeVar

from schemas.basics.exceptions import NotAllowed, NothingSaid, UnknownName
from schemas.basics.text import Text, joined
from schemas.basics.texts import Texts
from schemas.declaration.form import Form
from schemas.declaration.spelling import Spelling
from schemas.language.name_key import key
from schemas.records.decision import Decision, DecisionKind
from schemas.records.period_report import FoundIssue, UnitStatus
from schemas.records.submission import SUBMISSION_STATUSES, SubmissionOf
from schemas.records.total import RegionalTotals
from svod.intake.ledger import decided
from svod.pipeline.known_names import can_mean, meaning, spellings_of
from svod.pipeline.run import Outcome, Run, consolidate
from svod.pipeline.workspace import Workspace
from svod.warehouse.reader import Snapshot

TEXTS = Texts(__package__)

_RESTORABLE = ("withdrawn",)
_WITHDRAWABLE = ("accepted", "superseded", "unchanged", "after_closing")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who decides and why. Raises NothingSaid if one of them is given but blank."""

    by: str
    reason: str | None

    def __post_init__(self) -> None:
        if _is_blank(self.by):
            raise NothingSaid(TEXTS["nameless"])
        if self.reason is not None and _is_blank(self.reason):
            raise NothingSaid(TEXTS["without_reason"])


@dataclass(frozen=True, slots=True)
class Return:
    """The return of a unit for a form and period."""

    form: Form
    period: str
    unit: str


@dataclass(frozen=True, slots=True)
class _Judged:
    """A decision that may be recorded: its kind, and an entry of the ledger for each thing that it is about."""

    kind: DecisionKind
    about: Sequence[dict[str, Any]]


def close(workspace: Workspace, form: Form, period: str, waived: Collection[str], actor: Actor) -> Outcome:
    """Close a period: its figures become final. Raises NotAllowed if a unit that isn't waived has no return or open queries."""
    if waived and actor.reason is None:
        raise NothingSaid(TEXTS["waived_without_reason"])

    def judge(snapshot: Snapshot) -> tuple[_Judged, None]:
        regions = snapshot.totals(form.code, period)
        units = snapshot.completeness(form.code, period)
        if regions[0].state == "final":
            raise NotAllowed(TEXTS.fill("period_closed", period=period))
        for unit in waived:
            workspace.known.unit(unit)
        left = [unit for unit in units if unit.unit not in waived and (unit.revision is None or unit.queries)]
        if left:
            raise NotAllowed(_stands_in_the_way(left))
        details = {
            "waived": sorted(waived),
            **_closed_with(regions),
            "rules": workspace.warehouse.reference.fingerprint,
            "version": version("svod"),
        }
        details_text = json.dumps(details, ensure_ascii=False)
        return _Judged("closed", [{"form": form.code, "period": period, "details": details_text}]), None

    return _decide(workspace, form, period, actor, judge)[0]


def reopen(workspace: Workspace, form: Form, period: str, actor: Actor) -> Outcome:
    """Reopen a closed period: returns received after closing count. Raises NotAllowed if it isn't closed."""

    def judge(snapshot: Snapshot) -> tuple[_Judged, None]:
        if snapshot.state(form.code, period) != "final":
            raise NotAllowed(TEXTS.fill("period_open", period=period))
        return _Judged("reopened", [{"form": form.code, "period": period}]), None

    return _decide(workspace, form, period, actor, judge)[0]


def withdraw(workspace: Workspace, of: Return, revision: int | None, actor: Actor) -> tuple[Outcome, SubmissionOf]:
    """Withdraw a revision from the figures, by default the current one."""
    return _on_revision(workspace, of, revision, "withdrawn", actor)


def restore(workspace: Workspace, of: Return, revision: int | None, actor: Actor) -> tuple[Outcome, SubmissionOf]:
    """Restore a withdrawn revision, by default the one withdrawn last."""
    return _on_revision(workspace, of, revision, "restored", actor)


def current_revision(workspace: Workspace, of: Return) -> int | None:
    """The revision that counts. None if there is none."""
    with workspace.warehouse.reader() as snapshot:
        sent = snapshot.submissions(of.form.code, of.period, workspace.known.unit(of.unit))
    return next((submission.revision for submission in sent if submission.status == "accepted"), None)


def answer(workspace: Workspace, of: Return, code: str, cell: str, actor: Actor) -> tuple[Outcome, Sequence[FoundIssue]]:
    """Explain the open queries of a current return with a check's code at a cell. The actor's reason is the explanation."""
    known = of.form.code, of.period, workspace.known.unit(of.unit)

    def judge(snapshot: Snapshot) -> tuple[_Judged, Sequence[FoundIssue]]:
        found = snapshot.queries_at(*known, code, cell)
        if not found:
            listed = "; ".join(f"{query.code} {query.cell or '-'}" for query in snapshot.open_queries(*known)) or "–"
            raise UnknownName(TEXTS.fill("query_unknown", unit=of.unit, code=code, cell=cell, listed=listed))
        about = [
            {"submission": one.submission, "code": one.code, "sheet": one.sheet, "cell": one.cell, "value": one.value}
            for one in found
        ]
        return _Judged("answered", [_about(of) | entry for entry in about]), found

    return _decide(workspace, of.form, of.period, actor, judge)


def accept_spelling(workspace: Workspace, spelling: Spelling, actor: Actor) -> Outcome:
    """Accept a spelling of a name. Raises NotAllowed if it already has a meaning, or can't have this one."""
    if not key(spelling.text):
        raise NothingSaid(TEXTS["nameless_spelling"])

    def choose(run: Run) -> Collection[str]:
        accepted = spellings_of(run.writer.namings())
        known = meaning(spelling, workspace.known.with_spellings(accepted))
        if known is not None:
            raise NotAllowed(TEXTS.fill("spelling_known", text=spelling.text, target=known))
        if not can_mean(spelling, workspace.known, accepted):
            raise NotAllowed(TEXTS.fill("spelling_impossible", text=spelling.text, target=spelling.target))
        about = {"form": spelling.form, "code": spelling.kind, "details": spelling.target, "value": spelling.text}
        _record(run, _Judged("spelling", [about]), actor)
        return ()

    return consolidate(workspace, choose)


def listed_revisions(sent: Sequence[SubmissionOf]) -> Sequence[Text] | str:
    """Revisions with their statuses, for a message."""
    return [
        Text(*(f"{submission.revision} ({status})" for status in SUBMISSION_STATUSES[submission.status].all))
        for submission in sent
    ] or "–"


def _is_blank(text: str) -> bool:
    return not any(char.isprintable() and not char.isspace() for char in text)


def _on_revision(
    workspace: Workspace, of: Return, revision: int | None, kind: DecisionKind, actor: Actor
) -> tuple[Outcome, SubmissionOf]:
    statuses = _WITHDRAWABLE if kind == "withdrawn" else _RESTORABLE

    def judge(snapshot: Snapshot) -> tuple[_Judged, SubmissionOf]:
        if snapshot.state(of.form.code, of.period) == "final":
            raise NotAllowed(TEXTS.fill("period_closed", period=of.period))
        sent = snapshot.submissions(of.form.code, of.period, workspace.known.unit(of.unit))
        fitting = [
            submission for submission in sent if submission.status in statuses and revision in (None, submission.revision)
        ]
        if not fitting:
            raise NotAllowed(TEXTS.fill("not_applicable", unit=of.unit, listed=listed_revisions(sent)))
        current = [submission for submission in fitting if submission.status == "accepted"]
        chosen = (current or fitting)[-1]
        return _Judged(kind, [_about(of) | {"submission": chosen.submission}]), chosen

    return _decide(workspace, of.form, of.period, actor, judge)


def _about(of: Return) -> dict[str, Any]:
    return {"form": of.form.code, "period": of.period, "unit": of.unit}


def _decide(
    workspace: Workspace, form: Form, period: str, actor: Actor, judge: Callable[[Snapshot], tuple[_Judged, T]]
) -> tuple[Outcome, T]:
    """Check a decision about a period, record it and let it take effect, all under the writer's lock.

    What waits in the ledger is loaded and published first. Raises NotAllowed if that changed figures that the person had seen.
    """
    subjects: list[T] = []
    with workspace.warehouse.reader() as snapshot:
        seen = snapshot.totals(form.code, period)

    def choose(run: Run) -> Collection[str]:
        with workspace.warehouse.reader() as snapshot:
            moved = list(_moved(workspace, form, seen, snapshot.totals(form.code, period)))
            if moved:
                raise NotAllowed(TEXTS.fill("figures_moved", listed=joined(*moved, by="; ")))
            judged, subject = judge(snapshot)
        subjects.append(subject)
        _record(run, judged, actor)
        return ()

    outcome = consolidate(workspace, choose)
    return outcome, subjects[0]


def _moved(workspace: Workspace, form: Form, seen: Sequence[RegionalTotals], now: Sequence[RegionalTotals]) -> Iterator[Text]:
    """The figures that changed since the person decided, each with its old and new value."""
    before = {region.region: region.totals for region in seen}
    for region in now:
        for code, value in region.totals.items():
            was = before.get(region.region, {}).get(code)
            if was != value:
                label = form.indicators[code].labels
                if len(now) > 1:
                    label = joined(workspace.known.units.by_code[region.region].names, label, by=", ")
                figures = {"was": "–" if was is None else was, "now": "–" if value is None else value}
                yield TEXTS.fill("figure_moved", label=label, **figures)


def _record(run: Run, judged: _Judged, actor: Actor) -> None:
    """Write an entry to the ledger for each thing that a decision is about."""
    at, first = run.moment(), run.ledger.decisions + 1
    decisions = [
        Decision(event=number, kind=judged.kind, recorded_at=at, by=actor.by, reason=actor.reason, **one)
        for number, one in enumerate(judged.about, first)
    ]
    run.workspace.storage.ledger.add(run.ledger, [decided(decision) for decision in decisions])


def _closed_with(regions: Sequence[RegionalTotals]) -> dict[str, Any]:
    """The figures that a closing records: for a single region as they are, for several by region."""
    kept = {region.region: {"coverage": region.coverage.model_dump(), "totals": region.totals} for region in regions}
    return next(iter(kept.values())) if len(kept) == 1 else {"regions": kept}


def _stands_in_the_way(units: Sequence[UnitStatus]) -> Text:
    missing = [unit for unit in units if unit.revision is None]
    queried = [unit for unit in units if unit.revision is not None]
    parts = []
    if missing:
        parts.append(TEXTS.fill("in_the_way.missing", units=_named(missing)))
    if queried:
        parts.append(TEXTS.fill("in_the_way.queried", units=_named(queried)))
    return TEXTS.fill("not_closed", listed=joined(*parts, by="; "))


def _named(units: Sequence[UnitStatus]) -> list[Text]:
    return [Text(*(f"{name} ({unit.unit})" for name in unit.name.all)) for unit in units]
