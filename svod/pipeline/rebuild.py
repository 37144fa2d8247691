"""Rebuilds the warehouse from the ledger and the stored bytes: to replace it, to verify it, or to rehearse today's rules."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from schemas.basics.exact import Number
from schemas.basics.exceptions import NothingPublished
from schemas.basics.texts import Texts
from schemas.records.submission import SubmissionStatus
from svod.intake.ledger import Recorded
from svod.pipeline.reconcile import Books, OnChecked, open_books, replace_warehouse, warehouse_anew
from svod.pipeline.run import Outcome, consolidate
from svod.pipeline.workspace import Workspace
from svod.warehouse.compare import Difference
from svod.warehouse.rehearsed import every_total, issue_counts, verdicts

TEXTS = Texts(__package__)


@dataclass(frozen=True, slots=True)
class ChangedStatus:
    """A submission whose status would change."""

    submission: int
    file: str
    unit: str | None
    before: SubmissionStatus
    after: SubmissionStatus


@dataclass(frozen=True, slots=True)
class MovedTotal:
    """A regional total that would change."""

    form: str
    period: str
    region: str
    indicator: str
    before: Number | None
    after: Number | None


@dataclass(frozen=True, slots=True)
class ChangedFindings:
    """How many issues a check finds in the returns of a period, if the number would change."""

    form: str
    period: str
    code: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What would change in everything stored."""

    statuses: Sequence[ChangedStatus]
    totals: Sequence[MovedTotal]
    findings: Sequence[ChangedFindings]


def rebuild(workspace: Workspace, on_checked: OnChecked) -> Outcome:
    """Replace the warehouse by one rebuilt from the stored bytes and the ledger, and publish it with its reports."""

    def open_anew(_: Workspace) -> AbstractContextManager[Books]:
        replace_warehouse(workspace, on_checked)
        return open_books(workspace)

    return consolidate(workspace, lambda _: (), open_run=open_anew)


def verify(workspace: Workspace, on_checked: OnChecked) -> list[Difference]:
    """The differences between a rebuilt warehouse and the present one, and closed figures that come out differently.

    Raises NothingPublished if there is no warehouse to compare with.
    """
    with workspace.warehouse.lock(), warehouse_anew(workspace, on_checked, beside=False) as made:
        found = workspace.warehouse.differences(made)
    if found is None:
        raise NothingPublished(TEXTS["no_warehouse"])
    return found


def rehearse(workspace: Workspace, on_checked: OnChecked, more: Sequence[Recorded] = ()) -> Rehearsal:
    """Judge everything stored by today's rules, and compare the result with what is published.

    `more` are entries that the ledger doesn't have.
    """
    with warehouse_anew(workspace, on_checked, beside=False, more=more) as made:
        with made.writer() as writer:
            writer.publish()
        with workspace.warehouse.reader() as published, made.reader() as rehearsed:
            now, then = verdicts(published), verdicts(rehearsed)
            before, after = every_total(published), every_total(rehearsed)
            found, finds = issue_counts(published), issue_counts(rehearsed)
    statuses = [
        ChangedStatus(number, file, unit or then[number][1], status, then[number][2])
        for number, (file, unit, status) in now.items()
        if number in then and then[number][2] != status
    ]
    totals = [
        MovedTotal(*key, before.get(key), after.get(key))
        for key in sorted(before.keys() | after.keys())
        if before.get(key) != after.get(key)
    ]
    findings = [
        ChangedFindings(*key, found.get(key, 0), finds.get(key, 0))
        for key in sorted(found.keys() | finds.keys())
        if found.get(key) != finds.get(key)
    ]
    return Rehearsal(statuses, totals, findings)


def count_workbooks(workspace: Workspace) -> int:
    """How many workbooks a rebuild checks."""
    return len({receipt.sha256 for receipt in workspace.storage.ledger.receipts()})
