"""Wherever the values of a cover are, they are read as from the blank; a title is never one of them."""

import unicodedata
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from schemas.basics.cell import a1
from schemas.forms.labour12.form import FORM
from schemas.language.name_key import key
from schemas.records.submission import CheckedReturn
from tests.builders.saved import put
from tests.builders.workbooks import Values, build, check
from tests.cases.case import findings
from tests.cases.messes import LOOK_ALIKES, RUSSIAN
from tests.support.examples import examples

FULL: Values = {
    "return_type": "түзетілген",
    "correction_reason": "рейд қосылды",
    "nil_return": "жоқ",
    "survey_respondents": 200,
    "raids_control": 1,
    "raid_participants_control": 4,
    "phone": "50-00-00",
    "approved_by": "Үлгінов Ү.",
}
SPARING = st.sets(st.sampled_from(sorted(set(FULL) - {"correction_reason"})))
TELLING = [name for name, element in FORM.cover.elements.items() if element.kind.name not in ("text", "unit")]
"""Values that can't be taken for a title."""
FIRST, LAST = 3, 16
Pairs = list[tuple[str, object]]
Lines = Iterator[tuple[object, ...]]


def laid_out(lines: Callable[[Pairs], Lines], values: Values) -> CheckedReturn:
    """A return with labels and values placed differently on the cover, line by line below its title."""

    def edit(workbook: Workbook) -> None:
        cover = workbook["Титул"]
        pairs: Pairs = [(str(cover.cell(row, 1).value), cover.cell(row, 2).value) for row in range(FIRST, LAST + 1)]
        cover.delete_rows(FIRST, LAST)
        for row, line in enumerate(lines(pairs), FIRST - 1):
            for at, value in enumerate(line):
                put(cover[a1(row, at)], value)

    return check(build(cover=values, edit=edit))


def read(checked: CheckedReturn) -> tuple[list[str], object]:
    return findings(checked), checked.tables["cover"].columns


def full_but_for(blank: set[str]) -> Values:
    return {name: None if name in blank else value for name, value in FULL.items()}


WRITTEN: dict[str, Callable[[int, str], str]] = {
    "in capitals": lambda _, label: label.upper(),
    "with a colon": lambda _, label: f" {label} :",
    "numbered": lambda number, label: f"{number}. {label}",
    "wrapped": lambda _, label: label.replace(" ", "\n"),
    "with dots to the value": lambda _, label: f"{label} ........",
    "decomposed": lambda _, label: unicodedata.normalize("NFD", label),
    "in Latin letters": lambda _, label: label.translate(LOOK_ALIKES),
    "in Russian letters": lambda _, label: label.translate(RUSSIAN),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_labels_are_written_in_many_ways(name: str) -> None:
    def lines(pairs: Pairs) -> Lines:
        for number, (label, value) in enumerate(pairs, 1):
            yield WRITTEN[name](number, label), value

    assert read(laid_out(lines, FULL)) == read(check(build(cover=FULL)))


def test_two_labels_stand_in_a_row() -> None:
    def lines(pairs: Pairs) -> Lines:
        for left, right in zip(pairs[::2], pairs[1::2], strict=True):
            yield (*left, None, *right)

    for values in ({}, FULL):
        assert read(laid_out(lines, values)) == read(check(build(cover=values)))


@pytest.mark.parametrize("down", [1, 2])
def test_cells_are_merged(down: int) -> None:
    def edit(workbook: Workbook) -> None:
        cover = workbook["Титул"]
        for row in range(LAST, FIRST - 1, -1):
            if down > 1:
                cover.insert_rows(row + 1)
            cover[f"E{row}"], cover[f"B{row}"] = cover[f"B{row}"].value, None
            cover.merge_cells(f"A{row}:D{row + down - 1}")
            cover.merge_cells(f"E{row}:G{row + down - 1}")

    assert read(check(build(cover=FULL, edit=edit))) == read(check(build(cover=FULL)))


@examples(15)
@given(blank=SPARING, gap=st.integers(0, 2), rows_for_blanks=st.booleans(), signed=st.booleans())
def test_values_stand_below_their_labels(blank: set[str], gap: int, rows_for_blanks: bool, signed: bool) -> None:
    def lines(pairs: Pairs) -> Lines:
        for label, value in pairs:
            yield (label,)
            if value is not None or rows_for_blanks:
                yield (value,)
            yield from [()] * gap
        yield ("М.О." if signed else None,)

    checked = laid_out(lines, full_but_for(blank))
    assert read(checked) == read(check(build(cover=full_but_for(blank))))
    assert checked.cells is not None
    assert checked.cells.read == checked.cells.loaded + checked.cells.ignored


@examples(15)
@given(blank=SPARING, below=st.sets(st.sampled_from(TELLING)))
def test_some_values_stand_below_their_labels(blank: set[str], below: set[str]) -> None:
    def lines(pairs: Pairs) -> Lines:
        for label, value in pairs:
            yield from [(label,), (value,)] if FORM.cover.element_keys[key(label)] in below else [(label, value)]

    assert read(laid_out(lines, full_but_for(blank))) == read(check(build(cover=full_but_for(blank))))


@pytest.mark.parametrize("title", ["Бақылау сандары", "2. Бақылау", "2026 жылғы маусым айы", "М.О.", "Сынақова С."])
def test_title_below_a_blank_is_no_value(title: str) -> None:
    def lines(pairs: Pairs) -> Lines:
        for label, value in pairs:
            yield (label, value)
            if value is None:
                yield (title,)

    assert read(laid_out(lines, {})) == read(check(build()))


def test_two_lines_below_a_label_are_not_read_as_one() -> None:
    def lines(pairs: Pairs) -> Lines:
        for label, value in pairs:
            yield from [(label,), (value,)]
            if value == FULL["correction_reason"]:
                yield ("және семинар",)

    assert findings(laid_out(lines, FULL)) == ["return.correction_reason Титул!B13"]


def test_what_stands_below_a_label_is_judged_there() -> None:
    def lines(pairs: Pairs) -> Lines:
        for label, value in pairs:
            yield from [(label,), ("басы" if isinstance(value, date) else value,)]

    expected = ["cell.not_a_date Титул!A10", "cell.not_a_date Титул!A30", "cell.not_a_date Титул!A8"]
    assert findings(laid_out(lines, {})) == expected
