"""Reading the published snapshot: totals, completeness, and any SQL that only reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from schemas.edition import FoundIssue, ReceivedFile, UnitStatus
from schemas.exceptions import NothingPublished, QueryRefused, UnknownName
from schemas.text import Text
from schemas.total import Coverage, RegionalTotals, Share

_NOTHING = Text(
    "Деректер қоймасы әлі жарияланбаған. Есептерді data/raw қалтасына салып, «svod run» іске қосыңыз.",
    "Хранилище ещё не опубликовано. Положите отчёты в data/raw и запустите «svod run».",
    "Nothing is published yet. Put returns into data/raw and start “svod run”.",
)
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """The columns and rows of a query."""

    columns: list[str]
    rows: list[tuple[Any, ...]]


class Snapshot:
    """The snapshot opened for reading. It neither writes nor reaches files or the network."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            raise NothingPublished(_NOTHING)
        self._connection = duckdb.connect(str(path), read_only=True, config=_CONFIG)
        self._connection.execute("set TimeZone = 'Asia/Almaty'")
        self._connection.execute("set lock_configuration = true")

    def __enter__(self) -> "Snapshot":
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def latest_period(self, form: str) -> str:
        """The latest period of a form for which anything was received."""
        row = self._connection.execute("select max(period) from main.completeness where form = ?", [form]).fetchone()
        if row is None or row[0] is None:
            raise UnknownName(
                Text(
                    f"«{form}» нысаны бойынша бірде-бір есеп келген жоқ",
                    f"По форме «{form}» не получено ни одного отчёта",
                    f"No return of the form “{form}” was received",
                )
            )
        return str(row[0])

    def totals(self, form: str, period: str) -> RegionalTotals:
        """The regional totals of a period with their coverage, and the survey's shares."""
        rows = self.rows(
            "select indicator, value, region, state, expected, reported, nil, late, missing, rejected "
            "from main.regional_total where form = ? and period = ?",
            form,
            period,
        )
        if not rows:
            raise _nothing_for(period)
        names = ("expected", "reported", "nil", "late", "missing", "rejected")
        return RegionalTotals(
            form=form,
            period=period,
            region=rows[0][2],
            as_of=None,
            state=rows[0][3],
            coverage=Coverage(**dict(zip(names, rows[0][4:], strict=True))),
            totals={row[0]: row[1] for row in rows},
            shares=self._shares(form, period),
        )

    def completeness(self, form: str, period: str) -> list[UnitStatus]:
        """The status of every unit that owes a return, in official order."""
        rows = self.rows(
            "select unit, name_kk, name_ru, name_en, status, received_at, on_time, revision, query_count, rejected_count "
            "from main.completeness join main.reporting_unit using (unit) where form = ? and period = ? order by position",
            form,
            period,
        )
        if not rows:
            raise _nothing_for(period)
        return [UnitStatus(row[0], Text(*row[1:4]), *row[4:]) for row in rows]

    def files_since(self, submission: int) -> list[ReceivedFile]:
        """The files received, from one receipt's number on."""
        rows = self.rows(
            "select file, form, period, unit, status from main.submission where submission >= ? order by submission",
            submission,
        )
        return [ReceivedFile(*row) for row in rows]

    def issues_since(self, submission: int, most: int) -> list[FoundIssue]:
        """The issues of those files, the errors first; the first `most` of them."""
        rows = self.rows(
            "select issue.unit, file, severity, code, sheet, cell, value, message_kk, message_ru, message_en "
            "from main.issue join main.submission using (submission) where submission >= ? "
            "order by severity = 'error' desc, submission limit ?",
            submission,
            most,
        )
        return [found_issue(row) for row in rows]

    def query(self, sql: str) -> Answer:
        """What SQL selects from the snapshot. Raises QueryRefused with duckdb's own words where it can't be answered."""
        try:
            found = self._connection.execute(sql)
            # Nothing but blanks and comments is no statement at all.
            return Answer([column[0] for column in found.description or ()], found.fetchall()) if found else Answer([], [])
        except duckdb.Error as error:
            raise QueryRefused(
                Text(
                    f"Сұрау орындалмады (қойма тек оқуға ашық): {error}",
                    f"Запрос не выполнен (хранилище открыто только для чтения): {error}",
                    f"The query was not answered (the snapshot is read-only): {error}",
                )
            ) from error

    def _shares(self, form: str, period: str) -> dict[str, dict[str, Share]]:
        shares: dict[str, dict[str, Share]] = {}
        for question, answer, respondents, base, percent in self.rows(
            "select question, answer, respondents, base, percent from main.survey_share "
            "where form = ? and period = ? and region is not null",
            form,
            period,
        ):
            share = Share(respondents=respondents, base=base, percent=percent)
            shares.setdefault(question, {})[answer] = share
        return shares

    def rows(self, sql: str, *values: object) -> Sequence[tuple[Any, ...]]:
        """The rows that a query of svod's own selects."""
        return self._connection.execute(sql, list(values)).fetchall()


def found_issue(row: Sequence[Any]) -> FoundIssue:
    """An issue as it is selected: unit, file, severity, code, sheet, cell, value, and its message in three columns."""
    unit, file, severity, code, sheet, cell, value, *message = row
    return FoundIssue(unit, file, severity, code, sheet, cell, value, Text(*message))


def _nothing_for(period: str) -> UnknownName:
    return UnknownName(
        Text(
            f"{period} кезеңі бойынша бірде-бір есеп келген жоқ",
            f"За период {period} не получено ни одного отчёта",
            f"No return was received for the period {period}",
        )
    )
