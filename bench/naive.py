"""The pipeline that a user would write: python -m bench.naive RAW DATABASE.

pandas.read_excel with openpyxl, pydantic row by row, an insert for each table and file, totals at the end. It cleans what svod
cleans in the generated returns, but its messages say less, and it knows one spelling of every name.
"""

import json
import re
import sys
import time
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import duckdb
import pandas as pd
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from schemas.forms.labour12.codes import ActivityKind, MediaKind, SurveyAnswer, SurveyQuestion

_WRITTEN = re.compile(r"(\d\d)\.(\d\d)\.(\d{4})(?: ж\.)?")
_TOTALS = "select kind, count(*), sum(participants) from activity group by kind order by kind"
_LOADED = "select count(*), sum(participants) from activity"


def _blank(value: Any) -> Any:
    return value.strip() or None if isinstance(value, str) else value


def _count(value: Any) -> Any:
    return value.replace("\N{NO-BREAK SPACE}", "").replace(" ", "") if isinstance(value, str) else value


def _day(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str) and (match := _WRITTEN.fullmatch(value.strip())):
        return date(int(match[3]), int(match[2]), int(match[1]))
    return value


def _code(codes: Any) -> BeforeValidator:
    known = {code.labels.kk.casefold(): code for code in codes}
    return BeforeValidator(lambda value: known.get(str(value).strip().casefold(), value))


Count = Annotated[int, Field(ge=0, le=1_000_000), BeforeValidator(_count)]
Day = Annotated[date, BeforeValidator(_day)]
Words = Annotated[str | None, BeforeValidator(_blank)]


class Record(BaseModel):
    """One row, by the headings of the sheet."""

    model_config = ConfigDict(populate_by_name=True, use_enum_values=True)


class Cover(Record):
    """Which unit reports, for which days."""

    unit: str = Field(alias="Аудан (қала)")
    year: int = Field(alias="Науқан жылы", ge=2000, le=2100)
    period_start: Day = Field(alias="Кезеңнің басы")
    period_end: Day = Field(alias="Кезеңнің соңы")
    survey_respondents: Count | None = Field(None, alias="Сауалнамаға қатысқандар")
    submitted_on: Day = Field(alias="Тапсырылған күні")


class Activity(Record):
    """One activity."""

    held_on: Day = Field(alias="Күні")
    kind: Annotated[ActivityKind, _code(ActivityKind)] = Field(alias="Түрі")
    title: Words = Field(None, alias="Тақырыбы")
    venue: Words = Field(None, alias="Өткізілген орны")
    partners: Words = Field(None, alias="Серіктестер")
    activities: Count | None = Field(1, alias="Іс-шара саны")
    participants: Count = Field(alias="Қатысушылар саны")
    pupils: Count | None = Field(None, alias="оның ішінде оқушылар")
    parents: Count | None = Field(None, alias="оның ішінде ата-аналар")
    teachers: Count | None = Field(None, alias="оның ішінде педагогтер")
    institutions: Count | None = Field(None, alias="Мекемелер саны")
    materials: Count | None = Field(None, alias="Таратылған материалдар")
    questions_received: Count | None = Field(None, alias="Түскен сұрақтар")
    questions_answered: Count | None = Field(None, alias="Жауап берілген сұрақтар")
    violations: Count | None = Field(None, alias="Анықталған фактілер")
    note: Words = Field(None, alias="Ескертпе")

    @model_validator(mode="after")
    def parts_within_whole(self) -> "Activity":
        """Pupils, parents and teachers are part of the participants."""
        if (self.pupils or 0) + (self.parents or 0) + (self.teachers or 0) > self.participants:
            raise ValueError("more pupils, parents and teachers than participants")
        return self


class Answer(Record):
    """How many people gave an answer."""

    question: Annotated[SurveyQuestion, _code(SurveyQuestion)] = Field(alias="Сұрақ")
    answer: Annotated[SurveyAnswer, _code(SurveyAnswer)] = Field(alias="Жауап")
    respondents: Count = Field(alias="Жауап бергендер")


class MediaItem(Record):
    """One publication."""

    published_on: Day = Field(alias="Күні")
    outlet: str = Field(alias="Басылым (арна)")
    kind: Annotated[MediaKind, _code(MediaKind)] = Field(alias="Түрі")
    title: Words = Field(None, alias="Материал атауы")
    url: Words = Field(None, alias="Сілтеме")


_SHEETS: dict[str, tuple[str, type[Record]]] = {
    "Іс-шаралар": ("activity", Activity),
    "Сауалнама": ("survey_answer", Answer),
    "БАҚ": ("media_item", MediaItem),
}


def main(raw: str, database: str) -> None:
    """Read, check and insert every file. Print how long it took after the imports, and what was loaded."""
    start = time.perf_counter()
    errors: list[str] = []
    with duckdb.connect(database) as connection:
        for path in sorted(Path(raw).glob("*.xlsx")):
            errors.extend(_take_in(path, connection))
        print(f"{len(errors)} errors", *connection.execute(_TOTALS).fetchall(), sep="\n", file=sys.stderr)
        loaded = connection.execute(_LOADED).fetchone() or (0, 0)
    print(json.dumps({"seconds": time.perf_counter() - start, "rows": loaded[0], "participants": int(loaded[1])}))


def _take_in(path: Path, connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Insert a file's rows unless one is wrong. Returns the errors."""
    sheets = pd.read_excel(path, sheet_name=None, header=None, engine="openpyxl")
    errors: list[str] = []
    cover: dict[Any, Any] = dict(sheets["Титул"].astype(object).where(sheets["Титул"].notna(), None).itertuples(index=False))
    given = list(_checked(path, "Титул", Cover, iter([cover]), errors))
    tables = {
        table: list(_checked(path, sheet, model, _records(sheets[sheet]), errors)) for sheet, (table, model) in _SHEETS.items()
    }
    if errors:
        return errors
    keys = {"unit": given[0]["unit"], "year": given[0]["year"]}
    _insert(connection, "cover", given)
    for table, rows in tables.items():
        _insert(connection, table, [keys | row for row in rows])
    return []


def _records(frame: pd.DataFrame) -> Iterator[dict[Any, Any]]:
    body = frame.iloc[1:].astype(object)
    body.columns = pd.Index(frame.iloc[0])
    yield from body.where(body.notna(), None).to_dict("records")


def _checked(
    path: Path, sheet: str, model: type[Record], rows: Iterator[dict[Any, Any]], errors: list[str]
) -> Iterator[dict[str, Any]]:
    for number, row in enumerate(rows, start=2):
        try:
            yield model.model_validate({name: value for name, value in row.items() if value is not None}).model_dump()
        except ValidationError as error:
            errors.extend(f"{path.name} {sheet} {number} {detail['loc']}: {detail['msg']}" for detail in error.errors())


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        frame = pd.DataFrame(rows)
        connection.register("incoming", frame)
        connection.execute(f"create table if not exists {table} as select * from incoming limit 0")
        connection.execute(f"insert into {table} by name select * from incoming")
        connection.unregister("incoming")


if __name__ == "__main__":
    main(*sys.argv[1:])
