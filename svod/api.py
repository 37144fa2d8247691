"""What analysts import: a data folder, opened read-only, with its figures as DataFrames.

    figures = svod.open("data")
    totals = figures.totals(period="2026")

Counts are nullable integers, figures exact decimals, days dates, moments of the place's zone. The pipeline may go on meanwhile:
each call reads what is published then.
"""

from dataclasses import asdict
from datetime import datetime
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.basics.exceptions import NotAllowed, UnknownName
from schemas.basics.limits import LIMITS
from schemas.basics.texts import Texts
from schemas.declaration.period import Period
from schemas.units.path import path_of_given
from svod.pipeline.check_return import check_at_path
from svod.pipeline.data_folder import is_data_folder, require_data_folder
from svod.pipeline.known_names import declared
from svod.pipeline.workspace import Workspace, known_names

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from svod.warehouse.reader import Snapshot

TEXTS = Texts(__package__)

_ISSUE_COLUMNS = ("code", "severity", "sheet", "cell", "value", "message_kk", "message_ru", "message_en", "suggestion")


class Published:
    """What a data folder publishes, now or as of a moment."""

    def __init__(self, workspace: Workspace, as_of: datetime | None) -> None:
        self._workspace = workspace
        self._as_of = as_of

    def totals(self, form: str | None = None, period: str | None = None) -> "pd.DataFrame":
        """The totals of every level, each with its coverage (svod.regional_total)."""
        return self._relation("regional_total", form, period)

    def completeness(self, form: str | None = None, period: str | None = None) -> "pd.DataFrame":
        """The status of each unit's return (svod.completeness)."""
        return self._relation("completeness", form, period)

    def issues(self, form: str | None = None, period: str | None = None) -> "pd.DataFrame":
        """The issues of all submissions (svod.issue)."""
        return self._relation("issue", form, period)

    def provenance(self, form: str | None = None, period: str | None = None) -> "pd.DataFrame":
        """The cells behind each figure of a unit (svod.provenance)."""
        return self._relation("provenance", form, period)

    def revisions(self, form: str | None = None, period: str | None = None) -> "pd.DataFrame":
        """Everything received, with its revision and status (svod.submission)."""
        return self._relation("submission", form, period)

    def query(self, sql: str) -> "pd.DataFrame":
        """The answer to a query of what is published now. Raises QueryRefused; NotAllowed if opened as of a moment."""
        if self._as_of:
            raise NotAllowed(TEXTS["query_as_of"])
        with self._snapshot() as snapshot:
            return _frame(snapshot.arrow(sql))

    def _relation(self, relation: str, form: str | None, period: str | None) -> "pd.DataFrame":
        code = None if form is None else self._workspace.known.form(form).code
        asked = [None if value is None else f"'{value}'" for value in (code, period and str(Period.parse(period)))]
        arguments = ", ".join(value or "null" for value in asked)
        with self._snapshot() as snapshot:
            return _frame(snapshot.arrow(f"from as_of.{relation}({snapshot.moment}, {arguments})"))

    def _snapshot(self) -> "Snapshot":
        return self._workspace.warehouse.reader(self._as_of)


def open(folder: str | PathLike[str] = "data", as_of: str | datetime | None = None) -> Published:  # noqa: A001  # svod.open
    """Open a data folder read-only, as it is published or as it was known at a moment. Raises UnknownName if it is none."""
    root = Path(folder)
    require_data_folder(root)
    workspace = Workspace.on_this_machine(root, 1, LIMITS)
    moment = workspace.place.parse_moment(as_of) if isinstance(as_of, str) else as_of
    return Published(workspace, moment)


def check(file: str | PathLike[str], folder: str | PathLike[str] = "data") -> "pd.DataFrame":
    """The issues of a workbook, by the forms and units of a data folder if it is there, else by those of the program.

    Raises UnknownName if there is no such file.
    """
    import pandas as pd

    path, root = Path(file), Path(folder)
    if not path.is_file():
        raise UnknownName(TEXTS.fill("no_such_workbook", file=path))
    known = known_names(Workspace.on_this_machine(root, 1, LIMITS)) if is_data_folder(root) else declared()
    issues = check_at_path(path, path_of_given(path, known.units), known, LIMITS).issues
    rows = [
        {**issue.model_dump(exclude={"message"}), **{f"message_{lang}": text for lang, text in asdict(issue.message).items()}}
        for issue in issues
    ]
    return pd.DataFrame(rows, columns=list(_ISSUE_COLUMNS))


def _frame(table: "pa.Table") -> "pd.DataFrame":
    """The table as a DataFrame: integers and booleans nullable, decimals exact, days as dates."""
    import pandas as pd
    import pyarrow as pa

    nullable = {pa.bool_(): pd.BooleanDtype()}
    nullable |= {kind(): pd.Int64Dtype() for kind in (pa.int8, pa.int16, pa.int32, pa.int64, pa.uint8, pa.uint16, pa.uint32)}
    frame: pd.DataFrame = table.to_pandas(types_mapper=nullable.get)
    return frame
