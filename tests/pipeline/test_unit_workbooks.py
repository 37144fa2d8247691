"""Registers of units as workbooks and CSV: what they declare, and every mistake in them at its cell."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from schemas.basics.text import LANGUAGES, Language
from schemas.units.register import UnitRegister
from svod.pipeline.unit_workbooks import check_units, write_units
from tests.builders.unit_workbooks import SCHOOLS, units_workbook

# Each mistake by the cells that make it, and what is found: code, cell, suggestion.
MISTAKES: list[tuple[dict[str, object], list[str]]] = [
    ({"B4": "nrth"}, ["register.unknown_parent B4 → north"]),
    ({"B4": "nrth", "B7": "nrth"}, ["register.unknown_parent B4 → north"]),
    ({"B2": "abai"}, ["register.circle B2"]),
    ({"B4": "abai"}, ["register.circle B4"]),
    ({"A5": "abai"}, ["declaration.twice A5"]),
    ({"A6": "ABAI-1"}, ["declaration.twice A6"]),
    ({"A3": "солтүстік"}, ["declaration.not_a_code A3"]),
    ({"A4": "абай", "B5": "абай", "B6": "абай"}, ["declaration.not_a_code A4"]),
    ({"A5": None}, ["cell.required A5"]),
    ({"A8": None, "L9": "esil_no_1"}, ["cell.required A8"]),
    ({"C5": None}, ["cell.required C5"]),
    ({"D5": None, "E5": None}, ["declaration.without_text D5"]),
    ({"D6": "№1 мектеп"}, ["declaration.same_name D6"]),
    ({"G6": "мектеп №1"}, ["declaration.same_name G6"]),
    ({"D7": "Абай ауданы"}, ["declaration.same_name D7"]),
    ({"E4": "аудан"}, ["register.not_a_name E4"]),
    ({"G4": "ауданы"}, ["register.not_a_name G4"]),
    ({"H4": "sometimes"}, ["cell.unknown_code H4"]),
    ({"H5": "own "}, []),
    (dict.fromkeys(("H5", "H6", "H8", "H9"), "none"), ["register.nobody_reports H2"]),
    ({"I4": "first"}, ["cell.not_a_number I4"]),
    ({"J5": date(2026, 1, 1), "K5": date(2025, 1, 1)}, ["register.ends_before K5"]),
    ({"J5": "soon"}, ["cell.not_a_date J5"]),
    ({"J4": date(2025, 1, 1)}, ["register.outside_parent J5", "register.outside_parent J6"]),
    ({"K7": date(2024, 12, 31)}, ["register.outside_parent K8", "register.outside_parent K9"]),
    ({"J7": date(2026, 1, 1), "K7": date(2025, 1, 1)}, ["register.ends_before K7"]),
    ({"L9": "esil-3"}, ["register.unknown_successor L9 → esil"]),
    ({"L9": "esil-9"}, ["register.own_successor L9"]),
    ({"K9": None}, ["register.still_valid K9"]),
    ({"L9": "esil-1; abai-1"}, []),
    ({"M4": "12"}, ["register.official_code M4"]),
    ({"M4": 591010000, "M7": "591010000"}, ["declaration.same_name M7"]),
    ({"N4": -5}, ["cell.negative N4"]),
    ({"B1": "pernt"}, ["declaration.unknown_column B1 → parent"]),
    ({"C1": None}, ["declaration.column_missing"]),
    ({"O1": "remarks"}, ["declaration.unknown_column O1"]),
    ({"N1": "order"}, ["declaration.column_twice N1"]),
]  # fmt: skip


def findings(content: bytes, file: str = "units.xlsx") -> list[str]:
    """All issues of a register, one line each."""
    lines = []
    for issue in check_units(content, file).issues:
        assert all(issue.message.all)
        lines.append(" ".join(filter(None, (issue.code, issue.cell, issue.suggestion and f"→ {issue.suggestion}"))))
    return sorted(lines)


@pytest.mark.parametrize("cells", range(len(MISTAKES)), ids=[" ".join(cells) for cells, _ in MISTAKES])
def test_each_mistake_is_found_at_its_cell_and_nothing_follows_from_it(cells: int) -> None:
    changed, found = MISTAKES[cells]
    assert findings(units_workbook(changed)) == found


def test_many_mistakes_are_found_in_one_pass() -> None:
    planted: dict[str, object] = {"B4": "nrth", "A6": "abai-1", "K9": None, "M3": "12", "D5": None, "E5": None}
    assert findings(units_workbook(planted)) == [
        "declaration.twice A6",
        "declaration.without_text D5",
        "register.official_code M3",
        "register.still_valid K9",
        "register.unknown_parent B4 → north",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("register", [UnitRegister.read(), SCHOOLS], ids=["program", "schools"])
def test_a_register_comes_back_from_its_workbook(register: UnitRegister, language: Language) -> None:
    checked = check_units(write_units(register, language), "units.xlsx")
    assert checked.issues == []
    assert checked.register is not None
    assert checked.register.units == register.units


@pytest.mark.parametrize(("delimiter", "encoding"), [(",", "utf-8-sig"), (";", "cp1251"), ("\t", "utf-16")])
def test_a_register_may_be_csv(delimiter: str, encoding: str) -> None:
    rows = [("код", "вышестоящая", "уровень", "название.ru"), ("north", "", "region", "Северная область")]
    rows += [("abai", "north", "district", "Абайский район"), ("esil", "nrth", "district", "Есильский район")]
    text = StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    assert findings(text.getvalue().encode(encoding), "units.csv") == ["register.unknown_parent B4 → north"]
    register = check_units(text.getvalue().replace("nrth", "north").encode(encoding), "units.csv").register
    assert register is not None
    assert [(unit.unit, unit.names.kk, unit.returns) for unit in register.units] == [
        ("north", "Северная область", "none"),
        ("abai", "Абайский район", "own"),
        ("esil", "Есильский район", "own"),
    ]


def test_what_is_no_register_is_told() -> None:
    assert findings(b"%PDF-1.4", "units.pdf") == ["declaration.unreadable"]
    assert findings(b"", "units.csv") == ["declaration.unreadable"]
    book = load_workbook(BytesIO(units_workbook()))
    book["units"].delete_rows(2, 20)
    out = BytesIO()
    book.save(out)
    assert findings(out.getvalue()) == ["register.no_units"]
