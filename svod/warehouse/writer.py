"""The pipeline's own file: it is migrated when opened, has one writer at a time, and is loaded in transactions."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb

from schemas.records.decision import NAMINGS, Decision
from schemas.records.ledger_mark import LedgerMark
from schemas.records.submission import Receipt
from svod.files import replacing
from svod.warehouse.arrow_batch import ArrowTables, decisions_table, receipts_table
from svod.warehouse.assertions import stop_if_broken
from svod.warehouse.database_file import wal_of
from svod.warehouse.schema.comments import UNCOMMENTED, inner_comments
from svod.warehouse.schema.form_tables import literal, quoted
from svod.warehouse.schema.reference import Reference
from svod.warehouse.schema.statements import (
    creates_macro,
    definitions,
    filled,
    migrations,
    statement_in,
)
from svod.warehouse.user_query import exact_rows
from svod.warehouse.watermark import LOADED, LOADED_STATE, RECEIPT, Loaded, ledger_mark, loaded_decisions, loaded_entries

_READ_ONLY = 0o444
_CONFIG: dict[str, str | bool | int | float | list[str]] = {"storage_compatibility_version": "v1.5.0"}
_PERIODS_NOT_KNOWN = """
    select distinct form, period
    from core.workbook
    anti join core.period using (form, period)
    where period is not null
"""
_DROPS = """
    -- the statements that drop the relations which analysts see, as an earlier version or other forms left them
    select format('drop schema "{}" cascade', schema_name) from duckdb_schemas()
    where not internal and database_name = current_database() and schema_name not in ('core', 'as_of')
    union all
    select format('drop table main."{}"', table_name) from duckdb_tables() where not internal and schema_name = 'main'
    union all
    select format('drop view main."{}"', view_name) from duckdb_views() where not internal and schema_name = 'main'
"""
_FILES_WITHOUT_UNIT = """
    select distinct submission, file
    from core.submission join core.workbook using (sha256)
    where submission > ? and unit is null
    order by submission
"""


@dataclass(frozen=True, slots=True)
class KnownWorkbook:
    """A judgement of a workbook: its number, the form, unit and period that the workbook is of.

    `path` is that of the files which it is about, if only these.
    """

    workbook: int
    sha256: str
    path: str | None
    form: str | None
    unit: str | None
    period: str | None


class Writer:
    """The pipeline's own file, open for writing. A context manager; the caller must hold the lock."""

    def __init__(self, path: Path, snapshot: Path, reference: Reference) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path, self._snapshot, self._reference = path, snapshot, reference
        self._connection = duckdb.connect(str(path), config=_CONFIG)
        try:
            self._prepare()
        except BaseException:
            self._connection.close()
            raise

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def _prepare(self) -> None:
        """Bring tables, views and reference data up to date with the program."""
        reference = self._reference
        done = self._done_migrations()
        pending = [migration for migration in migrations() if migration.name not in done]
        if not pending and self._fingerprint() == reference.fingerprint:
            return
        with self._transaction():
            for migration in pending:
                self._connection.execute(migration.sql)
                self._connection.execute("insert into core.migration values (?, now())", [migration.name])
            if pending:
                self._connection.execute("delete from core.macro")
            self._define()
            for name, table in reference.tables().items():
                self._connection.execute(f"delete from core.{name}")
                if table.num_rows:  # without a survey there are no answers
                    self._insert(name, table)
            self._connection.execute("delete from core.period")
            self._add_periods()
            self._connection.execute("delete from core.path_unit")
            self._add_path_units(0)
            self._connection.execute("delete from core.reference_state")
            self._connection.execute("insert into core.reference_state values (?)", [reference.fingerprint])

    def _define(self) -> None:
        """Create macros, views and the relations that analysts see, empty.

        A macro that is there already as it has to be is left: duckdb binds each with all that it calls, which takes most of the
        time.
        """
        for (statement,) in self._connection.execute(_DROPS).fetchall():
            self._connection.execute(statement)
        there = {row[0] for row in self._connection.execute("select fingerprint from core.macro").fetchall()}
        macros = []
        for statement in definitions(self._reference):
            if creates_macro(statement):
                macros.append(sha256(statement.encode()).hexdigest())
                if macros[-1] in there:
                    continue
            self._connection.execute(statement)
        for statement in inner_comments(self._connection.execute(UNCOMMENTED).fetchall()):
            self._connection.execute(statement)
        self._connection.execute("delete from core.macro")
        self._connection.execute("insert into core.macro select unnest(?::varchar[])", [macros])

    def mark(self) -> LedgerMark | None:
        """The mark up to which the ledger is loaded. None if an earlier version loaded it, which stored no mark."""
        return ledger_mark(self._connection)

    def move_mark(self, mark: LedgerMark) -> None:
        """Store the mark up to which the ledger is loaded."""
        self._connection.execute("update core.ledger_mark set lines = ?, hash = ?", mark)

    def entries(self) -> list[Receipt | Decision]:
        """The loaded receipts and then the loaded decisions, each in order. Who decided is only in the ledger."""
        return loaded_entries(self._connection)

    def is_published(self) -> bool:
        """True if there is a readable snapshot that was made from this file in its present state."""
        if not self._snapshot.exists() or wal_of(self._snapshot).exists():
            return False
        try:
            with duckdb.connect(str(self._snapshot), read_only=True) as published:
                state = published.execute(LOADED_STATE).fetchone()
        except duckdb.Error:
            return False
        return state == self._connection.execute(LOADED_STATE).fetchone()

    def rows(self, sql: str, *values: object) -> Sequence[tuple[Any, ...]]:
        """The rows that svod's own query selects."""
        return exact_rows(self._connection.execute(sql, list(values)))

    def loaded(self) -> Loaded:
        """How far this file is loaded."""
        return Loaded(*self._connection.execute(LOADED).fetchall()[0])

    def last_workbook(self) -> int:
        """The number of the newest judgement of a workbook."""
        return int(self._value("select coalesce(max(workbook), 0) from core.workbook"))

    def known_workbooks(self, hashes: Sequence[str]) -> list[KnownWorkbook]:
        """The judgements of workbooks that were loaded before, in order, by their hashes."""
        rows = self._connection.execute(
            "select workbook, sha256, path, form, unit, period from core.workbook "
            "semi join (select unnest(?::varchar[]) as sha256) using (sha256) order by workbook",
            [list(hashes)],
        )
        return [KnownWorkbook(*row) for row in rows.fetchall()]

    def namings(self) -> list[Decision]:
        """The decisions that change how returns are read, in order."""
        return loaded_decisions(self._connection, NAMINGS)

    def describe(self, reference: Reference) -> None:
        """Describe the warehouse by other forms and units from now on."""
        self._reference = reference
        self._prepare()

    def receipts_rejected_for(self, codes: Sequence[str] | None) -> list[Receipt]:
        """The receipts of rejected workbooks that have an issue with one of the codes, or of all if there are none."""
        rows = self._connection.execute(
            f"select {RECEIPT} from core.submission semi join ("
            "select submission from core.reading('infinity'::timestamptz) reading semi join ("
            "select workbook from core.issue where $codes is null or code in (select unnest($codes::varchar[]))) "
            "using (workbook) where not accepted) using (submission) order by submission",
            {"codes": None if codes is None else list(codes)},
        )
        return [Receipt(*row) for row in rows.fetchall()]

    def receipts_of_open_periods(self, form: str, first: str | None) -> list[Receipt]:
        """The receipts of a form's returns for the periods that are not closed, from a period on if one is given."""
        rows = self._connection.execute(
            f"select {RECEIPT} from core.submission semi join ("
            "select submission from core.reading('infinity'::timestamptz) reading "
            "anti join core.closing('infinity'::timestamptz) closing using (form, period) "
            "where form = $form and period >= coalesce($first, period)) using (submission) order by submission",
            {"form": form, "first": first},
        )
        return [Receipt(*row) for row in rows.fetchall()]

    def load(self, receipts: Sequence[Receipt], decisions: Sequence[Decision], batch: ArrowTables, mark: LedgerMark) -> None:
        """Load receipts, their workbooks and decisions, up to a mark of the ledger, in one transaction."""
        before = self.loaded()
        with self._transaction():
            self._insert("submission", receipts_table(receipts))
            self._insert("decision", decisions_table(decisions))
            for name, table in batch.items():
                self._insert(name, table)
            self._add_periods()
            self._add_path_units(before.submission)
            self._number_revisions(before)
            self.move_mark(mark)

    def keep_revisions(self, present: Path) -> None:
        """Take the numbers of revisions from another warehouse for the submissions that it has too. They stay for ever."""
        self._connection.execute(f"attach {literal(str(present))} as present (read_only)")
        try:
            with self._transaction():
                self._connection.execute("delete from core.revision")
                self._connection.execute(statement_in("keep_revisions"))
                self._number_revisions(Loaded(0, 0, 0, 0))
        finally:
            self._connection.execute("detach present")

    def publish(self) -> None:
        """Replace the snapshot by everything loaded and computed, in one step.

        Readers who have the old snapshot open go on reading it. The next to open reads the new one. Raises DataDamaged
        and leaves the snapshot as it was if an assertion doesn't hold of the new one.
        """
        self._connection.execute("checkpoint")
        with replacing(self._snapshot) as unfinished:
            # What a killed publication left. duckdb would apply it to this one.
            wal_of(unfinished).unlink(missing_ok=True)
            shutil.copyfile(self._path, unfinished)
            with duckdb.connect(str(unfinished), config=_CONFIG) as snapshot:
                snapshot.begin()
                for statement in filled(self._reference):
                    snapshot.execute(statement)
                stop_if_broken(snapshot)
                snapshot.commit()
                # Closing would do this too, but say nothing if the disk is full, and the snapshot would be without what is new.
                snapshot.execute("checkpoint")
            unfinished.chmod(_READ_ONLY)
            # What another program wrote to the old snapshot. duckdb would apply it to the new one.
            wal_of(self._snapshot).unlink(missing_ok=True)

    def _done_migrations(self) -> set[str]:
        known = self._value("select count(*) from duckdb_tables() where schema_name = 'core' and table_name = 'migration'")
        if not known:
            return set()
        return {row[0] for row in self._connection.execute("select name from core.migration").fetchall()}

    def _fingerprint(self) -> str | None:
        row = self._connection.execute("select fingerprint from core.reference_state").fetchone()
        return row[0] if row else None

    def _number_revisions(self, before: Loaded) -> None:
        """Number the revisions that are known since a receipt, a judgement and a decision."""
        since = {"submission": before.submission, "workbook": before.workbook, "event": before.event}
        self._connection.execute(statement_in("number_revisions"), since)

    def _add_periods(self) -> None:
        """Add the dates and deadlines of new periods, as the forms now state them."""
        for form, period in self._connection.execute(_PERIODS_NOT_KNOWN).fetchall():
            if form in self._reference.forms:
                row = self._reference.period(form, period)
                self._connection.execute("insert into core.period values (?, ?, ?, ?, ?, ?)", row)

    def _add_path_units(self, submission: int) -> None:
        """Add the units that paths name, of the files received since a receipt whose workbook names none."""
        for number, file in self._connection.execute(_FILES_WITHOUT_UNIT, [submission]).fetchall():
            if unit := self._reference.unit_of_path(file):
                self._connection.execute("insert into core.path_unit values (?, ?)", [number, unit])

    def _insert(self, name: str, table: Any) -> None:
        self._connection.register("incoming", table)
        self._connection.execute(f"insert into core.{quoted(name)} by name select * from incoming")
        self._connection.unregister("incoming")

    def _value(self, sql: str) -> Any:
        row = self._connection.execute(sql).fetchone()
        assert row is not None
        return row[0]

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.begin()
        try:
            yield
            self._connection.commit()
        except BaseException:
            with suppress(duckdb.Error):  # a commit that failed has ended the transaction
                self._connection.rollback()
            raise
