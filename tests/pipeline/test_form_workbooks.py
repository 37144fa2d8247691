"""Form workbooks: what they declare, and every mistake in them at its cell."""

import pickle
from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook

from schemas.basics.clock import now
from schemas.basics.limits import LIMITS, MIB
from schemas.basics.text import LANGUAGES, Language, Text
from schemas.declaration.definition import FormDefinition, definition_of, form_of
from schemas.forms import forms
from schemas.records.decision import Adoption
from schemas.units.register import UnitRegister
from svod.pipeline.form_workbooks import check_form, write_form
from svod.pipeline.known_names import Adopted, Known
from tests.builders.form_workbooks import SMALL, form_workbook
from tests.forms.visits12 import FORM as VISITS
from tests.support.spending import FORM as SPENDING

LABOUR = definition_of(forms()["labour12"])

# A rule that has no mistake.
RULE: dict[str, str | int | None] = {"rules!A2": "few", "rules!C2": "event", "rules!D2": "participants < 1000"}

# Two printed rows that have no mistake, for the small form's table.
ROWS: dict[str, str | int | None] = {
    "tables!E3": "fixed",
    **dict.fromkeys(("rows!A2", "rows!A3"), "event"),
    **dict(zip(("rows!B2", "rows!C2", "rows!B3", "rows!C3", "rows!F3"), ("01", "Барлығы", "02", "қыздар", "01"), strict=True)),
    **dict.fromkeys(("columns!A5", "columns!A6")),
    **dict.fromkeys(("columns!B5", "columns!D5", "columns!E5", "columns!J5", "columns!T5", "columns!AA5")),
    **dict.fromkeys(("columns!B6", "columns!D6", "columns!E6", "columns!J6", "columns!K6", "columns!T6")),
    **dict.fromkeys(
        ("columns!F5", "columns!G5", "columns!H5", "columns!I5", "columns!F6", "columns!G6", "columns!H6", "columns!I6")
    ),
    **dict.fromkeys(
        ("lists!A2", "lists!B2", "lists!C2", "lists!D2", "lists!E2", "lists!A3", "lists!B3", "lists!C3", "lists!D3", "lists!E3")
    ),
}

# Each mistake by the cells that make it, and what is found: code, cell, suggestion.
MISTAKES: list[tuple[dict[str, str | int | None], list[str]]] = [
    ({"form!A2": "vresion"}, ["declaration.unknown_column form!A2 → version"]),
    ({"form!A9": "due_date"}, ["declaration.unknown_column form!A9 → due"]),
    ({"form!A2": "code"}, ["declaration.column_twice form!A2"]),
    ({"form!A9": None}, ["declaration.column_missing form"]),
    ({"form!B1": "Visits 2026"}, ["declaration.not_a_code form!B1 → visits_2026"]),
    ({"form!B1": "сапарлар"}, ["declaration.not_a_code form!B1"]),
    ({"form!B1": "core"}, ["declaration.reserved form!B1"]),
    ({"form!B1": None}, ["cell.required form!B1"]),
    ({"form!B3": "2026"}, ["declaration.not_read form!B3"]),
    ({"form!B3": "later"}, ["declaration.not_read form!B3"]),
    ({"form!B4": None, "form!B5": None}, ["declaration.without_text form!B4"]),
    ({"form!B8": "monthly?"}, ["cell.unknown_code form!B8 → month"]),
    ({"form!B8": None}, ["cell.required form!B8"]),
    ({"form!B8": "year"}, ["declaration.not_read form!B13"]),
    ({"form!B9": "soon"}, ["declaration.not_read form!B9"]),
    ({"form!B9": "13-40"}, ["declaration.not_read form!B9"]),
    ({"form!B9": "400"}, ["declaration.not_read form!B9"]),
    ({"form!B9": None}, ["cell.required form!B9"]),
    ({"form!B9": "06-16", "form!B10": "working days"}, ["declaration.not_read form!B9"]),
    ({"form!B10": "next day"}, ["cell.unknown_code form!B10 → next working day"]),
    ({"form!B11": "06-30 – 05-15"}, ["declaration.not_read form!B11"]),
    ({"form!B11": "May"}, ["declaration.not_read form!B11"]),
    ({"form!B12": "office"}, ["declaration.unknown_name form!B12"]),
    ({"form!B12": "year"}, ["declaration.role form!B12"]),
    ({"form!B13": "year"}, ["declaration.not_read form!B13"]),
    ({"form!B13": "year; unit"}, ["declaration.role form!B13"]),
    ({"form!B13": "year; mnth"}, ["declaration.unknown_name form!B13 → month"]),
    ({"form!B14": "year; year"}, ["declaration.not_read form!B14"]),
    ({"form!B13": "year; year"}, ["declaration.not_read form!B13"]),
    ({"columns!B7": "model_config", "indicators!I2": "model_config"}, ["declaration.reserved columns!B7"]),
    ({"columns!W7": "1e400"}, ["declaration.not_read columns!W7"]),
    ({"form!B14": "year"}, ["declaration.not_read form!B14"]),
    ({"form!B15": "year"}, ["declaration.role form!B15"]),
    ({"form!B15": "nil"}, ["declaration.unknown_name form!B15"]),
    ({"form!B16": "place"}, ["declaration.not_read form!B16"]),
    ({"form!B16": "year = corrected"}, ["declaration.role form!B16"]),
    ({"form!B17": "event"}, ["declaration.not_read form!B17"]),
    ({"form!B17": "evnt: a; b; c"}, ["declaration.unknown_name form!B17 → event"]),
    ({"form!B17": "event: place; held_on; remark"}, ["declaration.unknown_name form!B17"]),
    ({"form!B18": "event: place"}, ["declaration.not_read form!B18"]),
    ({"form!B18": "event: place; place; participants"}, ["declaration.not_read form!B19"]),
    ({"tables!A3": "Event 1"}, ["declaration.not_a_code tables!A3 → event_1"]),
    ({"tables!A3": "evnt"}, ["declaration.unknown_name columns!A5 → evnt"]),
    ({"tables!A3": "cover"}, ["declaration.twice tables!A3"]),
    ({"tables!A3": None}, ["cell.required tables!A3"]),
    ({"tables!B3": None, "tables!C3": None}, ["declaration.without_text tables!B3"]),
    ({"tables!B3": "Титул"}, ["declaration.same_name tables!A3"]),
    ({"tables!E3": "cover"}, ["declaration.cover tables!E3"]),
    ({"tables!E2": "list"}, ["declaration.cover tables!E3"]),
    ({"tables!E3": "grid"}, ["cell.unknown_code tables!E3"]),
    ({"tables!E3": None}, ["cell.required tables!E3"]),
    ({"tables!F3": "maybe"}, ["cell.unknown_code tables!F3"]),
    ({"tables!H3": "held_on; where"}, ["declaration.unknown_name tables!H3"]),
    ({"tables!A4": "extra", "tables!B4": "Қосымша", "tables!E4": "list"}, ["declaration.empty tables!A4"]),
    ({"tables!A4": "total", "tables!B4": "Барлығы", "tables!E4": "list", "columns!A8": "total", "columns!B8": "x",
      "columns!D8": "Икс", "columns!J8": "text"}, ["declaration.reserved tables!A4"]),
    ({"tables!E1": "layuot"}, ["declaration.unknown_column tables!E1 → layout"]),
    ({"tables!E1": None}, ["declaration.column_missing tables"]),
    ({"columns!A7": "evnt"}, ["declaration.unknown_name columns!A7 → event"]),
    ({"columns!A7": None}, ["cell.required columns!A7"]),
    ({"columns!B7": "held_on"}, ["declaration.twice columns!B7"]),
    ({"columns!B7": "Participants"}, ["declaration.not_a_code columns!B7 → participants"]),
    ({"columns!B7": "қатысушы"}, ["declaration.not_a_code columns!B7"]),
    ({"columns!D7": None, "columns!E7": None}, ["declaration.without_text columns!D7"]),
    ({"columns!D7": "Күні"}, ["declaration.same_name columns!B7"]),
    ({"columns!AB7": "Дата"}, ["declaration.same_name columns!B7"]),
    ({"columns!J7": "bignum"}, ["cell.unknown_code columns!J7"]),
    ({"columns!J7": None}, ["cell.required columns!J7"]),
    ({"columns!J6": "cod"}, ["cell.unknown_code columns!J6 → code"]),
    ({"columns!K6": None}, ["declaration.missing_for_kind columns!K6"]),
    ({"columns!K6": "places"}, ["declaration.unknown_name columns!K6 → place"]),
    ({"columns!K7": "place"}, ["declaration.not_for_kind columns!K7"]),
    ({"columns!V7": "few"}, ["declaration.not_read columns!V7"]),
    ({"columns!V7": "0.5"}, ["declaration.not_read columns!V7"]),
    ({"columns!V7": "10", "columns!W7": "5"}, ["declaration.bounds columns!W7"]),
    ({"columns!X7": 20}, ["declaration.not_for_kind columns!X7"]),
    ({"columns!Y6": "sum"}, ["declaration.not_for_kind columns!Y6"]),
    ({"columns!Y7": "average"}, ["cell.unknown_code columns!Y7"]),
    ({"columns!AA7": "window"}, ["declaration.not_for_kind columns!AA7"]),
    ({"columns!U7": "0"}, ["declaration.not_read columns!U7"]),
    ({"columns!T6": None, "columns!U6": "shop"}, ["declaration.unknown_name columns!U6 → school"]),
    ({"columns!T7": None, "columns!U7": "none"}, ["declaration.not_read columns!U7"]),
    ({"columns!V5": "1"}, ["declaration.not_for_kind columns!V5"]),
    ({"columns!L5": "адам"}, ["declaration.not_for_kind columns!L5"]),
    ({"columns!B1": None}, ["declaration.column_missing columns"]),
    ({"columns!AC1": "remarks"}, ["declaration.unknown_column columns!AC1"]),
    ({"lists!A3": None}, ["cell.required lists!A3"]),
    ({"lists!A2": "Place", "lists!A3": "Place", "columns!K6": "Place"}, ["declaration.not_a_code lists!A2 → place"]),
    ({"lists!B3": "school"}, ["declaration.twice lists!B3"]),
    ({"lists!B3": "өзге"}, ["declaration.not_a_code lists!B3"]),
    ({"lists!C3": "мектеп"}, ["declaration.same_name lists!B3"]),
    ({"lists!F3": "школа"}, ["declaration.same_name lists!B3"]),
    ({"lists!C3": None, "lists!D3": None}, ["declaration.without_text lists!C3"]),
    ({"lists!A4": "colour", "lists!B4": "red", "lists!C4": "қызыл"}, ["declaration.unused lists!A4"]),
    ({"indicators!A2": "all participants"}, ["declaration.not_a_code indicators!A2 → all_participants"]),
    ({"indicators!A2": None}, ["cell.required indicators!A2"]),
    ({"indicators!A3": "participants", "indicators!B3": "x", "indicators!H3": "event"}, ["declaration.twice indicators!A3"]),
    ({"indicators!B2": None, "indicators!C2": None}, ["declaration.without_text indicators!B2"]),
    ({"indicators!H2": "evnt"}, ["declaration.unknown_name indicators!H2 → event"]),
    ({"indicators!H2": None}, ["cell.required indicators!H2"]),
    ({"indicators!I2": "people"}, ["declaration.unknown_name indicators!I2"]),
    ({"indicators!I2": "place"}, ["declaration.role indicators!I2"]),
    ({"indicators!J2": "place"}, ["declaration.not_read indicators!J2"]),
    ({"indicators!J2": "place = shop"}, ["declaration.unknown_name indicators!J2 → school"]),
    ({"indicators!J2": "plac = school"}, ["declaration.unknown_name indicators!J2 → place"]),
    ({"indicators!J2": "participants = 5"}, ["declaration.role indicators!J2"]),
    ({"indicators!R2": "perhaps"}, ["cell.unknown_code indicators!R2"]),
    (ROWS | dict.fromkeys(("rows!A2", "rows!B2", "rows!C2", "rows!A3", "rows!B3", "rows!C3", "rows!F3")),
     ["declaration.empty tables!A3"]),
    ({"tables!E3": "fixed", "rows!A2": "event", "rows!B2": "01", "rows!C2": "Барлығы"},
     ["declaration.role columns!J5", "declaration.role columns!J6"]),
    (ROWS | {"tables!E3": "list"}, ["declaration.role tables!E3"]),
    (ROWS | {"rows!B3": "01"}, ["declaration.twice rows!B3"]),
    (ROWS | {"rows!B3": None}, ["cell.required rows!B3"]),
    (ROWS | {"rows!C3": None}, ["declaration.without_text rows!C3"]),
    (ROWS | {"rows!C3": "Барлығы"}, ["declaration.same_name rows!B3"]),
    (ROWS | {"rows!A3": "evnt"}, ["declaration.unknown_name rows!A3 → event"]),
    (ROWS | {"rows!F3": "10"}, ["declaration.unknown_name rows!F3"]),
    (ROWS | {"rows!F2": "02"}, ["declaration.not_read rows!F2", "declaration.not_read rows!F3"]),
    (ROWS | {"rows!H3": "7"}, ["declaration.unknown_name rows!H3"]),
    (ROWS | {"rows!G3": "often"}, ["cell.unknown_code rows!G3"]),
    ({"columns!J7": "number", "columns!O7": 7}, ["declaration.not_read columns!O7"]),
    ({"columns!O7": 2}, ["declaration.not_for_kind columns!O7"]),
    ({"columns!S7": "1000"}, ["declaration.not_for_kind columns!S7"]),
    ({"columns!P7": "доллар"}, ["declaration.not_for_kind columns!P7"]),
    ({"columns!J7": "percent"}, ["declaration.not_for_kind columns!Y7", "declaration.role indicators!I2"]),
    ({"indicators!K2": "mean"}, ["declaration.not_read indicators!M2"]),
    ({"indicators!K2": "mean", "indicators!M2": "place"}, ["declaration.role indicators!M2"]),
    ({"indicators!M2": "participants"}, ["declaration.not_read indicators!M2"]),
    ({"indicators!K2": "max", "indicators!I2": None}, ["declaration.not_read indicators!I2"]),
    ({"indicators!K2": "max", "indicators!R2": "yes"}, ["declaration.not_read indicators!R2"]),
    ({"indicators!K2": "ratio"}, ["declaration.not_read indicators!I2", "declaration.not_read indicators!N2",
                                  "declaration.not_read indicators!O2"]),
    ({"indicators!L2": "ratio"}, ["declaration.not_read indicators!L2"]),
    (RULE | {"rules!D2": "participants >= "}, ["declaration.expression rules!D2"]),
    (RULE | {"rules!D2": "particpants >= 0"}, ["declaration.expression rules!D2 → participants"]),
    (RULE | {"rules!D2": "participants >= held_on"}, ["declaration.expression rules!D2"]),
    (RULE | {"rules!D2": 'place = "shop"'}, ["declaration.expression rules!D2 → school"]),
    (RULE | {"rules!C2": "evnt"}, ["declaration.expression rules!C2 → event"]),
    (RULE | {"rules!A2": "row.parts_exceed_hole"}, ["declaration.expression rules!A2 → row.parts_exceed_whole"]),
    (
        RULE | {"rules!A3": "few", "rules!C3": "event", "rules!D3": "participants > 0"},
        ["declaration.expression rules!A2", "declaration.expression rules!A3"],
    ),
    ({"lists!G2": "2026"}, ["declaration.not_read lists!G2"]),
    ({"lists!G2": "2026-05", "lists!H2": "2026-04"}, ["declaration.not_read lists!H2"]),
    ({"lists!I2": "othr"}, ["declaration.unknown_name lists!I2 → other"]),
    ({"lists!I3": "other"}, ["declaration.not_read lists!I3"]),
    (RULE | {"rules!B2": "fatal"}, ["cell.unknown_code rules!B2"]),
    (RULE | {"rules!E2": "nobody"}, ["declaration.expression rules!E2"]),
    (RULE | {"rules!G2": "{what} бұрыс"}, ["declaration.expression rules!G2"]),
    (RULE | {"rules!J2": "2026"}, ["declaration.expression rules!J2"]),
    (RULE | {"rules!D2": None}, ["cell.required rules!D2"]),
    ({"survey!A2": "q", "survey!B2": "a", "survey!C2": "often"}, ["cell.unknown_code survey!C2"]),
    ({"report!A2": "de", "report!B2": "text"}, ["cell.unknown_code report!A2"]),
]  # fmt: skip


def findings(content: bytes, file: str = "form.xlsx") -> list[str]:
    """All issues of a form workbook, one line each."""
    lines = []
    for issue in check_form(content, file, forms()).issues:
        assert all(issue.message.all)
        place = "!".join(part for part in (issue.sheet, issue.cell) if part)
        lines.append(" ".join(filter(None, (issue.code, place, issue.suggestion and f"→ {issue.suggestion}"))))
    return sorted(lines)


@pytest.mark.parametrize("cells", range(len(MISTAKES)), ids=[" ".join(cells) for cells, _ in MISTAKES])
def test_each_mistake_is_found_at_its_cell_and_nothing_follows_from_it(cells: int) -> None:
    changed, found = MISTAKES[cells]
    assert findings(form_workbook(cells=changed)) == found


def _renamed(old: str, new: str | None) -> bytes:
    """The small form with a sheet renamed, or without it."""
    book = load_workbook(BytesIO(form_workbook()))
    if new is None:
        del book[old]
    else:
        book[old].title = new
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("indicators", None, ["declaration.sheet_missing"]),
        ("lists", "listss", ["declaration.unknown_name columns!K6", "declaration.unknown_sheet listss → lists"]),
        ("survey", "Графы", ["declaration.sheet_twice Графы"]),
    ],
)
def test_sheets_are_known_by_their_names(old: str, new: str | None, found: list[str]) -> None:
    assert findings(_renamed(old, new)) == found


def test_many_mistakes_are_found_in_one_pass() -> None:
    some = [each for each in MISTAKES if each[1][0] in {
        "declaration.not_read form!B9", "declaration.not_a_code indicators!A2 → all_participants",
        "cell.unknown_code columns!J6 → code", "declaration.bounds columns!W7", "declaration.same_name lists!B3",
    }]  # fmt: skip
    planted = {cell: value for cells, _ in some for cell, value in cells.items()}
    assert set(findings(form_workbook(cells=planted))) == {line for _, found in some for line in found}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "definition", [LABOUR, SMALL, definition_of(VISITS), definition_of(SPENDING)], ids=lambda form: form.code
)
def test_a_form_comes_back_from_its_workbook(definition: FormDefinition, language: Language) -> None:
    checked = check_form(write_form(definition, language), "form.xlsx", forms())
    assert checked.issues == []
    assert checked.definition == definition


@pytest.mark.parametrize(
    "definition", [LABOUR, SMALL, definition_of(VISITS), definition_of(SPENDING)], ids=lambda form: form.code
)
def test_a_definition_is_the_same_as_json_and_as_a_form(definition: FormDefinition) -> None:
    stored = FormDefinition.model_validate_json(definition.model_dump_json())
    assert stored == definition == definition_of(form_of(stored))


def test_an_adopted_form_reaches_another_process() -> None:
    adopted = Adopted(Adoption("adopted", "0" * 64, now()), SMALL.model_dump_json().encode())
    known = Known({}, UnitRegister(())).with_adopted((adopted,))
    sent = pickle.loads(pickle.dumps(known))
    assert definition_of(sent.forms["visits"]) == SMALL


@pytest.mark.parametrize("name", ["json", "copy", "schema", "class", "line", "workbook"])
def test_elements_and_codes_have_any_name(name: str) -> None:
    cells: dict[str, str | int | None] = {"columns!B7": name, "indicators!I2": name, "lists!B2": "mro", "lists!B3": name}
    definition = check_form(form_workbook(cells=cells), "form.xlsx", forms()).definition
    assert definition is not None
    assert definition_of(form_of(definition)) == definition


def test_a_rule_without_a_mistake_is_the_forms_own() -> None:
    definition = check_form(form_workbook(cells=RULE), "form.xlsx", forms()).definition
    assert definition is not None
    assert [(rule.check, rule.table, rule.expression) for rule in definition.rules] == [
        ("visits.few", "event", "participants < 1000")
    ]
    assert definition.rules[0].compiled


def test_printed_rows_without_a_mistake() -> None:
    definition = check_form(form_workbook(cells=ROWS), "form.xlsx", forms()).definition
    assert definition is not None
    assert [(row.code, row.part_of) for row in definition.tables[1].rows] == [("01", None), ("02", "01")]


def test_a_text_in_one_language_is_enough() -> None:
    cells: dict[str, str | int | None] = {"columns!D7": None, "columns!F7": None, "indicators!B2": None, "indicators!D2": None}
    definition = check_form(form_workbook(cells=cells), "form.xlsx", forms()).definition
    assert definition is not None
    assert definition.tables[1].columns[2].element.labels == Text("Участников", "Участников", "Участников")
    assert definition.indicators[0].labels.kk == "Участники"


@pytest.mark.parametrize(
    ("content", "file", "reason"),
    [
        (form_workbook()[:3000], "form.xlsx", "damaged"),
        (b"%PDF-1.4", "form.pdf", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "form.xlsx", "a password"),
        (b"\0\0\x1a\0", "form.wk3", "its format isn't accepted"),
        (form_workbook() + bytes(LIMITS.max_packed * MIB), "form.xlsx", "too large"),
    ],
    ids=["damaged", "pdf", "password", "lotus", "too large"],
)
def test_a_file_that_cannot_be_read_is_not_called_a_return(content: bytes, file: str, reason: str) -> None:
    (issue,) = check_form(content, file, forms()).issues
    assert issue.code == "declaration.unreadable"
    assert reason in issue.message.en
    assert "svod form new" in issue.message.en
    said = " ".join(issue.message.all).lower()
    assert not [word for word in ("есеп", "отчёт", "return", "жібер", "пришл", "send") if word in said]


def test_an_empty_file_declares_nothing() -> None:
    assert replace(check_form(b"", "form.xlsx", forms()), issues=[]).definition is None
