"""`svod feedback`: the clerk's own workbook with its issues at their cells, ready to be corrected and sent again."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from schemas.basics.cell import Percent
from schemas.basics.limits import LIMITS
from schemas.basics.text import LANGUAGES, Language
from schemas.checks.catalogue import CHECKS
from schemas.forms import forms
from svod.pipeline.feedback import marked_copy
from svod.pipeline.known_names import declared
from svod.pipeline.mark_return import mark_return
from svod.workers.pool import LocalProcesses
from tests.builders.styled import PartlyStruck, Styled
from tests.builders.workbooks import RAID, build, check, load, query
from tests.cases.case import Case, findings
from tests.cases.cells import CODES, COUNTS, DATES
from tests.cases.seen import FORMATS, MONTHS_ALONE, PASTED, SCRIPTS, TWO_NUMBERS
from tests.cases.sheets import CLEAN, COLUMNS, ROWS, RULES, SHEETS
from tests.conftest import Svod
from tests.reading.test_formats import WRITERS
from tests.reading.test_messes import figures
from tests.reading.test_open_document import COVER, HEADINGS

CASES = (
    # Most of these differ in one value only, at which the marks are the same.
    *COUNTS[::4],
    *DATES[::4],
    *CODES[::4],
    *SHEETS,
    *COLUMNS,
    *ROWS,
    *RULES,
    *CLEAN,
    *FORMATS,
    *MONTHS_ALONE,
    *SCRIPTS,
    *PASTED,
    *TWO_NUMBERS,
)
RED, YELLOW = "FFFFC7CE", "FFFFEB9C"


def _marked(content: bytes) -> bytes:
    return mark_return(content, "x.xlsx", check(content), forms(), "kk")


def _colours(sheet: Worksheet) -> dict[str, str]:
    """The colours of svod's marks by cell."""
    return {
        cell.coordinate: rule.dxf.fill.bgColor.rgb
        for formats in sheet.conditional_formatting
        for rule in formats.rules
        if rule.formula == ['N("svod")=0']
        for cells in formats.sqref.ranges
        for row in sheet[cells.coord if cells.size != {"rows": 1, "columns": 1} else f"{cells.coord}:{cells.coord}"]
        for cell in row
    }


def _opened(path: Path) -> tuple[Worksheet, Workbook]:
    workbook = load_workbook(path)
    return workbook.worksheets[0], workbook


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_marks_change_nothing_that_is_read_and_are_made_anew_each_time(case: Case) -> None:
    marked = _marked(case.sent)
    before, after = case.checked, check(marked)
    assert findings(after) == findings(before)
    assert figures(after) == figures(before)
    assert _marked(marked) == marked


@pytest.mark.parametrize("format_", sorted(set(WRITERS) - {"xlsx"}))
def test_other_formats_come_back_as_xlsx_with_every_value_in_its_cell(format_: str, tmp_path: Path) -> None:
    file = tmp_path / f"x.{format_}"
    file.write_bytes(WRITERS[format_]({"Титул": COVER, "Іс-шаралар": [HEADINGS, ["2026-06-05", "рейд", "көп"]]}))
    checked, marked = marked_copy((file, file.name), "kk", LocalProcesses(1, LIMITS), declared(), LIMITS)
    assert checked.issues
    assert findings(check(marked)) == findings(checked)


def test_sheet_with_a_longer_name_than_excel_allows_is_marked_under_a_shorter_one(tmp_path: Path) -> None:
    name = "Аудан бойынша іс-шаралардың толық тізімі"
    file = tmp_path / "x.ods"
    file.write_bytes(WRITERS["ods"]({"Титул": COVER, name: [HEADINGS, ["2026-06-05", "рейд", "көп"]]}))
    checked, marked = marked_copy((file, file.name), "kk", LocalProcesses(1, LIMITS), declared(), LIMITS)
    assert (name, "C2") in [(one.sheet, one.cell) for one in checked.issues]
    listed, sheet = (load_workbook(BytesIO(marked)).worksheets[at] for at in (0, 2))
    assert sheet.title == name[:31]
    assert "көп" in sheet["C2"].comment.text
    assert f"'{sheet.title}'!C2" in [cell.hyperlink.location for cell in listed["C"] if cell.hyperlink]


@pytest.mark.parametrize("format_", sorted(set(WRITERS) - {"xlsx"}))
def test_number_shown_as_another_comes_back_shown_so(format_: str, tmp_path: Path) -> None:
    shown = [Styled(86, '0" %"'), Styled(4000, "#,##0, тыс"), Styled(4, '0"000"'), Percent(0.35)]
    rows = [HEADINGS, *(("05.06.2026", "рейд", one, 0) for one in shown)]
    file = tmp_path / f"x.{format_}"
    file.write_bytes(WRITERS[format_]({"Титул": list(COVER.items()), "Іс-шаралар": rows}))
    checked, marked = marked_copy((file, file.name), "kk", LocalProcesses(1, LIMITS), declared(), LIMITS)
    assert len(checked.issues) == len(shown)
    assert [(one.cell, one.value) for one in check(marked).issues] == [(one.cell, one.value) for one in checked.issues]


@pytest.mark.parametrize("format_", ["xls", "xlsb"])
def test_number_partly_struck_out_comes_back_struck_out(format_: str, tmp_path: Path) -> None:
    file = tmp_path / f"x.{format_}"
    rows = [HEADINGS, ("05.06.2026", "рейд", PartlyStruck("121", 2), 0)]
    file.write_bytes(WRITERS[format_]({"Титул": list(COVER.items()), "Іс-шаралар": rows}))
    checked, marked = marked_copy((file, file.name), "kk", LocalProcesses(1, LIMITS), declared(), LIMITS)
    assert findings(check(marked)) == findings(checked) == ["cell.rich_text Іс-шаралар!C2 → 12"]


def test_each_issue_stands_at_its_cell_and_in_the_list(svod: Svod, tmp_path: Path) -> None:
    def by_clerk(workbook: Workbook) -> None:
        workbook["Іс-шаралар"]["G2"].comment = Comment("Сұрадым", "Маман")
        workbook["Іс-шаралар"]["B9"] = "=1+1"

    raids = [{**RAID, "participants": "көп"}, RAID, {**RAID, "kind": "рейт", "title": "Базар"}]
    (tmp_path / "a.xlsx").write_bytes(build(activity=raids, edit=by_clerk))
    for language in LANGUAGES:
        done = svod("--lang", language, "feedback", "a.xlsx", "-o", "out/b.xlsx", cwd=tmp_path)
        assert (done.returncode, done.stderr) == (1, ""), "the return has an error"
        listed, workbook = _opened(tmp_path / "out/b.xlsx")
        sheet = workbook["Іс-шаралар"]
        issues = check((tmp_path / "a.xlsx").read_bytes()).issues
        rows = [tuple(cell.value for cell in row) for row in listed.iter_rows(min_row=5, max_row=listed.max_row - 1)]
        said = [(one.sheet, one.cell, one.message.in_(language), one.suggestion, one.code) for one in issues]
        assert [(*row[1:5], row[6]) for row in rows] == said
        assert [cell.hyperlink.location for cell in listed["C"][4:-1]] == [f"'{one.sheet}'!{one.cell}" for one in issues]
        for one in issues:
            assert one.cell
            note = sheet[one.cell].comment
            assert one.message.in_(language) in note.text
            assert str(one.suggestion or "") in note.text
        assert _colours(sheet) == {one.cell: RED if one.severity == "error" else YELLOW for one in issues}
        assert "Сұрадым" in sheet["G2"].comment.text
        assert sheet["B9"].value == "=1+1"
        errors = str(sum(one.severity == "error" for one in issues))
        assert errors in done.stdout
        assert errors in str(listed.cell(listed.max_row, 1).value)


def test_list_is_in_the_order_of_the_sheets_and_has_equal_issues_in_one_line() -> None:
    """The same word in several cells of a column is one thing to put right."""
    raids = [{**RAID, "participants": count, "title": str(count)} for count in ("көп", 4, "көп", "көп", "аз", 5)]
    content = build(cover={"prepared_by": None}, activity=[*raids, {**RAID, "kind": "рейт"}])
    listed = load_workbook(BytesIO(mark_return(content, "x.xlsx", check(content), forms(), "kk"))).worksheets[0]
    lines = [(row[1].value, row[2].value) for row in listed.iter_rows(min_row=5, max_row=listed.max_row - 1)]
    rows = "Іс-шаралар"
    assert lines == [("Титул", "B13"), (rows, "G2, G4–G5 (3)"), (rows, "G6"), (rows, "B8")]
    assert listed["C6"].hyperlink.location == "'Іс-шаралар'!G2"
    assert listed.cell(listed.max_row, 1).value == "Барлығы: қате – 6, сұрату – 0, мәлімет үшін – 0"


@pytest.mark.parametrize(("language", "sheet"), [("kk", "Түсіндірмелер"), ("ru", "Пояснения")])
def test_says_beside_a_query_where_it_is_explained_and_by_which_code(tmp_path: Path, language: Language, sheet: str) -> None:
    """The sheet and its columns have their names in the clerk's file, whatever the language of the messages."""
    file = tmp_path / "a.xlsx"
    file.write_bytes(build(language=language, activity=[RAID, RAID], explanation=[]))
    checked, marked = marked_copy((file, file.name), "kk", LocalProcesses(1, LIMITS), declared(), LIMITS)
    workbook = load_workbook(BytesIO(marked))
    (issue,) = checked.issues
    assert (issue.severity, issue.cell) == ("query", "A3")
    said = workbook.worksheets[0]["F5"].value
    headings = [cell.value for cell in workbook[sheet][1]]
    assert all(f"«{name}»" in said for name in (sheet, *headings))
    assert f"– {issue.code}," in said
    assert "– A3," in said
    assert said in workbook[str(issue.sheet)]["A3"].comment.text
    assert workbook.worksheets[0]["G5"].value == issue.code


def test_explanation_written_as_the_list_says_is_taken_for_one(tmp_path: Path) -> None:
    """For a query of the whole file the column of cells stays blank."""
    marked = _marked(build(activity=[RAID, RAID], explanation=[]))
    workbook = load_workbook(BytesIO(marked))
    listed = workbook.worksheets[0]
    workbook["Түсіндірмелер"].append([listed["G5"].value, listed["C5"].value, "Екі рейд болды"])
    workbook.save(tmp_path / "b.xlsx")
    load(tmp_path, {"b.xlsx": (tmp_path / "b.xlsx").read_bytes()})
    assert query(tmp_path, "select code, explanation from svod.issue") == [("row.duplicate", "Екі рейд болды")]


def test_clerks_own_comment_outlives_any_number_of_marks() -> None:
    def by_clerk(workbook: Workbook) -> None:
        workbook["Іс-шаралар"]["G2"].comment = Comment("Сұрадым", "Маман")

    marked = build(activity=[{**RAID, "participants": "көп"}], edit=by_clerk)
    for _ in range(3):
        marked = _marked(marked)
        note = load_workbook(BytesIO(marked))["Іс-шаралар"]["G2"].comment
        assert note.text.count("Сұрадым") == note.text.count("көп") == 1
        assert "Маман" in note.author
    workbook = load_workbook(BytesIO(marked))
    workbook["Іс-шаралар"]["G2"] = 4
    corrected = BytesIO()
    workbook.save(corrected)
    own = load_workbook(BytesIO(_marked(corrected.getvalue())))["Іс-шаралар"]["G2"].comment
    assert (own.text, own.author) == ("Сұрадым", "Маман")


def test_cell_under_a_merged_one_is_marked_where_it_shows(tmp_path: Path) -> None:
    def merge(workbook: Workbook) -> None:
        workbook["Іс-шаралар"].merge_cells("G2:G3")

    content = build(activity=[RAID, {**RAID, "title": "Базар"}], edit=merge)
    (issue, *_) = [one for one in check(content).issues if one.cell == "G3"]
    (tmp_path / "b.xlsx").write_bytes(_marked(content))
    _, workbook = _opened(tmp_path / "b.xlsx")
    assert issue.message.kk in workbook["Іс-шаралар"]["G2"].comment.text


def test_corrected_copy_is_accepted(tmp_path: Path) -> None:
    workbook = load_workbook(BytesIO(_marked(build(activity=[{**RAID, "participants": "көп"}]))))
    workbook["Іс-шаралар"]["G2"] = 4
    workbook.save(tmp_path / "b.xlsx")
    corrected = check((tmp_path / "b.xlsx").read_bytes())
    assert (corrected.status, corrected.issues) == ("accepted", [])
    assert corrected.indicators == check(build()).indicators


def test_file_that_is_no_workbook_gives_the_list_alone(svod: Svod, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"%PDF-1.7")
    done = svod("feedback", "a.xlsx", "-o", "b.xlsx", cwd=tmp_path)
    assert done.returncode == 1
    listed, workbook = _opened(tmp_path / "b.xlsx")
    assert len(workbook.worksheets) == 1
    (issue,) = check(b"%PDF-1.7").issues
    assert listed["D5"].value == issue.message.kk
    assert issue.code in CHECKS


def test_a_return_without_errors_is_a_success(svod: Svod, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(build(activity=[RAID, RAID]))
    assert {issue.severity for issue in check(build(activity=[RAID, RAID])).issues} == {"query"}
    assert svod("feedback", "a.xlsx", "-o", "b.xlsx", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize(("output", "said"), [("b.pdf", ".xlsx"), ("a.xlsx", "a.xlsx")])
def test_own_file_is_never_written_over(svod: Svod, tmp_path: Path, output: str, said: str) -> None:
    (tmp_path / "a.xlsx").write_bytes(build())
    done = svod("feedback", "a.xlsx", "-o", output, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert (tmp_path / "a.xlsx").read_bytes() == build()
