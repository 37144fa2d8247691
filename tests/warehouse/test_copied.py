"""Returns that are copies: of another unit's return, or of a return for another period."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from schemas.basics.clock import now
from schemas.forms.labour12 import FORM
from schemas.forms.labour12.codes import ActivityKind, MediaKind
from svod.pipeline.decisions import Return, answer
from tests.builders.workbooks import ACTOR, UNITS, Values, act, build, load, query, workspace

MEDIA = [
    {"published_on": date(2026, 6, day), "outlet": "Өңір үні", "kind": MediaKind.newspaper, "title": f"№ {day}"}
    for day in range(1, 7)
]


def _rows(count: int, seed: int = 0, year: int = 2026) -> list[Values]:
    chance = Random(seed)
    return [
        {
            "held_on": date(year, 5, 15) + timedelta(days=chance.randrange(28)),
            "kind": ActivityKind.raid,
            "participants": chance.randrange(20, 60),
        }
        for _ in range(count)
    ]


def _survey(asked: int, seed: int = 0) -> dict[str, Any]:
    """The cover and the rows of a survey, as different as the seeds are."""
    chance = Random(seed)
    assert FORM.survey is not None
    rows = [
        {"question": question.code.value, "answer": one.value, "respondents": chance.randrange(asked)}
        for question in FORM.survey.questions
        if question.several
        for one in question.answers
    ]
    return {"cover": {"survey_respondents": asked}, "survey_answer": rows}


def _from(
    unit: str, rows: Iterable[Values] = (), year: int = 2026, cover: Mapping[str, object] | None = None, **more: Any
) -> bytes:
    days = {"year": year, "period_start": date(year, 5, 15), "period_end": date(year, 6, 12), "submitted_on": date(year, 6, 14)}
    return build(cover={"unit": unit, **days, **(cover or {})}, activity=list(rows), **more)


def _send(root: Path, *contents: bytes) -> None:
    for day, content in enumerate(contents, 10):
        load(root, {f"2026-06-{day}/{day}.xlsx": content})


def _copies(root: Path) -> list[tuple[Any, ...]]:
    """What is asked about: whose return for which period, the sheet, and whose it repeats."""
    return query(root, "select unit, period, sheet, value from svod.issue where code = 'content.copied' order by submission")


def test_copied_return_is_asked_about_and_answered(tmp_path: Path) -> None:
    rows = _rows(10)
    _send(tmp_path, _from("esil", rows))
    before = now()
    load(tmp_path, {"2026-06-11/a.xlsx": _from("akzhar", rows[::-1], cover={"prepared_by": "Басқа Б."})})
    assert _copies(tmp_path) == [("akzhar", "2026", None, "esil 2026")]
    with workspace(tmp_path).warehouse.reader() as snapshot:
        (asked,) = snapshot.open_queries("labour12", "2026")
        assert snapshot.at(now()).open_queries("labour12", "2026") == [asked]
        assert snapshot.at(before).open_queries("labour12", "2026") == []
    assert "«Есіл ауданы», 2026. Барлық жол – 10, оның ішінде бірдейі – 10" in asked.message.kk
    assert "«Есильский район», 2026. Совпадает строк: 10 из 10" in asked.message.ru
    assert "“Esil district”, 2026. Rows that are the same: 10 of 10" in asked.message.en
    answer(workspace(tmp_path), Return(FORM, "2026", "akzhar"), "content.copied", "", ACTOR)
    with workspace(tmp_path).warehouse.reader() as snapshot:
        assert snapshot.open_queries("labour12", "2026") == []


def test_copy_with_some_changed_rows_is_asked_about_and_few_equal_rows_are_not(tmp_path: Path) -> None:
    asked = ((10, 1), (5, 1), (10, 2))
    not_asked = ((4, 0), (19, 4), (5, 2))
    first, second, copies = {}, {}, []
    for number, (rows, changed) in enumerate((*asked, *not_asked)):
        of, by = UNITS[2 * number : 2 * number + 2]
        copied = _rows(rows, seed=number)
        first[f"2026-06-10/{of}.xlsx"] = _from(of, copied)
        second[f"2026-06-11/{by}.xlsx"] = _from(by, [*copied[changed:], *_rows(changed, 100 + number)])
        copies += [(by, f"{of} 2026", f"{rows - changed} of {rows}")] if number < len(asked) else []
    load(tmp_path, first)
    load(tmp_path, second)
    told = "select unit, value, regexp_extract(message_en, ': ([0-9]+ of [0-9]+) [(]', 1) from svod.issue"
    assert sorted(query(tmp_path, f"{told} where code = 'content.copied'")) == sorted(copies)


def test_equal_rows_are_counted_as_often_as_both_returns_have_them(tmp_path: Path) -> None:
    same, *others = _rows(9)
    _send(tmp_path, _from("esil", [same, same, *others]), _from("akzhar", [same] * 10))
    assert _copies(tmp_path) == []


def test_return_of_another_period_is_asked_about(tmp_path: Path) -> None:
    of_another, its_own = _rows(6, 1, 2025), _rows(6, 2, 2025)
    _send(tmp_path, _from("akzhar", of_another, 2025), _from("zhambyl", its_own, 2025))
    _send(tmp_path, _from("esil", _rows(6, 1)), _from("zhambyl", _rows(6, 2)))
    assert _copies(tmp_path) == [("esil", "2026", None, "akzhar 2025"), ("zhambyl", "2026", None, "zhambyl 2025")]


def test_copied_sheet_is_asked_about(tmp_path: Path) -> None:
    _send(tmp_path, _from("esil", _rows(9), media_item=MEDIA), _from("akzhar", _rows(9, 1), media_item=MEDIA[::-1]))
    assert _copies(tmp_path) == [("akzhar", "2026", "БАҚ", "esil 2026")]
    answer(workspace(tmp_path), Return(FORM, "2026", "akzhar"), "content.copied", "БАҚ!", ACTOR)
    assert query(tmp_path, "select unit from svod.issue where explanation is null") == []


@pytest.mark.parametrize(("asked", "sheets"), [(150, ["Сауалнама"]), (4, [])])
def test_survey_is_a_copy_only_if_large_figures_are_the_same(tmp_path: Path, asked: int, sheets: list[str]) -> None:
    _send(tmp_path, _from("esil", _rows(30), **_survey(asked)), _from("akzhar", _rows(30, 1), **_survey(asked)))
    assert [sheet for _, _, sheet, _ in _copies(tmp_path)] == sheets


def test_corrected_return_is_no_copy_of_itself_and_stays_the_earlier_one(tmp_path: Path) -> None:
    rows = _rows(10)
    _send(tmp_path, _from("esil", rows), _from("akzhar", rows), _from("esil", [*rows[1:], *_rows(1, 1)]))
    assert _copies(tmp_path) == [("akzhar", "2026", None, "esil 2026")]
    act(tmp_path, "withdraw", unit="esil", revision=2)
    act(tmp_path, "withdraw", unit="esil", revision=1)
    assert _copies(tmp_path) == []


def test_each_copy_is_asked_about_and_no_other_return(tmp_path: Path) -> None:
    sent = {unit: _from(unit, _rows(12, seed)) for seed, unit in enumerate(UNITS)}
    sent |= {unit: _from(unit, _rows(12)) for unit in UNITS[-3:]}
    load(tmp_path, {f"2026-06-{day}/{unit}.xlsx": content for day, (unit, content) in enumerate(sent.items(), 10)})
    assert _copies(tmp_path) == [(unit, "2026", None, f"{UNITS[0]} 2026") for unit in UNITS[-3:]]
