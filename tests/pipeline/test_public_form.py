"""A statutory form that none of us made, declared by a workbook alone: 44 printed rows, eight columns, sums down and across."""

import json
import re
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from openpyxl import Workbook, load_workbook

from schemas.declaration.period import Period
from svod.pipeline.check_return import check_return
from svod.reports.xlsx.blank import blank_return
from tests.builders.workbooks import REGISTER
from tests.cases.case import findings
from tests.conftest import Run
from tests.support.form_folders import FOLDER, public_form

FORM = public_form("science")
SHEETS = {"s1": "Раздел 1", "s3": "Раздел 3", "s4": "Раздел 4"}
LEAVES = [*range(303, 309), 309, 310, 311, *range(313, 320), *range(321, 326)]
WHOLES = {302: range(303, 309), 312: range(313, 320), 320: range(321, 326), 301: (302, 309, 310, 311, 312, 320)}

Figures = dict[tuple[str, int], list[int]]
"""The figures of columns 3 to 8 by section and row."""


def _person_counts(random: Random) -> list[int]:
    """Researchers: all, women, doctors, women among them, candidates, women among them."""
    doctors, candidates = random.randint(0, 4), random.randint(0, 9)
    women = random.randint(0, doctors), random.randint(0, candidates)
    others = random.randint(0, 5), random.randint(0, 5)
    return [doctors + candidates + sum(others), sum(women) + others[0], doctors, women[0], candidates, women[1]]


def _added(rows: Iterable[list[int]]) -> list[int]:
    return [sum(column) for column in zip([0] * 6, *rows, strict=True)]


def random_figures(random: Random) -> Figures:
    """A return that keeps every rule."""
    figures: Figures = {("s3", row): _person_counts(random) for row in LEAVES}
    for whole, parts in WHOLES.items():
        figures["s3", whole] = _added(figures["s3", row] for row in parts)
    ages: dict[int, list[list[int]]] = {row: [] for row in range(402, 412)}
    for row in LEAVES:
        ages[random.choice(list(ages))].append(figures["s3", row])
    figures |= {("s4", row): _added(groups) for row, groups in ages.items()}
    figures["s4", 401] = figures["s3", 301]
    figures["s4", 412] = _added(figures["s4", row] for row in (402, 403, 404))
    everyone, doctors, candidates = (figures["s3", 301][column] for column in (0, 2, 4))
    figures["s1", 102] = [everyone, everyone, doctors, candidates, 0, 0]
    for row in (103, 104, 105):
        graduates, vocational, others = (random.randint(0, 30) for _ in range(3))
        figures["s1", row] = [graduates + vocational + others, graduates, 0, 0, vocational, others]
    figures["s1", 101] = _added(figures["s1", row] for row in (102, 103, 104, 105))
    figures["s1", 106] = [figures["s1", 101][0], *[0] * 5]
    figures["s1", 107] = [random.randint(0, everyone), *[0] * 5]
    return figures


def filled(unit: str, figures: Figures, changed: dict[tuple[str, int, int], int] | None = None) -> bytes:
    """The blank of a unit with the figures in it, some of them changed: section, row, column."""
    book = load_workbook(BytesIO(blank_return(FORM, REGISTER, unit, Period(2026), "ru")))
    for section, sheet in SHEETS.items():
        places = {str(row[1].value): row for row in book[sheet].iter_rows(min_row=3)}
        for (of, row), values in figures.items():
            for column, value in enumerate(values if of == section else (), 3):
                cell = places[str(row)][column - 1]
                if cell.value != "х":
                    cell.value = (changed or {}).get((of, row, column), value)
    return _saved(book)


def _saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("seed", range(3))
def test_a_return_that_keeps_the_rules_is_accepted(seed: int) -> None:
    figures = random_figures(Random(seed))
    checked = check_return(filled("akzhar", figures), "x.xlsx", {"science": FORM}, REGISTER)
    assert findings(checked) == []
    for (section, row), values in figures.items():
        for column, value in enumerate(values, 3):
            if (section, row, column) not in {("s1", 102, 7), ("s1", 102, 8)}:
                assert checked.indicators[f"{section}_{row}_{column}"] == value


def test_each_control_ratio_is_told_at_its_cell() -> None:
    figures = random_figures(Random(7))
    more = figures["s3", 305][0] + 1
    checked = check_return(filled("akzhar", figures, {("s3", 305, 3): more}), "x.xlsx", {"science": FORM}, REGISTER)
    assert findings(checked) == [f"row.sum_mismatch Раздел 3!C4 → {figures['s3', 302][0] + 1}"]
    women = figures["s4", 402][2] + 1
    broken = findings(check_return(filled("akzhar", figures, {("s4", 402, 6): women}), "x.xlsx", {"science": FORM}, REGISTER))
    assert "science.s4_women_doctors Раздел 4!E4" in broken


def test_the_region_is_the_sum_of_its_units_cell_by_cell(run: Run, tmp_path: Path) -> None:
    assert run("form", "adopt", str(FOLDER / "science"), "--reason", "the yearly order", "--by", "Head")[0] == 0
    sent = {unit: random_figures(Random(unit)) for unit in ("akzhar", "esil", "petropavl")}
    for unit, figures in sent.items():
        (tmp_path / "raw" / f"{unit}.xlsx").write_bytes(filled(unit, figures))
    assert run("run")[0] == 0
    totals = json.loads(run("totals", "--form", "science", "--period", "2026", "--json")[1])["totals"]
    for section, row in next(iter(sent.values())):
        for column in range(6):
            if (section, row, column) not in {("s1", 102, 4), ("s1", 102, 5)}:
                expected = sum(figures[section, row][column] for figures in sent.values())
                assert totals[f"{section}_{row}_{column + 3}"] == expected
    book = load_workbook(tmp_path / "reports/science/2026/consolidated-ru.xlsx", data_only=True)
    whole = next(row for row in book["Раздел 3"].iter_rows(values_only=True) if row[1] == "301")
    assert whole[2:] == tuple(totals[f"s3_301_{column}"] for column in range(3, 9))
    page = (tmp_path / "reports/science/2026/page.html").read_text(encoding="utf-8")
    ((of_row,),) = [re.findall(r"<td>303</td>(.*?)</tr>", page, re.DOTALL)]
    assert re.findall(r"<td class=num>(\d+)", of_row) == [str(totals[f"s3_303_{column}"]) for column in range(3, 9)]
    assert totals["researchers"] == totals["s1_102_3"]
