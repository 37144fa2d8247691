"""What else is in a clerk's workbook stays in the marked one, and packages of any writer are marked."""

import re
import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from schemas.forms import forms
from svod.pipeline.mark_return import file_ending, mark_return
from tests.builders.as_excel import as_excel_saves
from tests.builders.decorated import decorated
from tests.builders.hostile_files import packed, unpacked
from tests.builders.laden import laden
from tests.builders.saved import saved
from tests.builders.workbooks import RAID, build, check
from tests.cases.case import findings
from tests.conftest import Run
from tests.support.programs import needs

# openpyxl warns of what it doesn't know of the clerk's, and doesn't keep it.
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported", "ignore:.*not supported by openpyxl")

ROWS = "Іс-шаралар"
WRONG = build(
    activity=[{**RAID, "participants": "көп"}, RAID, RAID, {**RAID, "participants": None, "kind": "рейт"}], explanation=[]
)
LADEN = laden(WRONG, ROWS)
Parts = dict[str, bytes]

_BOOK, _BOOK_RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_ROWS = "xl/worksheets/sheet2.xml"
_CELLS = re.compile(rb"<(?:x:)?sheetData.*</(?:x:)?sheetData>", re.DOTALL)


def _marked(content: bytes, name: str = "x.xlsx") -> bytes:
    return mark_return(content, name, check(content, name), forms(), "kk")


def _own_marks(sheet: Worksheet) -> tuple[int, int]:
    """How many notes and conditional formats of a sheet are svod's."""
    notes = [cell.comment for row in sheet.iter_rows() for cell in row if cell.comment]
    rules = [rule for formats in sheet.conditional_formatting for rule in formats.rules]
    return sum(note.author.startswith("svod") for note in notes), sum(rule.formula == ['N("svod")=0'] for rule in rules)


def _items(styles: bytes, section: str) -> bytes:
    found = re.search(rf"<{section}\b[^>]*>(.*)</{section}>".encode(), styles)
    return found[1] if found else b""


@pytest.mark.parametrize("ending", ["xlsx", "xlsm"])
def test_parts_that_are_not_marked_stay_the_same_bytes(ending: str) -> None:
    content = laden(WRONG, ROWS, macros=ending == "xlsm")
    marked = _marked(content, f"x.{ending}")
    before, after = unpacked(content), unpacked(marked)
    changed = {name for name, part in before.items() if after.get(name) != part}
    drawn = {"xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"}
    assert changed == {"[Content_Types].xml", _BOOK, _BOOK_RELATIONS, _ROWS, "xl/styles.xml"} | drawn
    assert after.keys() - before.keys() == {"xl/worksheets/svod.xml"}
    assert {"xl/charts/chart1.xml", "xl/media/image1.png"} < before.keys()
    assert ("xl/vbaProject.bin" in after, file_ending(marked)) == (ending == "xlsm", f".{ending}")
    assert findings(check(marked, f"x.{ending}")) == findings(check(content, f"x.{ending}"))
    assert _marked(marked, f"x.{ending}") == marked


def test_cells_and_all_that_is_said_of_them_stay_as_they_were() -> None:
    before, after = unpacked(LADEN), unpacked(_marked(LADEN))
    cells = _CELLS.findall(before[_ROWS])
    assert len(cells) == 1
    assert _CELLS.findall(after[_ROWS]) == cells
    for section in ("numFmts", "fonts", "fills", "borders", "cellXfs", "cellStyles", "dxfs"):
        old_items, new_items = (_items(parts["xl/styles.xml"], section) for parts in (before, after))
        assert old_items
        assert new_items.startswith(old_items)
    old, new = load_workbook(BytesIO(LADEN)), load_workbook(BytesIO(_marked(LADEN)))
    sheet, marked = old[ROWS], new[ROWS]
    assert marked.data_validations.dataValidation == sheet.data_validations.dataValidation
    assert (marked.print_area, marked.auto_filter.ref, marked.protection.sheet) == (sheet.print_area, "A1:P9", True)
    assert new.defined_names["Қатысушылар"].value == old.defined_names["Қатысушылар"].value
    assert marked["B3"].comment.text == "Базарда"
    assert marked["G2"].comment.text.endswith("Сұрадым")
    assert "көп" in marked["G2"].comment.text
    assert marked["G5"].comment.text
    assert marked["G5"].value is None
    kept = [(str(formats.sqref), rule.type) for formats in marked.conditional_formatting for rule in formats.rules]
    clerks = [(str(formats.sqref), rule.type) for formats in sheet.conditional_formatting for rule in formats.rules]
    assert kept[-len(clerks) :] == clerks
    priorities = [rule.priority for formats in marked.conditional_formatting for rule in formats.rules]
    assert priorities == sorted(set(priorities)), "svod's colours come first, and none has the place of another"
    assert [bool(one.sheet_view.tabSelected) for one in new.worksheets] == [True, False, False, False]


def test_marks_are_replaced_after_another_program_saved_them() -> None:
    workbook = load_workbook(BytesIO(_marked(WRONG)))
    once = _own_marks(workbook[ROWS])
    assert once == (4, 2)
    workbook.move_sheet("Тексеру нәтижесі", 2)
    workbook["Тексеру нәтижесі"].auto_filter.ref = "A4:G8"
    again = mark_return(saved(workbook), "x.xlsx", check(saved(workbook)), forms(), "ru")
    workbook = load_workbook(BytesIO(again))
    assert workbook.sheetnames.count("Результат проверки") == 1
    assert "Тексеру нәтижесі" not in workbook.sheetnames
    assert workbook.active
    assert workbook.active.title == "Результат проверки"
    assert _own_marks(workbook[ROWS]) == once
    workbook[ROWS]["G2"], workbook[ROWS]["G5"], workbook[ROWS]["B5"] = 1, 2, "рейд"
    workbook[ROWS].delete_rows(4)
    corrected = load_workbook(BytesIO(_marked(saved(workbook))))
    assert _own_marks(corrected[ROWS]) == (0, 0)


def _prefixed(parts: Parts) -> None:
    """All elements of workbook, styles and sheets with a prefix, as some programs write them."""
    for name in [name for name in parts if name == _BOOK or "sheet" in name or name == "xl/styles.xml"]:
        if name.endswith(".xml"):
            xml = re.sub(rb"<(/?)(?=\w)(?!\w+:)", rb"<\1x:", parts[name])
            parts[name] = xml.replace(b"xmlns=", b"xmlns:x=")


def _strict(parts: Parts) -> None:
    for name, part in parts.items():
        xml = part.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"
        )
        if name != "[Content_Types].xml":
            old, new = b"http://schemas.openxmlformats.org/officeDocument/2006/", b"http://purl.oclc.org/ooxml/officeDocument/"
            xml = xml.replace(old, new)
        parts[name] = xml


def _moved(parts: Parts) -> None:
    """The workbook in another folder, its parts named absolutely, texts and styles renamed."""
    parts["Book/Main.xml"] = parts.pop(_BOOK)
    relations = parts.pop(_BOOK_RELATIONS).replace(b'Target="worksheets', b'Target="/xl/worksheets')
    for renamed in ("styles", "sharedStrings"):
        if f"xl/{renamed}.xml" in parts:
            parts[f"xl/{renamed}9.xml"] = parts.pop(f"xl/{renamed}.xml")
        relations = re.sub(
            rb'Target="/?(?:xl/)?%b.xml"' % renamed.encode(), b'Target="/xl/%b9.xml"' % renamed.encode(), relations
        )
    parts["Book/_rels/Main.xml.rels"] = relations
    types = parts["[Content_Types].xml"]
    for old, new in ((b"/xl/workbook.xml", b"/Book/Main.xml"), (b"/xl/styles.xml", b"/xl/styles9.xml")):
        types = types.replace(old, new)
    parts["[Content_Types].xml"] = types.replace(b"/xl/sharedStrings.xml", b"/xl/sharedStrings9.xml")
    parts["_rels/.rels"] = re.sub(rb'Target="/?xl/workbook.xml"', b'Target="/Book/Main.xml"', parts["_rels/.rels"])


def _without_styles(parts: Parts) -> None:
    _with_bare_styles(parts)
    del parts["xl/styles.xml"]
    parts[_BOOK_RELATIONS] = re.sub(rb'<Relationship [^>]*relationships/styles"[^>]*/>', b"", parts[_BOOK_RELATIONS])
    parts["[Content_Types].xml"] = re.sub(rb'<Override [^>]*styles\+xml"[^>]*/>', b"", parts["[Content_Types].xml"])


def _with_bare_styles(parts: Parts) -> None:
    parts["xl/styles.xml"] = b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    for name in [name for name in parts if name.startswith("xl/worksheets/sheet")]:
        parts[name] = re.sub(rb' s(?:tyle)?="\d+"', b"", parts[name])


def _in_utf16(parts: Parts) -> None:
    for name in (_ROWS, _BOOK, "xl/styles.xml"):
        text = re.sub(r"^<\?xml.*?\?>\s*", "", parts[name].decode())
        parts[name] = f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16")


def _in_capitals(parts: Parts) -> None:
    """Names of parts as some programs write them."""
    for name in [name for name in parts if name.startswith("xl/worksheets/sheet")]:
        parts[name.replace("/", "\\").upper()] = parts.pop(name)


def _template(parts: Parts) -> None:
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"sheet.main+xml", b"template.main+xml")


ODD: dict[str, Callable[[Parts], None]] = {
    edit.__name__.strip("_"): edit
    for edit in (_prefixed, _strict, _moved, _without_styles, _with_bare_styles, _in_utf16, _in_capitals, _template)
}


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("writer", ["inline", "shared"])
def test_packages_of_any_writer_are_marked(name: str, writer: str) -> None:
    parts = unpacked(as_excel_saves(WRONG) if writer == "shared" else WRONG)
    ODD[name](parts)
    content = packed(parts)
    assert findings(check(content)) == findings(check(WRONG)), "it is read as any other"
    marked = _marked(content)
    after = unpacked(marked)
    assert len(after) == len(parts) + 4 + (name == "without_styles"), (
        "the list; the notes, their boxes, and what refers to them"
    )
    assert findings(check(marked)) == findings(check(WRONG))
    assert _marked(marked) == marked
    if name not in ("prefixed", "strict", "in_capitals", "moved"):  # openpyxl can't open these
        assert _own_marks(load_workbook(BytesIO(marked))[ROWS]) == (4, 2)


def test_workbook_decorated_by_another_program_keeps_its_shapes() -> None:
    content = decorated(WRONG, ROWS)
    before, after = unpacked(content), unpacked(_marked(content))
    shapes = [name for name in before if name.startswith(("xl/drawings/drawing", "xl/charts", "xl/media"))]
    assert len(shapes) >= 3
    assert all(after[name] == before[name] for name in shapes)
    assert load_workbook(BytesIO(_marked(content)))[ROWS]["O2"].comment.text == "0"


def test_thread_of_comments_is_left_alone() -> None:
    """Excel shows the thread in place of the note that stands for it."""
    parts = unpacked(LADEN)
    parts["xl/comments1.xml"] = parts["xl/comments1.xml"].replace(
        "Маман".encode(), b"tc={A0C1B1E5-0000-4000-8000-000000000000}"
    )
    marked = load_workbook(BytesIO(_marked(packed(parts))))[ROWS]
    assert marked["G2"].comment.text == "Сұрадым"
    assert marked["G5"].comment.author == "svod"


def test_print_areas_and_the_sheet_shown_stay_those_of_their_sheets() -> None:
    def by_clerk(workbook: Workbook) -> None:
        workbook[ROWS].print_area = "A1:D5"
        workbook.active = 1

    workbook = load_workbook(BytesIO(_marked(build(activity=[{**RAID, "participants": "көп"}], edit=by_clerk))))
    assert workbook[ROWS].print_area == f"'{ROWS}'!$A$1:$D$5"
    assert workbook.active
    assert workbook.active.title == "Тексеру нәтижесі"
    assert not workbook[ROWS].sheet_view.tabSelected, "two selected sheets would be edited together"


def test_workbook_with_macros_keeps_its_ending(run: Run, tmp_path: Path) -> None:
    file, content = tmp_path / "a.xlsm", laden(build(), ROWS, macros=True)
    file.write_bytes(content)
    status, out, err = run("feedback", str(file), "-o", str(tmp_path / "b.xlsx"), lang="ru")
    assert (status, out, ".xlsm" in err, (tmp_path / "b.xlsx").exists()) == (2, "", True, False)
    run("feedback", str(file), "-o", str(tmp_path / "b.xlsm"), lang="ru")
    assert unpacked((tmp_path / "b.xlsm").read_bytes())["xl/vbaProject.bin"] == unpacked(content)["xl/vbaProject.bin"]


@pytest.mark.parametrize("damage", [b"<lost", b"<a>" * 9_999 + b"</a>" * 9_999])
@pytest.mark.parametrize("part", ["[Content_Types].xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"])
def test_package_that_excel_would_not_open_comes_back_with_its_values(part: str, damage: bytes) -> None:
    parts = unpacked(LADEN)
    parts[part] = damage
    content = packed(parts)
    assert findings(check(content)) == findings(check(LADEN))
    assert findings(check(_marked(content))) == findings(check(LADEN))


@pytest.mark.slow
@needs("localc")
@pytest.mark.parametrize("ending", ["xlsx", "xlsm"])
def test_libreoffice_opens_it_and_keeps_the_marks(tmp_path: Path, libreoffice: dict[str, str], ending: str) -> None:
    content = laden(WRONG, ROWS, macros=ending == "xlsm")
    (tmp_path / f"marked.{ending}").write_bytes(_marked(content, f"x.{ending}"))
    program = shutil.which("soffice", path=libreoffice["PATH"])
    assert program
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "xlsx", "--outdir", "saved", f"marked.{ending}"]
    subprocess.run(command, cwd=tmp_path, env=libreoffice, check=True, capture_output=True, timeout=120)
    converted = (tmp_path / "saved" / "marked.xlsx").read_bytes()
    assert findings(check(converted)) == findings(check(laden(WRONG, ROWS))), "it drops the macros"
    again = load_workbook(BytesIO(_marked(converted)))
    assert _own_marks(again[ROWS]) == _own_marks(load_workbook(BytesIO(_marked(content)))[ROWS])
    assert again[ROWS]["G2"].comment.text.count("Сұрадым") == 1
    assert len(again.sheetnames) == len(load_workbook(BytesIO(content)).sheetnames) + 1
