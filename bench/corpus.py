"""Generated returns for the benchmarks: narrow ones of about 90 rows on four sheets, wide ones of 50,000 rows.

Two rows in a hundred are dirty, in five kinds, of which two can be read all the same (a no-break space between thousands,
a date as text). Written by hand as XML, for a library would take longer than everything that is measured.
"""

import random
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from schemas.form import Form
from schemas.returns.labour12 import FORM
from schemas.table import column_letters
from schemas.unit import UnitRegister

YEARS = range(2000, 2101)
DIRT = 0.02

_EPOCH = date(1899, 12, 30)
_NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml"

Row = Sequence[object]


def narrow(folder: Path, count: int) -> list[Path]:
    """Write `count` returns, each of another unit and year, and say where."""
    folder.mkdir(parents=True, exist_ok=True)
    register = UnitRegister.read()
    pairs = ((unit, year) for year in YEARS for unit in register.owing)
    # More returns than pairs of unit and year: the rest resubmit.
    files = []
    for number in range(count):
        try:
            unit, year = next(pairs)
        except StopIteration:
            pairs = ((unit, year) for year in YEARS for unit in register.owing)
            unit, year = next(pairs)
        path = folder / f"{number:05d}.xlsx"
        path.write_bytes(_return(number, unit.names.kk, year, activities=60))
        files.append(path)
    return files


def wide(folder: Path, count: int, rows: int = 50_000) -> list[Path]:
    """Write `count` returns of `rows` activities each."""
    folder.mkdir(parents=True, exist_ok=True)
    register = UnitRegister.read()
    files = []
    for number in range(count):
        unit = register.owing[number % len(register.owing)]
        path = folder / f"{number:05d}.xlsx"
        path.write_bytes(_return(number, unit.names.kk, YEARS[number], activities=rows))
        files.append(path)
    return files


def _return(seed: int, unit: str, year: int, activities: int) -> bytes:
    chance = random.Random(seed)
    kinds = [code.labels.kk for code in FORM.all_tables["activity"].elements["kind"].codes or ()]
    return package(
        {
            FORM.cover.sheet.kk: _cover(FORM, unit, year),
            FORM.tables[0].sheet.kk: [
                _headings(FORM, "activity"),
                *(_activity(chance, kinds, year, number) for number in range(activities)),
            ],
            FORM.tables[1].sheet.kk: [_headings(FORM, "survey_answer"), *_survey(FORM)],
            FORM.tables[2].sheet.kk: [
                _headings(FORM, "media_item"),
                *([date(year, 6, 1 + n), f"Өңір газеті {n}", "газет", f"Материал {seed}-{n}", ""] for n in range(7)),
            ],
        }
    )


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


def _activity(chance: random.Random, kinds: list[str], year: int, number: int) -> Row:
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
        _soil(chance, row, year)
    return row


def _soil(chance: random.Random, row: list[object], year: int) -> None:
    match chance.randrange(5):
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


def package(sheets: dict[str, Iterable[Row]]) -> bytes:
    """An xlsx package with shared strings, as Excel writes one."""
    strings: dict[str, int] = {}
    parts = {f"xl/worksheets/sheet{number}.xml": _sheet(rows, strings) for number, rows in enumerate(sheets.values(), start=1)}
    names = list(sheets)
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{_REL}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(names) + 1)
    )
    parts["xl/workbook.xml"] = (
        f'<workbook {_NS} xmlns:r="{_REL}"><sheets>'
        + "".join(f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, start=1))
        + "</sheets></workbook>"
    )
    parts["xl/_rels/workbook.xml.rels"] = (
        f'<Relationships xmlns="{_PACKAGE_REL}">{relations}'
        f'<Relationship Id="rIdS" Type="{_REL}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rIdT" Type="{_REL}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    )
    parts["_rels/.rels"] = (
        f'<Relationships xmlns="{_PACKAGE_REL}">'
        f'<Relationship Id="rId1" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    )
    parts["xl/styles.xml"] = (
        f'<styleSheet {_NS}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
    )
    parts["xl/sharedStrings.xml"] = (
        f'<sst {_NS} uniqueCount="{len(strings)}">' + "".join(f"<si><t>{escape(s)}</t></si>" for s in strings) + "</sst>"
    )
    parts["[Content_Types].xml"] = (
        f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_MAIN}.sheet.main+xml"/></Types>'
    )
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in parts.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + xml)
    return buffer.getvalue()


def _sheet(rows: Iterable[Row], strings: dict[str, int]) -> str:
    written = []
    for number, row in enumerate(rows, start=1):
        cells = "".join(
            _cell(f"{column_letters(column)}{number}", value, strings) for column, value in enumerate(row) if value != ""
        )
        written.append(f'<row r="{number}">{cells}</row>')
    return f"<worksheet {_NS}><sheetData>{''.join(written)}</sheetData></worksheet>"


def _cell(reference: str, value: object, strings: dict[str, int]) -> str:
    match value:
        case str():
            return f'<c r="{reference}" t="s"><v>{strings.setdefault(value, len(strings))}</v></c>'
        case date():
            return f'<c r="{reference}" s="1"><v>{(value - _EPOCH).days}</v></c>'
    return f'<c r="{reference}"><v>{value}</v></c>'
