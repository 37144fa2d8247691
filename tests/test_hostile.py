"""Damaged and hostile workbooks: each gets its issue, and the process that reads the others lives."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cases import findings
from tests.workbooks import build, check, load, query

XLS = (Path(__file__).parent / "files" / "akzhar.xls").read_bytes()
# Four bytes that make calamine ask for 136 GB, which ends its process.
GREEDY = XLS[:10434] + b"\xff\xff\xff\xff" + XLS[10438:]
ROWS = "xl/worksheets/sheet2.xml"


def _replaced(part: str, old: bytes, new: bytes) -> bytes:
    """A workbook in one of whose parts something else stands."""
    target = BytesIO()
    with ZipFile(BytesIO(build())) as source, ZipFile(target, "w", ZIP_DEFLATED) as written:
        for name in source.namelist():
            content = source.read(name)
            assert name != part or old in content
            written.writestr(name, content.replace(old, new) if name == part else content)
    return target.getvalue()


def test_greedy_workbook_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    load(tmp_path, {"a.xls": GREEDY, "b.xls": XLS})
    assert query(tmp_path, "select file, status from svod.submission order by file") == [
        ("a.xls", "rejected"),
        ("b.xls", "accepted"),
    ]
    assert findings(check(GREEDY, "a.xls")) == ["file.unreadable"]


@pytest.mark.parametrize("place", [b"A99999999", b"a99999999", b"xfd999999", b"XFD1048576", b"Z1048576"])
def test_cell_far_away_is_refused_before_it_costs_memory(place: bytes) -> None:
    assert {issue.code for issue in check(_replaced(ROWS, b'r="A2"', b'r="%s"' % place)).issues} & {
        "file.too_large",
        "file.unreadable",
    }


def test_broken_list_of_sheets_is_refused() -> None:
    assert findings(check(_replaced("xl/workbook.xml", b"<sheets>", b"<sheets>&#0;"))) == ["file.unreadable"]


@settings(deadline=None, max_examples=150)
@given(
    part=st.sampled_from([ROWS, "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"]),
    cut=st.floats(0, 1),
    length=st.integers(0, 40),
    put=st.sampled_from([b"", b"<f>1</f>", b't="e"', b"</c>", b"<c/>", b'r="x"', b"\0", b"1e999", b"&x;", b's="999999"']),
)
def test_any_damage_ends_in_a_verdict_with_its_reasons(part: str, cut: float, length: int, put: bytes) -> None:
    content = ZipFile(BytesIO(build())).read(part)
    at = int(cut * len(content))
    checked = check(_replaced(part, content, content[:at] + put + content[at + length :]))
    assert (checked.status == "rejected") == any(issue.severity == "error" for issue in checked.issues)
    if checked.cells is not None and checked.cells.read != checked.cells.loaded + checked.cells.ignored:
        assert "cell.unread" in {issue.code for issue in checked.issues}
