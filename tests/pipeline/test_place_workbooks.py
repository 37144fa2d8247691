"""The workbooks of places: what they declare, and every mistake in them at its cell."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from schemas.basics.place import PLACE, Place
from schemas.basics.text import LANGUAGES, Language
from svod.pipeline.place_workbooks import check_place, write_place
from tests.builders.place_workbooks import MOVED, place_workbook

LATER: dict[str, object] = {"place!B3": "Asia/Aqtau", "place!C3": "kk"}
"""A second row."""

# Each mistake by the cells that make it, and what is found: code, cell, suggestion.
MISTAKES: list[tuple[dict[str, object], list[str]]] = [
    ({"place!B2": "Asia/Almata"}, ["place.unknown_zone B2 → Asia/Almaty"]),
    ({"place!B2": "местное время"}, ["place.unknown_zone B2"]),
    ({"place!B2": None}, ["cell.required B2"]),
    ({"place!C2": None}, ["cell.required C2"]),
    ({"place!C2": "ru; kz"}, ["place.unknown_language C2"]),
    ({"place!C2": "ru; kk; ru"}, ["place.unknown_language C2"]),
    ({"place!C2": ";"}, ["place.unknown_language C2"]),
    ({"place!C2": " ru;kk"}, []),
    (LATER, ["place.day_twice A3"]),
    ({**LATER, "place!A2": date(2026, 1, 1), "place!A3": date(2026, 1, 1)}, ["place.day_twice A3"]),
    ({**LATER, "place!A3": date(2026, 7, 1)}, []),
    ({"days!A2": date(2026, 7, 6), "days!B2": "no"}, []),
    ({"days!A2": date(2026, 7, 6)}, ["cell.required B2"]),
    ({"days!A2": date(2026, 7, 6), "days!B2": "holiday"}, ["cell.unknown_code B2"]),
    ({"days!B2": "no"}, ["cell.required A2"]),
    ({"days!A2": date(2026, 7, 6), "days!B2": "no", "days!A3": "06.07.2026", "days!B3": "yes"}, ["place.day_twice A3"]),
    ({"place!A2": "soon"}, ["cell.not_a_date A2"]),
    ({"place!B1": "zoen"}, ["declaration.unknown_column B1 → zone"]),
    ({"place!B2": None, "place!C2": None}, ["place.empty"]),
]  # fmt: skip


def findings(content: bytes, file: str = "place.xlsx") -> list[str]:
    """All issues of the workbook of a place, one line each."""
    lines = []
    for issue in check_place(content, file).issues:
        assert all(issue.message.all)
        lines.append(" ".join(filter(None, (issue.code, issue.cell, issue.suggestion and f"→ {issue.suggestion}"))))
    return sorted(lines)


@pytest.mark.parametrize(("cells", "found"), MISTAKES, ids=[" ".join(cells) for cells, _ in MISTAKES])
def test_each_mistake_is_found_at_its_cell_and_nothing_follows_from_it(cells: dict[str, object], found: list[str]) -> None:
    assert findings(place_workbook(cells)) == found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", [PLACE, MOVED], ids=["program", "moved"])
def test_a_place_comes_back_from_its_workbook(place: Place, language: Language) -> None:
    checked = check_place(write_place(place, language), "place.xlsx")
    assert checked.issues == []
    assert checked.place == place


def test_rows_are_read_in_the_order_of_their_days() -> None:
    first, later = MOVED.versions
    assert check_place(place_workbook(place=Place(versions=(later, first), days=MOVED.days)), "place.xlsx").place == MOVED


def test_what_is_no_place_is_told() -> None:
    assert findings(b"%PDF-1.4", "place.pdf") == ["declaration.unreadable"]
    book = load_workbook(BytesIO(place_workbook()))
    book["place"].title = "plase"
    out = BytesIO()
    book.save(out)
    assert findings(out.getvalue()) == ["declaration.sheet_missing", "declaration.unknown_sheet → place"]
    empty = BytesIO()
    Workbook().save(empty)
    assert findings(empty.getvalue()) == ["declaration.sheet_missing"]
