"""Decisions of people about returns: each is checked against current figures, recorded, and takes effect at once."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, TypeVar

from schemas.basics.exact import exact_json
from schemas.basics.exceptions import NotAllowed, NothingSaid, UnknownName
from schemas.basics.text import Text, fill, joined
from schemas.basics.texts import Texts
from schemas.declaration.form import Form
from schemas.declaration.spelling import Spelling
from schemas.language.name_key import key
from schemas.records.decision import DecisionKind
from schemas.records.period_report import FoundIssue, UnitStatus
from schemas.records.submission import SUBMISSION_STATUSES, SubmissionOf
from schemas.records.total import RegionalTotals
from schemas.records.unplaced_return import UnplacedReturn
from svod.pipeline.known_names import can_mean, meaning, spellings_of
from svod.pipeline.run import Outcome, Run, consolidate
from svod.pipeline.workspace import Workspace
from svod.warehouse.reader import Snapshot
from svod.warehouse.unplaced import Place, place_of, unplaced_returns

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


def close(
    workspace: Workspace, form: Form, period: str, waived: Collection[str], actor: Actor, waived_files: Collection[int] = ()
) -> Outcome:
    """Close a period: its figures become final.

    Raises NotAllowed if a unit that isn't waived has no return or open queries, or if a rejected file isn't waived of which
    nobody knows whose it is. Units are waived by code, files by the numbers of their receipts.
    """
    if (waived or waived_files) and actor.reason is None:
        raise NothingSaid(TEXTS["waived_without_reason"])

    def judge(snapshot: Snapshot) -> tuple[_Judged, None]:
        regions = snapshot.totals(form.code, period)
        units = snapshot.completeness(form.code, period)
        if regions[0].state == "final":
            raise NotAllowed(TEXTS.fill("period_closed", period=period))
        for unit in waived:
            workspace.known.unit(unit)
        files = {file.submission: file for file in unplaced_returns(snapshot, form.code, period)}
        if unknown := sorted(set(waived_files) - files.keys()):
            listed = [file.words for file in files.values()] or "–"
            raise UnknownName(TEXTS.fill("file_not_unplaced", files=list(map(str, unknown)), listed=listed))
        left = [unit for unit in units if unit.unit not in waived and (unit.revision is None or unit.queries)]
        standing = [file for file in files.values() if file.state == "standing" and file.submission not in waived_files]
        if left or standing:
            raise NotAllowed(_stands_in_the_way(period, left, standing))
        details = {
            "waived": sorted(waived),
            "waived_files": sorted(waived_files),
            **_closed_with(regions),
            "rules": workspace.warehouse.reference.fingerprint,
            "version": version("svod"),
        }
        details_text = exact_json(details)
        return _Judged("closed", [{"form": form.code, "period": period, "details": details_text}]), None

    return _decide_on_figures(workspace, form, period, actor, judge)[0]


def reopen(workspace: Workspace, form: Form, period: str, actor: Actor) -> Outcome:
    """Reopen a closed period: returns received after closing count. Raises NotAllowed if it isn't closed."""

    def judge(snapshot: Snapshot) -> tuple[_Judged, None]:
        if snapshot.state(form.code, period) != "final":
            raise NotAllowed(TEXTS.fill("period_open", period=period))
        return _Judged("reopened", [{"form": form.code, "period": period}]), None

    return _decide_on_figures(workspace, form, period, actor, judge)[0]


def withdraw(workspace: Workspace, of: Return, revision: int | None, actor: Actor) -> tuple[Outcome, SubmissionOf]:
    """Withdraw a revision from the figures, by default the current one."""
    return _on_revision(workspace, of, revision, "withdrawn", actor)


def restore(workspace: Workspace, of: Return, revision: int | None, actor: Actor) -> tuple[Outcome, SubmissionOf]:
    """Restore a withdrawn revision, by default the one withdrawn last."""
    return _on_revision(workspace, of, revision, "restored", actor)


def placed_return(workspace: Workspace, submission: int) -> tuple[Return, int] | None:
    """The return and the revision that a submission is. None if it is in no unit's return. Raises UnknownName."""
    with workspace.warehouse.reader() as snapshot:
        place = _place(snapshot, submission)
    if not place.is_placed:
        return None
    assert place.period
    assert place.unit
    assert place.revision
    assert place.form
    return Return(workspace.known.form_for(place.form, place.period), place.period, place.unit), place.revision


def withdraw_file(workspace: Workspace, submission: int, actor: Actor) -> tuple[Outcome, str]:
    """Withdraw a rejected file that is in no unit's return, by the number of its receipt. Returns its path too."""
    return _on_file(workspace, submission, "withdrawn", actor)


def restore_file(workspace: Workspace, submission: int, actor: Actor) -> tuple[Outcome, str]:
    """Restore such a file that was withdrawn."""
    return _on_file(workspace, submission, "restored", actor)


def admit(workspace: Workspace, submission: int, actor: Actor) -> tuple[Outcome, Place]:
    """Admit a file that was set aside into the return of the unit on its cover. Raises NotAllowed if it isn't set aside."""

    def judge(snapshot: Snapshot) -> tuple[_Judged, Place]:
        place = _place(snapshot, submission)
        if not place.is_set_aside or place.is_withdrawn:
            raise NotAllowed(TEXTS.fill("not_set_aside", submission=str(submission), file=place.file))
        about = {"form": place.form, "period": place.period, "unit": place.cover_unit, "submission": submission}
        return _Judged("admitted", [about]), place

    return _decide(workspace, actor, judge)


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
            raise UnknownName(TEXTS.fill("query_unknown", unit=of.unit, period=of.period, code=code, cell=cell, listed=listed))
        about = [
            {"submission": one.submission, "code": one.code, "sheet": one.sheet, "cell": one.cell, "value": one.value}
            for one in found
        ]
        return _Judged("answered", [_about(of) | entry for entry in about]), found

    return _decide_on_figures(workspace, of.form, of.period, actor, judge)


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
        run.record("spelling", [about], actor.by, actor.reason)
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
            raise NotAllowed(TEXTS.fill("not_applicable", unit=of.unit, period=of.period, listed=listed_revisions(sent)))
        current = [submission for submission in fitting if submission.status == "accepted"]
        chosen = (current or fitting)[-1]
        return _Judged(kind, [_about(of) | {"submission": chosen.submission}]), chosen

    return _decide_on_figures(workspace, of.form, of.period, actor, judge)


def _about(of: Return) -> dict[str, Any]:
    return {"form": of.form.code, "period": of.period, "unit": of.unit}


def _on_file(workspace: Workspace, submission: int, kind: DecisionKind, actor: Actor) -> tuple[Outcome, str]:
    def judge(snapshot: Snapshot) -> tuple[_Judged, str]:
        place = _place(snapshot, submission)
        if place.is_placed or place.is_withdrawn == (kind == "withdrawn"):
            raise NotAllowed(TEXTS.fill("file_not_applicable", submission=str(submission), file=place.file))
        about = {"form": place.form, "period": place.period, "submission": submission}
        return _Judged(kind, [about]), place.file

    return _decide(workspace, actor, judge)


def _place(snapshot: Snapshot, submission: int) -> Place:
    place = place_of(snapshot, submission)
    if place is None:
        raise UnknownName(TEXTS.fill("no_submission", submission=str(submission)))
    return place


def _decide_on_figures(
    workspace: Workspace, form: Form, period: str, actor: Actor, judge: Callable[[Snapshot], tuple[_Judged, T]]
) -> tuple[Outcome, T]:
    """Decide about the figures of a period. Raises NotAllowed if what waited changed figures that the person had seen."""
    with workspace.warehouse.reader() as snapshot:
        seen = snapshot.totals(form.code, period)

    def judge_unmoved(snapshot: Snapshot) -> tuple[_Judged, T]:
        moved = list(_moved(workspace, form, seen, snapshot.totals(form.code, period)))
        if moved:
            raise NotAllowed(TEXTS.fill("figures_moved", listed=joined(*moved, by="; ")))
        return judge(snapshot)

    return _decide(workspace, actor, judge_unmoved)


def _decide(workspace: Workspace, actor: Actor, judge: Callable[[Snapshot], tuple[_Judged, T]]) -> tuple[Outcome, T]:
    """Judge a decision, record it and let it take effect, all under the writer's lock.

    What waits in the ledger is loaded and published first, and nothing is received until the decision is recorded: it is judged
    on what it takes effect on.
    """
    subjects: list[T] = []

    def choose(run: Run) -> Collection[str]:
        with run.undisturbed():
            with workspace.warehouse.reader() as snapshot:
                judged, subject = judge(snapshot)
            run.record(judged.kind, judged.about, actor.by, actor.reason)
        subjects.append(subject)
        return ()

    outcome = consolidate(workspace, choose)
    return outcome, subjects[0]


def _moved(workspace: Workspace, form: Form, seen: Sequence[RegionalTotals], now: Sequence[RegionalTotals]) -> Iterator[Text]:
    """The figures that changed since the person decided, each with its old and new value, at the highest level that changed."""
    units = workspace.known.units.by_code
    before = {region.region: region.totals for region in seen}
    moved = {
        (region.region, code): (was, value)
        for region in now
        for code, value in region.totals.items()
        if (was := before.get(region.region, {}).get(code)) != value
    }
    for (region, code), (was, value) in moved.items():
        if (units[region].parent, code) not in moved:
            label = form.heading_of(form.indicators[code])
            if len(now) > 1:
                label = joined(units[region].names, label, by=", ")
            figures = {"was": "–" if was is None else was, "now": "–" if value is None else value}
            yield TEXTS.fill("figure_moved", label=label, **figures)


def _closed_with(regions: Sequence[RegionalTotals]) -> dict[str, Any]:
    """The figures that a closing records: those of a single unit that has totals as they are, of several by unit."""
    kept = {region.region: {"coverage": region.coverage.model_dump(), "totals": region.totals} for region in regions}
    return next(iter(kept.values())) if len(kept) == 1 else {"regions": kept}


def _stands_in_the_way(period: str, units: Sequence[UnitStatus], files: Sequence[UnplacedReturn]) -> Text:
    """Name the units and files that are in the way of closing, and the ways out."""
    in_the_way = {
        "missing": _named(unit for unit in units if unit.revision is None),
        "queried": _named(unit for unit in units if unit.revision is not None),
        "unplaced": [file.words for file in files],
    }
    reasons, ways = TEXTS.group("in_the_way"), TEXTS.group("way_out")
    listed = [fill(reasons[reason], {"listed": texts}) for reason, texts in in_the_way.items() if texts]
    ways_out = [ways[what] for what, left in {"units": units, "files": files}.items() if left]
    return joined(TEXTS.fill("not_closed", period=period, listed=joined(*listed, by="; ")), *ways_out)


def _named(units: Iterable[UnitStatus]) -> list[Text]:
    return [Text(*(f"{name} ({unit.unit})" for name in unit.name.all)) for unit in units]
