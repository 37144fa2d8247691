"""With a second form known, a command about one form says which it took, or asks. With one form it asks nothing."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook, load_workbook

from schemas.basics.text import LANGUAGES
from schemas.declaration.form import Form
from schemas.declaration.own_sheets import OWN_SHEETS
from schemas.declaration.period import Period
from schemas.forms.labour12.form import FORM
from svod.reports.xlsx.blank import blank_return
from tests.builders.saved import saved
from tests.builders.workbooks import REGISTER, build, check, load, workspace
from tests.conftest import Run


def test_a_form_without_a_sample_is_said_to_have_none(visits: Form, run: Run) -> None:
    said = (
        f"«{visits.code}» нысанының үлгі есептері жоқ.",
        f"У формы «{visits.code}» нет образцов отчётов.",
        f"The form “{visits.code}” has no sample returns.",
    )
    for lang, sentence in zip(LANGUAGES, said, strict=True):
        assert run("sample", "--form", visits.code, lang=lang) == (2, "", f"{sentence}\n")


def _blank(form: Form) -> bytes:
    return blank_return(form, REGISTER, "akzhar", Period(2026, form.period_type, 1))


READING = (
    ("totals",),
    ("status", "--json"),
    ("explain", "raids"),
    ("revisions", "akzhar"),
    ("diff", "akzhar", "--from", "1", "--to", "1"),
    ("report",),
)
WHY = ("--reason", "check")
DECIDING = (
    ("close",),
    ("reopen", *WHY),
    ("withdraw", "akzhar", *WHY),
    ("restore", "akzhar", *WHY),
    ("answer", "akzhar", "row.duplicate", "A3", "--text", "so it was"),
    ("spelling", "add", "sheet", "Шаралар", "activity", *WHY),
)
ASKING = (("sample",), ("blank", "akzhar", "--period", "2026", "-o", "blank.xlsx"))


def test_reading_takes_the_form_with_the_latest_receipt(visits: Form, run: Run, tmp_path: Path) -> None:
    load(tmp_path, {"2026-06-11/a.xlsx": build(), "2026-06-10/b.xlsx": _blank(visits)})
    note = "The form is labour12: its return came last. Name another with --form: visits12.\n"
    for words in READING:
        code, answer, said = run(*words)
        assert (words, code, said) == (words, 0, note)
        assert answer
    assert run("status", lang="kk")[2].startswith("Нысан – labour12: ")
    assert run("status", "--form", "labour12")[2] == ""
    load(tmp_path, {"2026-06-12/c.xlsx": _blank(visits)})
    assert (
        run("status", lang="ru")[2] == "Форма — visits12: её отчёт пришёл последним. Другую укажите через --form: labour12.\n"
    )


def test_reading_asks_where_nothing_was_received(visits: Form, run: Run, tmp_path: Path) -> None:
    load(tmp_path, {"2026-06-11/a.xlsx": build(), "2026-06-10/b.xlsx": _blank(visits)})
    code, answer, said = run("totals", "--as-of", "2026-06-01")
    assert (code, answer) == (2, "")
    assert said.endswith("The forms are: labour12, visits12.\n")


def test_deciding_refuses_and_lists_the_forms(visits: Form, run: Run, tmp_path: Path) -> None:
    load(tmp_path, {"2026-06-11/a.xlsx": build(), "2026-06-10/b.xlsx": _blank(visits)})
    ledger = workspace(tmp_path).storage.ledger.path
    before = ledger.read_bytes()
    for words in (*DECIDING, *ASKING):
        said = (2, "", "Name the form with --form. The forms are: labour12, visits12.\n")
        assert (words, *run(*words)) == (words, *said)
    assert ledger.read_bytes() == before


def test_one_form_is_taken_without_a_word(run: Run, tmp_path: Path) -> None:
    load(tmp_path, {"2026-06-11/a.xlsx": build()})
    for words in (("totals",), ("withdraw", "akzhar", *WHY)):
        code, _, said = run(*words)
        assert (words, code, said) == (words, 0, "")


def _renamed(content: bytes, edit: Callable[[Workbook], object]) -> bytes:
    """A return, without the sheets that are no part of it, in which only the cover's sheet keeps its name."""
    workbook = load_workbook(BytesIO(content))
    for name in OWN_SHEETS.intersection(workbook.sheetnames):
        del workbook[name]
    for number, sheet in enumerate(workbook.worksheets[1:], 1):
        sheet.title = f"Лист{number}"
    edit(workbook)
    return saved(workbook)


def test_a_workbook_with_no_sheet_named_but_its_cover_is_the_form_that_it_holds(visits: Form) -> None:
    for form in (FORM, visits):
        for edit in (lambda _: None, lambda workbook: workbook.worksheets[1].delete_rows(1)):
            checked = check(_renamed(_blank(form), edit))
            assert (checked.form, checked.unit) == (form.code, "akzhar")


UNQUOTED = str.maketrans("", "", "«»„“”\"'")
"""Quotes inside quotes differ from those around the title."""


def test_a_workbook_that_may_be_either_form_is_refused(visits: Form) -> None:
    def without_all_but_the_unit(workbook: Workbook) -> None:
        for sheet in workbook.worksheets[1:]:
            workbook.remove(sheet)
        for row in workbook["Титул"].iter_rows(min_row=1):
            if row[0].value != "Аудан (қала)":
                row[0].value = None

    content = _renamed(_blank(visits), without_all_but_the_unit)
    checked = check(content)
    assert (checked.form, [issue.code for issue in checked.issues]) == (None, ["form.ambiguous"])
    for said, titles in zip(checked.issues[0].message.all, zip(FORM.title.all, visits.title.all, strict=True), strict=True):
        assert all(title.translate(UNQUOTED) in said.translate(UNQUOTED) for title in titles)


def test_with_one_form_a_cover_alone_is_that_forms() -> None:
    checked = check(_renamed(build(), lambda _: None))
    assert (checked.form, checked.status) == ("labour12", "accepted")
