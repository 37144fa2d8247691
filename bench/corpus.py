"""Generated returns for the benchmarks: narrow ones of about 90 rows on four sheets, wide ones of 50,000 rows.

Two rows in a hundred are dirty, in five ways. Two of these can be read all the same: a no-break space between thousands, and a
date as text.
"""

import random
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from itertools import cycle, islice, product
from multiprocessing import get_context
from pathlib import Path

from bench.package import Row, package
from schemas.declaration.form import Form
from schemas.forms.labour12 import FORM
from schemas.forms.labour12.sample import sample_returns
from schemas.units.register import UnitRegister
from svod.reports.xlsx.form_workbook import write_return

YEARS = range(2000, 2101)
WIDE_ROWS = 50_000
DIRT = 0.02

_Return = tuple[int, str, int, int, range]
"""The seed of the figures, unit, year, number of activities, kinds of dirt."""

_ALL = range(5)
_READABLE = range(2)


def narrow(folder: Path, count: int) -> list[Path]:
    """Write `count` returns, each for another unit and year. Returns their paths."""
    register = UnitRegister.read()
    # If there are more returns than pairs of unit and year, the rest are resubmissions.
    pairs = islice(cycle(product(YEARS, register.owing)), count)
    return _written(folder, [(number, unit.names.kk, year, 60, _ALL) for number, (year, unit) in enumerate(pairs)])


def sample(folder: Path) -> list[Path]:
    """Write the form's sample returns. Returns their paths."""
    files = []
    for filled in sample_returns():
        files.append(folder / filled.file)
        files[-1].parent.mkdir(parents=True, exist_ok=True)
        files[-1].write_bytes(write_return(FORM, UnitRegister.read(), filled))
    return files


def region(folder: Path, register: UnitRegister, rows: int) -> list[Path]:
    """Write an acceptable return of `rows` activities for every unit. Returns their paths."""
    return _written(folder, [(n, unit.names.kk, YEARS[0], rows, _READABLE) for n, unit in enumerate(register.owing)])


def wide(folder: Path, count: int, rows: int = WIDE_ROWS) -> list[Path]:
    """Write `count` returns of `rows` activities. In every other one all dirt can be read, so it is loaded."""
    owing = cycle(UnitRegister.read().owing)
    kinds = cycle((_READABLE, _ALL))
    return _written(
        folder,
        [
            (number, unit.names.kk, YEARS[number], rows, dirt)
            for number, unit, dirt in zip(range(count), owing, kinds, strict=False)
        ],
    )


def _written(folder: Path, returns: Sequence[_Return]) -> list[Path]:
    """Write returns, in several processes if there are several processors."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{number:05d}.xlsx" for number, *_ in returns]
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as executor:
        list(executor.map(_write, files, returns, chunksize=1 + len(files) // 20))
    return files


def _write(path: Path, generated: _Return) -> None:
    seed, unit, year, activities, dirt = generated
    chance = random.Random(seed)
    kinds = [code.labels.kk for code in FORM.all_tables["activity"].elements["kind"].codes or ()]
    content = package(
        {
            FORM.cover.sheet.kk: _cover(FORM, unit, year),
            FORM.tables[0].sheet.kk: [
                _headings(FORM, "activity"),
                *(_activity(chance, kinds, year, number, dirt) for number in range(activities)),
            ],
            FORM.tables[1].sheet.kk: [_headings(FORM, "survey_answer"), *_survey(FORM)],
            FORM.tables[2].sheet.kk: [
                _headings(FORM, "media_item"),
                *([date(year, 6, 1 + n), f"Өңір газеті {n}", "газет", f"Материал {seed}-{n}", ""] for n in range(7)),
            ],
        }
    )
    path.write_bytes(content)


def _headings(form: Form, table: str) -> list[object]:
    return [element.labels.kk for element in form.all_tables[table].elements.values()]


def _cover(form: Form, unit: str, year: int) -> list[Row]:
    values = {
        "unit": unit,
        "year": year,
        "period_start": date(year, 5, 15),
        "period_end": date(year, 6, 30),
        "survey_respondents": 200,
        "prepared_by": "Үлгі Орындаушы",
        "submitted_on": date(year, 6, 14),
    }
    return [[element.labels.kk, values.get(name, "")] for name, element in form.cover.elements.items()]


def _activity(chance: random.Random, kinds: list[str], year: int, number: int, dirt: range) -> Row:
    participants = chance.randrange(20, 2_000)
    row: list[object] = [
        date(year, 5, 15) + timedelta(days=chance.randrange(45)),
        chance.choice(kinds),
        f"Бала еңбегі туралы әңгіме № {number}",
        f"{chance.randrange(1, 40)}-мектеп",
        "білім бөлімі",
        chance.randrange(1, 5),
        participants,
        participants // 3,
        participants // 4,
        participants // 5,
        "",
        chance.randrange(100),
        "",
        "",
        0,
        "",
    ]
    if chance.random() < DIRT:
        _soil(chance.choice(dirt), row, year)
    return row


def _soil(kind: int, row: list[object], year: int) -> None:
    match kind:
        case 0:
            row[6] = "2\N{NO-BREAK SPACE}345"
        case 1:
            row[0] = f"05.06.{year} ж."
        case 2:
            row[6] = "көп"
        case 3:
            row[1] = "рэйд"
        case 4:
            row[7] = -5


def _survey(form: Form) -> Iterable[Row]:
    assert form.survey is not None
    for question in form.survey.questions:
        for number, answer in enumerate(question.answers):
            last = number == len(question.answers) - 1
            count = 200 - 10 * (len(question.answers) - 1) if last and not question.several else 10
            yield question.code.labels.kk, answer.labels.kk, count
