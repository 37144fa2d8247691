"""What clerks do to a form without changing what it says. Each mess changes a sheet, given as plain rows of cells."""

import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import BytesIO
from itertools import pairwise
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from schemas.declaration.element import DataElement
from schemas.forms.labour12.form import FORM
from schemas.language.name_key import key
from tests.builders.saved import put

ACTIVITY = FORM.all_tables["activity"]
PARTS = ("pupils", "parents", "teachers")
LOOK_ALIKES = str.maketrans("АВСЕНІКМОРТХаесіорху", "ABCEHIKMOPTXaeciopxy")
RUSSIAN = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")


@dataclass(eq=False)
class Line:
    """A row of a sheet. `across` merges its first cell over this many columns."""

    cells: list[Any]
    hidden: bool = False
    across: int = 0


@dataclass
class Sheet:
    """A sheet's rows, the row of headings, the element of each column, and cells merged downwards (first, last, column)."""

    lines: list[Line]
    headings: Line
    elements: list[DataElement | None]
    tall: list[tuple[Line, Line, int]] = field(default_factory=list)
    left: int = 0
    dressing: list[Callable[[Worksheet], object]] = field(default_factory=list)

    @property
    def data(self) -> list[Line]:
        """The rows of the table."""
        at = self.lines.index(self.headings) + 1
        return [line for line in self.lines[at:] if isinstance(line.cells[self.column("participants")], int | float)]

    def column(self, name: str) -> int:
        """The column of an element."""
        return next(at for at, element in enumerate(self.elements) if element and element.name == name)

    def insert(self, before: Line | None, cells: list[Any], **more: Any) -> Line:
        """Insert a row before another one, or at the end."""
        line = Line([*cells, *[None] * (len(self.headings.cells) - len(cells))], **more)
        self.lines.insert(self.lines.index(before) if before else len(self.lines), line)
        return line


Mess = Callable[[Sheet, random.Random], None]


def each_heading(change: Callable[[str, random.Random], str]) -> Mess:
    def mess(sheet: Sheet, chance: random.Random) -> None:
        sheet.headings.cells = [change(str(text), chance) for text in sheet.headings.cells]

    return mess


def _in_any_language(text: str, chance: random.Random) -> str:
    name = ACTIVITY.element_keys.get(key(text))
    return chance.choice(ACTIVITY.elements[name].labels.all) if name else text


def _with_hint(text: str, chance: random.Random) -> str:
    name = ACTIVITY.element_keys.get(key(text))
    hint = {"count": "адам", "date": "кк.аа.жжжж"}.get(ACTIVITY.elements[name].kind.name) if name else None
    return text if hint is None else chance.choice([f"{text} ({hint})", f"{text}, {hint}"])


def a_title_above(sheet: Sheet, chance: random.Random) -> None:
    first = sheet.lines[0]
    sheet.insert(first, ["«Балалар еңбегіне қарсы 12 күн» – Мероприятия"], across=6)
    if chance.random() < 0.5:
        sheet.insert(first, [])


def far_down(sheet: Sheet, chance: random.Random) -> None:
    first = sheet.lines[0]
    for _ in range(chance.choice([3, 70])):
        sheet.insert(first, [])


def to_the_right(sheet: Sheet, chance: random.Random) -> None:
    sheet.left = chance.choice([1, 3, 30])


def a_group_above(sheet: Sheet, _: random.Random) -> None:
    cells: list[Any] = [None] * len(sheet.headings.cells)
    cells[sheet.column("participants")] = "Адамдар туралы мәлімет"
    sheet.insert(sheet.headings, cells)


def headings_over_two_rows(sheet: Sheet, chance: random.Random) -> None:
    """«оның ішінде» over the parts that are side by side; every other heading in the upper row, merged down."""
    upper, lower = list(sheet.headings.cells), [None] * len(sheet.headings.cells)
    group, leaves = chance.choice([("оның ішінде", 0), ("в том числе", 1), ("of whom", 2)])
    for name in PARTS:
        at = sheet.column(name)
        leaf = ACTIVITY.elements[name].labels.all[leaves].removeprefix(group).strip()
        beside = at and lower[at - 1] is not None
        upper[at], lower[at] = (None if beside else group), leaf  # type: ignore[call-overload]
    line = sheet.insert(sheet.headings, upper)
    sheet.headings.cells = lower
    sheet.tall += [(line, sheet.headings, at) for at, text in enumerate(lower) if text is None]


def headings_again(sheet: Sheet, chance: random.Random) -> None:
    if sheet.data:
        sheet.insert(chance.choice(sheet.data), list(sheet.headings.cells))


def kinds_above_their_rows(sheet: Sheet, _: random.Random) -> None:
    """Consecutive rows of a kind leave it out, and a row above them names it."""
    at, data = sheet.column("kind"), sheet.data
    said: Any = None
    for above, line in pairwise([sheet.headings, *sheet.lines[sheet.lines.index(sheet.headings) + 1 :]]):
        kind = line.cells[at]
        if line in data and (above not in data or kind != said):
            sheet.insert(line, [*[None] * at, kind])
        if line in data:
            line.cells[at], said = None, kind


def numbers_under_headings(sheet: Sheet, chance: random.Random) -> None:
    at = sheet.lines.index(sheet.headings) + 1
    numbers = list(range(1, len(sheet.headings.cells) + 1))
    sheet.lines.insert(at, Line([str(number) for number in numbers] if chance.random() < 0.5 else numbers))


def sections(sheet: Sheet, chance: random.Random) -> None:
    for line in sheet.data:
        if chance.random() < 0.5:
            title = chance.choice(["Мамыр айы", "I. Рейдтер туралы", "2026 жылғы маусым айы", "Июнь айында"])
            sheet.insert(line, [title], across=chance.choice([0, 5]))


def blank_rows(sheet: Sheet, chance: random.Random) -> None:
    for line in sheet.data:
        if chance.random() < 0.5:
            sheet.insert(line, [])


def totals(sheet: Sheet, chance: random.Random) -> None:
    """A row of sums after a group of rows, and one at the end."""
    data = sheet.data
    if not data:
        return
    cut = chance.randrange(len(data))
    after = data[cut + 1] if cut + 1 < len(data) else None
    label = ["Барлығы", "ИТОГО:", "Всего по району", "Аудан бойынша жиыны", "Total", "Маусым бойынша қорытынды"]
    for before, rows in ((after, data[: cut + 1]), (None, data)):
        column = sheet.column("participants")
        cells: list[Any] = [None] * len(sheet.headings.cells)
        cells[sheet.column("held_on")] = chance.choice(label)
        cells[column] = sum(line.cells[column] for line in rows)
        sheet.insert(before, cells)


def lines_below(sheet: Sheet, _: random.Random) -> None:
    sheet.insert(None, [])
    sheet.insert(None, ["Ескерту: мәліметтер мектептерден жиналды"])
    sheet.insert(None, [])
    sheet.insert(None, ["Бөлім басшысы", None, "Үлгінов Ү."])
    sheet.insert(None, ["Орындаушы: Сынақова С., тел. 50-00-00"])


def running_numbers(sheet: Sheet, chance: random.Random) -> None:
    """A column of running numbers, which goes on below the last row."""
    data = sheet.data
    for line in sheet.lines:
        number = data.index(line) + 1 if line in data else None
        line.cells.insert(0, number)
    sheet.elements.insert(0, None)
    sheet.headings.cells[0] = chance.choice(["№", "№ п/п", "р/с", "#", "Рет саны"])
    sheet.tall = [(first, last, at + 1) for first, last, at in sheet.tall]
    for number in range(len(data) + 1, len(data) + 4) if sheet.lines[-1:] == data[-1:] else ():
        sheet.insert(None, [number])


def hidden_rows(sheet: Sheet, chance: random.Random) -> None:
    for line in sheet.data:
        line.hidden = chance.random() < 0.5


def one_date_for_several_rows(sheet: Sheet, _: random.Random) -> None:
    """The date is merged downwards over consecutive rows of one day."""
    at = sheet.column("held_on")
    run: list[Line] = []
    for line in sheet.lines:
        here = run and line.cells[at] == run[0].cells[at] and isinstance(line.cells[at], date) and line in sheet.data
        run = [*run, line] if here else [line]
        if here:
            sheet.tall = [tall for tall in sheet.tall if tall[0] is not run[0]] + [(run[0], line, at)]


def an_empty_column(sheet: Sheet, _: random.Random) -> None:
    sheet.elements.append(None)
    for line in sheet.lines:
        line.cells.append("Бюджет" if line is sheet.headings else None)


def dressed(sheet: Sheet, _: random.Random) -> None:
    """Formats far away, a filter, frozen panes, protection."""

    def dress(there: Worksheet) -> None:
        there["CZ900"].fill = PatternFill("solid", fgColor="FFFF00")
        there.freeze_panes = "B2"
        there.auto_filter.ref = there.dimensions
        there.protection.sheet = True

    sheet.dressing.append(dress)


def counts_as_typed(sheet: Sheet, chance: random.Random) -> None:
    """Numbers as text. The participants stay numbers because the other messes recognise a row by them."""
    for at, element in enumerate(sheet.elements):
        if element and element.kind.is_figure and element.name != "participants":
            for line in sheet.data:
                if isinstance(line.cells[at], int):
                    line.cells[at] = _count_typed(line.cells[at], chance)


def _count_typed(count: int, chance: random.Random) -> object:
    space = chance.choice([" ", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\N{THIN SPACE}", "\N{FIGURE SPACE}"])
    return chance.choice([f"{count:,}".replace(",", space), float(count), f"'{count}", f" {count} ", f"+{count}", f"{count},0"])


def dates_as_typed(sheet: Sheet, chance: random.Random) -> None:
    at = sheet.column("held_on")
    for line in sheet.data:
        if isinstance(line.cells[at], date):
            line.cells[at] = _date_typed(line.cells[at], chance)


_MONTHS = {5: ("мамыр", "мая", "May", "мам"), 6: ("маусым", "июня", "June", "июн")}


def _date_typed(day: date, chance: random.Random) -> object:
    kk, ru, en, short = _MONTHS[day.month]
    d, y = day.day, day.year
    return chance.choice(
        [
            *(f"{d}.{day.month}.{y % 100}", f"{day:%d.%m.%Y} ж.", f"{day:%d.%m.%Y}г.", day.isoformat(), f"{day:%Y%m%d}"),
            *(f"«{d}» {ru} {y} г.", f"{y} жылғы {d} {kk}", f"{d} {kk} {y} ж.", f"{en} {d}, {y}", f"{d:02}.{short}.{y % 100}"),
            *(f"{day:%d.%m.%Y} 10:30", f"{d} {ru} {y} года", f"{y} жылдың {d} {kk}ы", f"{d} {kk.upper()} {y}"),
            *(datetime.combine(day, time(9, 30)), (day - date(1899, 12, 30)).days),
        ]
    )


TABLE_MESSES: dict[str, Mess] = {
    "counts as typed": counts_as_typed,
    "dates as typed": dates_as_typed,
    "one date for several rows": one_date_for_several_rows,
    "hidden rows": hidden_rows,
    "labels in any language": each_heading(_in_any_language),
    "labels with hints": each_heading(_with_hint),
    "labels in capitals": each_heading(lambda text, _: text.upper()),
    "labels with colons": each_heading(lambda text, _: f" {text} :"),
    "labels numbered": each_heading(lambda text, chance: f"{chance.randrange(1, 20)}. {text}"),
    "labels wrapped": each_heading(lambda text, _: text.replace(" ", "\n")),
    "labels in Latin letters": each_heading(lambda text, _: text.translate(LOOK_ALIKES)),
    "labels in Russian letters": each_heading(lambda text, _: text.translate(RUSSIAN)),
    "labels decomposed": each_heading(lambda text, _: unicodedata.normalize("NFD", text)),
    "blank rows": blank_rows,
    "totals": totals,
    "sections": sections,
    "headings again": headings_again,
    "kinds above their rows": kinds_above_their_rows,
    "an empty column": an_empty_column,
    "running numbers": running_numbers,
    "numbers under headings": numbers_under_headings,
    "lines below": lines_below,
    "a group above": a_group_above,
    "headings over two rows": headings_over_two_rows,
    "a title above": a_title_above,
    "far down": far_down,
    "to the right": to_the_right,
    "dressed": dressed,
}
"""In the order in which several are made."""


def messed(content: bytes, names: list[str], seed: int) -> bytes:
    """A workbook with messes on its sheet of activities."""
    workbook = load_workbook(BytesIO(content))
    there = next(sheet for sheet in workbook.worksheets if key(sheet.title) in map(key, ACTIVITY.sheet.all))
    lines = [Line([_plain(cell) for cell in row]) for row in there.iter_rows(values_only=True)]
    elements = [ACTIVITY.elements[ACTIVITY.element_keys[key(text)]] for text in lines[0].cells]
    sheet = Sheet(lines, lines[0], list(elements))
    chance = random.Random(seed)
    for name, mess in TABLE_MESSES.items():
        if name in names:
            mess(sheet, chance)
    return _saved(_rewritten(workbook, there, sheet))


def _rewritten(workbook: Workbook, old: Worksheet, sheet: Sheet) -> Workbook:
    title, place = old.title, workbook.sheetnames.index(old.title)
    workbook.remove(old)
    there = workbook.create_sheet(title, place)
    for number, line in enumerate(sheet.lines, 1):
        for at, value in enumerate(line.cells, 1 + sheet.left):
            put(there.cell(number, at), _plain(value))
        there.row_dimensions[number].hidden = line.hidden
        if line.across:
            there.merge_cells(
                start_row=number, end_row=number, start_column=1 + sheet.left, end_column=line.across + sheet.left
            )
    for first, last, at in sheet.tall:
        rows = {"start_row": sheet.lines.index(first) + 1, "end_row": sheet.lines.index(last) + 1}
        there.merge_cells(**rows, start_column=at + 1 + sheet.left, end_column=at + 1 + sheet.left)
    for dress in sheet.dressing:
        dress(there)
    return workbook


def _plain(value: object) -> object:
    return value.date() if isinstance(value, datetime) and value.time() == time() else value


def _saved(workbook: Workbook) -> bytes:
    saved = BytesIO()
    workbook.save(saved)
    return saved.getvalue()
