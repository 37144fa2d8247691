"""Watermarks: how far a warehouse is loaded, and which periods changed since then."""

from collections.abc import Sequence
from typing import NamedTuple

import duckdb

from schemas.records.decision import DECISION_KINDS, Decision, DecisionKind
from schemas.records.ledger_mark import LedgerMark
from schemas.records.submission import Receipt

RECEIPT = "submission, file, sha256, received_at, recorded_at, door, door_unit"
LOADED_STATE = """
    select id, lines, hash, (select any_value(fingerprint) from core.reference_state) from core.identity, core.ledger_mark
"""
"""Which warehouse a file belongs to, up to where it is loaded, with which forms and units. A snapshot has that of its file."""

LOADED = """
    select
        (select coalesce(max(submission), 0) from core.submission),
        (select coalesce(max(workbook), 0) from core.workbook),
        (select coalesce(max(event), 0) from core.decision),
        (select coalesce(max(epoch(late_from)), 0)::bigint from core.period where late_from <= now())
"""
CHANGED = """
    with changed as (
        select form, period
        from core.workbook
        where form is not null and period is not null
            and (workbook > $workbook or sha256 in (select sha256 from core.submission where submission > $submission))
        union
        select form, period from core.decision where event > $event and period is not null
        union
        select form, period
        from core.period
        anti join core.closing('infinity'::timestamptz) using (form, period)
        where exists (from core.decision where event > $event and kind in ('units_adopted', 'place_adopted'))
        union
        select form, period
        from now.open_period
        join core.submission using (submission)
        where submission > $submission
            or sha256 in (select sha256 from core.workbook where workbook > $workbook)
            or submission in (select submission from core.decision where event > $event and submission is not null)
    ),
    received as (
        select distinct form, period from core.workbook
    )
    select form, period
    from received
    semi join (
        from changed
        union
        select received.form, received.period
        from received
        join changed on changed.form = received.form and changed.period = core.same_a_year_before(received.period)
        union
        select form, period from core.period where epoch(late_from) > $late_from and late_from <= now()
    ) using (form, period)
    order by form, period
"""
"""The forms and periods that changed since a watermark, those that show such a period as the year before, those whose returns
became late since, and all that are open if a register of units or a place was adopted since.
"""


class Loaded(NamedTuple):
    """The newest receipt, judgement and decision by number, and the latest deadline passed, in seconds since 1970.

    The deadline is part of the watermark because expected returns become missing then.
    """

    submission: int
    workbook: int
    event: int
    late_from: int


def ledger_mark(connection: duckdb.DuckDBPyConnection) -> LedgerMark | None:
    """The mark up to which a file is loaded from the ledger. None if an earlier version loaded it, which stored no mark."""
    ((lines, digest),) = connection.execute("select lines, hash from core.ledger_mark").fetchall()
    return None if lines is None else LedgerMark(lines, digest)


def loaded_entries(connection: duckdb.DuckDBPyConnection) -> list[Receipt | Decision]:
    """The loaded receipts and then the loaded decisions, each in order. Who decided is only in the ledger."""
    receipts = connection.execute(f"select {RECEIPT} from core.submission order by submission").fetchall()
    return [*(Receipt(*row) for row in receipts), *loaded_decisions(connection, DECISION_KINDS)]


def loaded_decisions(connection: duckdb.DuckDBPyConnection, kinds: Sequence[DecisionKind]) -> list[Decision]:
    """The loaded decisions of some kinds in order. Who decided is only in the ledger."""
    found = connection.execute("from core.decision where kind in (select unnest(?::varchar[])) order by event", [list(kinds)])
    names = [column[0] for column in found.description or ()]
    return [Decision(by="", **dict(zip(names, row, strict=True))) for row in found.fetchall()]
