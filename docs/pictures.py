"""Takes the pictures of the guides from the real blank, marked workbook, page and report: `make pictures`.

Needs Chromium, LibreOffice and poppler-utils. Fonts and their versions change a few pixels, so no test compares the pictures:
look at them before you commit them.
"""

import subprocess
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from openpyxl import load_workbook
from openpyxl.worksheet.header_footer import HeaderFooter
from openpyxl.worksheet.page import PageMargins

from schemas.basics.limits import LIMITS
from schemas.basics.text import Language
from svod.pipeline.blanks import write_blanks
from svod.pipeline.feedback import mark
from svod.pipeline.run import consolidate
from svod.pipeline.sample import write_sample
from svod.pipeline.workspace import Workspace

PICTURES = Path(__file__).parent / "guides" / "pictures"
REPORT_HEIGHT: dict[Language, int] = {"kk": 287, "ru": 268}
"""The picture of the report ends below its first paragraph, which has a line more in Kazakh."""
YEAR = "2026"
TODAY = "2026-06-16"


@dataclass(frozen=True, slots=True)
class Words:
    """What a clerk writes into the workbook, in one language."""

    cover: str
    activities: str
    person: str
    raid: str
    misspelt: str
    class_hour: str
    law: str
    school: str
    village: str
    no_year: str


class Crop(NamedTuple):
    """A part of a page as wide as `page`, in pixels."""

    page: int
    left: int
    top: int
    width: int
    height: int


WORDS: dict[Language, Words] = {
    "kk": Words(
        cover="Титул",
        activities="Іс-шаралар",
        person="А. Үлгілі",
        raid="рейд",
        misspelt="семенар",
        class_hour="сынып сағаты",
        law="Бала құқықтары туралы",
        school="№ 1 мектеп",
        village="Талшық ауылы",
        no_year="3 маусым",
    ),
    "ru": Words(
        cover="Титул",
        activities="Мероприятия",
        person="А. Образцова",
        raid="рейд",
        misspelt="семенар",
        class_hour="классный час",
        law="О правах ребёнка",
        school="школа № 1",
        village="село Талшик",
        no_year="3 июня",
    ),
}


def main() -> None:
    """Take all pictures."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        workspace = Workspace.on_this_machine(folder / "data", 1, LIMITS)
        _receive(workspace)
        for language in WORDS:
            _clerk(workspace, folder, language)
            _head(workspace.reports / "labour12" / YEAR, folder, language)


def _receive(workspace: Workspace) -> None:
    """Let a day begin on which one unit has sent nothing, one a return with mistakes, and one a return with a query."""
    write_sample(workspace, None)
    for file in ("2026-06-11/отчет Мамлютка.xlsx", "2026-06-12/Ақжар ауданы.xlsx", "2026-06-16/Шал ақын есебі.xlsx"):
        (workspace.storage.raw / file).unlink()
    today = workspace.storage.raw / TODAY
    _fill(workspace, "akzhar", today / "Ақжар 12 күн.xlsx", "kk", mistakes=True)
    _fill(workspace, "shalakyn", today / "Шал ақын 12 күн.xlsx", "kk", mistakes=False)
    consolidate(workspace)


def _fill(workspace: Workspace, unit: str, file: Path, language: Language, *, mistakes: bool) -> None:
    """Fill in the blank of a unit: one row twice, which is a query, and other mistakes on demand."""
    write_blanks(workspace, "labour12", YEAR, {unit: file}, language, None)
    words, book = WORDS[language], load_workbook(file)
    cover = book[words.cover]
    filled: dict[str, date | str] = {
        "B5": date(2026, 6, 1),
        "B6": date(2026, 6, 12),
        "B13": words.person,
        "B16": date(2026, 6, 14),
    }
    for address, entry in filled.items():
        cover[address] = entry
        cover[address].number_format = "dd.mm.yyyy"
    class_hour = (date(2026, 6, 8), words.class_hour, words.law, words.school, None, 1, 30, 28, None, 2)
    rows: list[tuple[date | str | int | None, ...]] = [
        (date(2026, 6, 2), words.raid, None, words.village, None, 2, "9"),
        class_hour,
        class_hour,
    ]
    if mistakes:
        rows += [
            (words.no_year, words.raid, None, words.village, None, 1, 4),
            (date(2026, 6, 5), words.misspelt, words.law, words.school, None, 1, 24, 20, None, 6),
        ]
    sheet = book[words.activities]
    for row, values in enumerate(rows, 2):
        for column, value in enumerate(values, 1):
            sheet.cell(row, column).value = value
        sheet.cell(row, 1).number_format = "dd.mm.yyyy"
    book.save(file)


def _clerk(workspace: Workspace, folder: Path, language: Language) -> None:
    filled, marked = folder / f"filled-{language}.xlsx", folder / f"marked-{language}.xlsx"
    _fill(workspace, "akzhar", filled, language, mistakes=True)
    marked.write_bytes(mark(workspace, filled, language)[1])
    words, first = WORDS[language], load_workbook(marked).sheetnames[0]
    _sheet(marked, words.cover, "A3:B16", f"cover.{language}", Crop(640, 0, 0, 640, 222))
    _sheet(marked, words.activities, "A1:J6", f"cells.{language}", Crop(1100, 0, 0, 1100, 116))
    _sheet(marked, first, "A1:F9", f"list.{language}", Crop(1100, 0, 0, 1100, 226))


def _head(reports: Path, folder: Path, language: Language) -> None:
    page = f"{(reports / 'page.html').as_uri()}?lang={language}"
    shot = PICTURES / f"page.{language}.png"
    browser = (
        "chromium",
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        f"--user-data-dir={folder / 'chromium'}",
    )
    _do(*browser, "--window-size=840,806", f"--screenshot={shot}", page)
    _picture(reports / f"report-{language}.pdf", f"report.{language}", Crop(800, 90, 78, 675, REPORT_HEIGHT[language]))


def _sheet(workbook: Path, title: str, area: str, name: str, crop: Crop) -> None:
    """Take a picture of some cells of a sheet, printed alone and with narrow margins."""
    book = load_workbook(workbook)
    for sheet in book:
        sheet.sheet_state = "visible" if sheet.title == title else "hidden"
    shown = book[title]
    book.active = shown
    shown.print_area = area
    shown.print_title_rows = None
    shown.HeaderFooter = HeaderFooter()
    shown.page_setup.paperSize = shown.PAPERSIZE_A4
    shown.page_margins = PageMargins(0.1, 0.1, 0.1, 0.1, 0, 0)
    copy = workbook.with_name(f"{name}.xlsx")
    book.save(copy)
    _do("soffice", "--headless", "--convert-to", "pdf", "--outdir", str(copy.parent), str(copy))
    _picture(copy.with_suffix(".pdf"), name, crop)


def _picture(pdf: Path, name: str, crop: Crop) -> None:
    """Take a picture of a part of a PDF's first page."""
    page = ("-png", "-singlefile", "-scale-to-x", crop.page, "-scale-to-y", -1)
    part = ("-x", crop.left, "-y", crop.top, "-W", crop.width, "-H", crop.height)
    _do("pdftoppm", *map(str, (*page, *part)), str(pdf), str(PICTURES / name))


def _do(*words: str) -> None:
    subprocess.run(words, check=True, capture_output=True)


if __name__ == "__main__":
    main()
