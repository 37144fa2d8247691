"""Read one sheet of a form: locate its table, account for every non-empty cell, and report what is wrong with it."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from schemas.basics.cell import Cell, NotCalculated, a1, row_numbers
from schemas.basics.text import Language, Text
from schemas.basics.texts import Texts
from schemas.checks.catalogue import CHECKS
from schemas.declaration.form import Form
from schemas.declaration.own_sheets import ANSWERS_SHEET
from schemas.declaration.table import Table
from schemas.language.dates import serial_date
from schemas.language.measures import rescales, says_own_scale, states_measure
from schemas.language.name_key import key, nearest
from schemas.records.issue import Issue
from schemas.records.reading import LocatedTable, Reading
from svod.reading.layout.context import TableSheet, rows_above
from svod.reading.layout.cover import Cover, labels_beside_values, locate_cover
from svod.reading.layout.doubtful_cells import mark_doubtful
from svod.reading.layout.headings import Headings, find_headings
from svod.reading.layout.printed_rows import locate_printed
from svod.reading.layout.rows import Body, locate_rows
from svod.reading.layout.sheets import language_of
from svod.reading.layout.unanswered import unanswered_rows
from svod.reading.workbook.open import Book
from svod.reading.workbook.sheet_scan import Grid, Place

TEXTS = Texts(__package__)

_CELLS_NAMED = 20
# Days from Excel's usual epoch, 1900, to the one of 1904.
_EPOCHS_APART = 1462
_ALIKE = 75
# If at least this many labels are repeated or missing, it is the cover as a whole that stands twice or is none.
_COVER_AGAIN = _NO_COVER = 4

Places = Sequence[Place]


class SheetReader:
    """Reads one sheet of a workbook into one table of the form."""

    def __init__(self, book: Book, sheet: str, form: Form, table: Table, reading: Reading) -> None:
        self._book = book
        self._sheet = sheet
        self._form = form
        self._table = table
        self._reading = reading

    def read(self) -> None:
        """Add the table, its issues and its counts of cells to the reading."""
        grid = self._book.grid(self._sheet)
        if isinstance(grid, Issue):
            self._reading.issues.append(grid.model_copy(update={"sheet": self._sheet}))
        elif self._table is self._form.cover:
            self._read_cover(grid)
        elif self._table.row_element:
            self._read_printed(grid)
        else:
            self._read_rows(grid)

    def _read_printed(self, grid: Grid) -> None:
        printed = locate_printed(grid, self._sheet, self._table)
        if printed is None:
            self._report_no_headings(sum(len(row) - row.count("") for row in grid))
            return
        missing = [name for name in self._table.elements if name not in printed.table.positions]
        if missing:
            self._report("column.missing", column=[self._table.elements[name].labels for name in missing])
        codes = self._table.elements[str(self._table.row_element)]
        for row, column in printed.contradicted:
            code = printed.table.columns[codes.name][printed.table.rows.index(row)]
            read = codes.code_labels[str(code)]
            self._report("cell.ambiguous", cell=a1(row, column), value=grid[row][column], column=codes.labels, read=read)
        filled = sum(len(row) - row.count("") for row in grid)
        if not self._add_up(filled, printed.loaded, printed.ignored):
            self._report_unread(grid, printed.stray)
        self._keep(printed.table, grid)
        self._report_hidden_columns(printed.table)

    def _read_cover(self, grid: Grid) -> None:
        cover = locate_cover(grid, self._sheet, self._form)
        if cover.leaves_values_over and (merged := self._book.merged(self._sheet)):
            cover = locate_cover(labels_beside_values(grid, self._table, merged), self._sheet, self._form)
        self._report_repeated_labels(cover.repeated)
        self._report_missing_labels(cover, grid)
        read = sum(len(row) - row.count("") for row in grid)
        loaded = sum(values != ("",) for values in cover.table.columns.values())
        if not self._add_up(read, loaded, read - loaded - len(cover.stray)):
            self._report_unread(grid, cover.stray)
        self._keep(cover.table, grid)
        self._report_hidden_columns(cover.table)
        if struck := self._book.struck(self._sheet):
            for name, place in cover.table.places.items():
                if cover.table.columns[name] != ("",):
                    self._ask_of_struck(grid, struck, {name: place})

    def _read_rows(self, grid: Grid) -> None:
        headings = find_headings(grid, self._table)
        if headings is None:
            self._report_no_headings(sum(len(row) - row.count("") for row in grid))
            return
        merged, indented = self._book.merged(self._sheet), self._book.indented(self._sheet)
        sheet = TableSheet(self._sheet, grid, self._form, self._table, headings, merged, indented)
        prints_answers = ANSWERS_SHEET in self._book.sheet_names
        body = locate_rows(sheet, unanswered_rows(sheet) if prints_answers else ())
        above = rows_above(sheet)
        if states_measure(self._sheet) and not says_own_scale(self._sheet, self._table.scales):
            self._report("cell.unread", cells=[self._sheet], step=TEXTS["step.write_counts"])
        self._report_columns(grid, headings, body.unknown)
        self._ask_of_doubts(grid, headings, body)
        ignored = sum(sheet.filled[: headings.last + 1]) - len(above) + body.ignored
        if not self._add_up(sum(sheet.filled), body.loaded, ignored):
            self._report_unread(grid, (*above, *body.stray))
        self._keep(body.table, grid)
        if struck := self._book.struck(self._sheet):
            for row in body.table.rows:
                self._ask_of_struck(grid, struck, {name: (row, column) for name, column in body.table.positions.items()})
        hidden = self._book.hidden_rows(self._sheet).intersection(body.table.rows)
        if hidden:
            self._report("row.hidden", value=len(hidden))
        self._report_hidden_columns(body.table)

    def _report_hidden_columns(self, located: LocatedTable) -> None:
        """Report the hidden columns that hold values."""
        hidden = self._book.hidden_columns(self._sheet)
        if hidden:
            at = located.positions or {name: column for name, (_, column) in located.places.items()}
            filled = [name for name, column in at.items() if column in hidden and set(located.columns[name]) - {""}]
            if filled:
                self._report("column.hidden", column=[self._table.elements[name].labels for name in filled])

    def _ask_of_doubts(self, grid: Grid, headings: Headings, body: Body) -> None:
        """Ask about what was read or left out in one of two possible ways."""
        for figure in body.sums:
            self._ask(grid, headings, figure, TEXTS["read_as.sum"])
        for mark in body.dittos:
            self._ask(grid, headings, mark, TEXTS["read_as.above"])
        if body.zeros:
            rows = row_numbers([row for row, _ in body.zeros])
            self._ask(grid, headings, body.zeros[0], TEXTS.fill("read_as.zeros", rows=rows))

    def _keep(self, located: LocatedTable, grid: Grid) -> None:
        """Add the table to the reading, its dates counted from the workbook's own epoch."""
        merged, rich = self._book.merged(self._sheet), self._book.rich(self._sheet)
        if merged or rich:
            mark_doubtful(located, self._table, grid, merged, rich)
        if self._book.from_1904:
            for name, element in self._table.elements.items():
                if element.is_date and name in located.columns:
                    located.columns[name] = [_counted_from_1904(cell) for cell in located.columns[name]]
        if located.rows and self._sheet in self._book.hidden_sheets:
            self._report("sheet.hidden", value=self._sheet)
        self._reading.tables[self._table.code] = located

    def _report_no_headings(self, read: int) -> None:
        if read or self._table.required:
            expected = [element.labels for element in self._table.elements.values() if element.required]
            self._report("header.missing", expected=expected)
            self._add_up(read, 0, read)

    def _report_columns(self, grid: Grid, headings: Headings, unknown: dict[int, int]) -> None:
        """Report the columns that are missing, stand twice, or are unknown to the form."""
        rows = grid[headings.first : headings.last + 1]
        missing = [name for name in self._table.elements if name not in headings.positions]
        language = self._language(cell for row in rows for cell in row) if missing else "kk"
        likely = self._likely_names(headings, unknown, missing)
        misnamed = self._misnamed_columns(headings, likely, language)
        for name in self._table.required_columns:
            if name in missing:
                labels, column = self._table.elements[name].labels, misnamed.get(name)
                cell = None if column is None else a1(headings.lowest[column], column)
                text = None if column is None else headings.unknown[column]
                self._report("column.missing", cell=cell, value=text, column=labels, suggestion=labels.in_(language))
        for name, columns in headings.repeated.items():
            self._report_repeated([name], [a1(headings.lowest[column], column) for column in columns])
        for column, likeliest in likely.items():
            if column not in misnamed.values():
                cell, text = a1(headings.lowest[column], column), headings.unknown[column]
                self._report("column.unknown", cell=cell, value=text, suggestion=likeliest, count=unknown[column])

    def _likely_names(self, headings: Headings, unknown: dict[int, int], missing: list[str]) -> dict[int, str | None]:
        """Return the columns of values under unknown headings, each with the most similar name of a missing element."""
        names = [text for name in missing for text in self._table.elements[name].names]
        return {column: nearest(text, names) for column, text in headings.unknown.items() if unknown.get(column)}

    def _misnamed_columns(self, headings: Headings, likely: dict[int, str | None], language: Language) -> dict[str, int]:
        """Return the columns of required elements whose headings are only similar to their names.

        A column of percentages is never that of a count.
        """
        alike: dict[str, dict[str, int]] = {}
        for column, name in likely.items():
            element = self._table.element_keys[key(name)] if name else ""
            if element in self._table.required_columns and not rescales(headings.unknown[column]):
                alike.setdefault(element, {}).setdefault(headings.unknown[column], column)
        labels = {name: self._table.elements[name].labels.in_(language) for name in alike}
        return {name: columns[str(nearest(labels[name], tuple(columns), alike=0))] for name, columns in alike.items()}

    def _report_repeated_labels(self, repeated: dict[str, list[Place]]) -> None:
        """Report each label that stands more than once; many of them at once, because then the cover itself stands twice."""
        if len(repeated) < _COVER_AGAIN:
            for name, places in repeated.items():
                self._report_repeated([name], [a1(*place) for place in places])
        else:
            self._report_repeated(list(repeated), [a1(*places[-1]) for places in repeated.values()][::-1])

    def _report_missing_labels(self, cover: Cover, grid: Grid) -> None:
        """Report each required label that is missing; many of them at once, because then the sheet is no cover."""
        missing = [name for name in self._table.required_columns if name not in cover.table.columns]
        if len(missing) < _NO_COVER:
            for name in missing:
                self._report_missing_label(name, cover, self._language(cell for row in grid for cell in row))
        else:
            self._report("column.missing", column=[self._table.elements[name].labels for name in missing])

    def _report_missing_label(self, name: str, cover: Cover, language: Language) -> None:
        """Report a missing label at the text that is most similar to it, if one is."""
        labels = self._table.elements[name].labels
        alike = nearest(labels.in_(language), tuple(cover.captions.values()), _ALIKE)
        cell = next((a1(*place) for place, text in cover.captions.items() if text == alike), None)
        self._report("column.missing", cell=cell, value=alike, column=labels, suggestion=labels.in_(language))

    def _ask_of_struck(self, grid: Grid, struck: Collection[Place], places: Mapping[str, Place]) -> None:
        """Ask about the first of these cells that is struck out, because it was loaded all the same."""
        cells = [(column, row, name) for name, (row, column) in places.items() if (row, column) in struck]
        if filled := [(column, row, name) for column, row, name in cells if grid[row][column] != ""]:
            column, row, name = min(filled)
            element = self._table.elements[name]
            value = None if element.is_personal else grid[row][column]
            read = TEXTS["read_as.not_struck"]
            self._report("cell.ambiguous", cell=a1(row, column), value=value, column=element.labels, read=read)

    def _ask(self, grid: Grid, headings: Headings, place: Place, read: Text) -> None:
        """Ask about a cell that was read in one of two possible ways."""
        row, column = place
        labels = next(self._table.elements[name].labels for name, at in headings.positions.items() if at == column)
        self._report("cell.ambiguous", cell=a1(row, column), value=grid[row][column], column=labels, read=read)

    def _language(self, cells: Iterable[Cell]) -> Language:
        texts = [cell for cell in cells if type(cell) is str]
        return language_of(texts, (element.labels for element in self._table.elements.values()))

    def _report_repeated(self, names: list[str], cells: list[str]) -> None:
        labels = [self._table.elements[name].labels for name in names]
        self._report("column.duplicate", cell=cells[-1], column=labels, cells=cells)

    def _add_up(self, read: int, loaded: int, ignored: int) -> bool:
        """Add to the counts of cells. False if they don't add up: what is neither loaded nor ignored must be an issue."""
        counts = self._reading.cells
        assert counts is not None
        counts.read += read
        counts.loaded += loaded
        counts.ignored += ignored
        return read == loaded + ignored

    def _report_unread(self, grid: Grid, stray: Places) -> None:
        """Report the cells that were not read, those apart that want something else done about them."""
        measures = [(row, column) for row, column in stray if type(cell := grid[row][column]) is str and rescales(cell)]
        uncalculated = [(row, column) for row, column in stray if isinstance(grid[row][column], NotCalculated)]
        if uncalculated:
            self._report_unread_cells(uncalculated, TEXTS["step.calculate"])
        others = [place for place in stray if place not in measures and place not in uncalculated]
        if measures:
            self._report_unread_cells(measures, TEXTS["step.write_counts"])
        if others or not (measures or uncalculated):
            self._report_unread_cells(others, TEXTS["step.move"])

    def _report_unread_cells(self, places: Places, step: Text) -> None:
        cells = [a1(*place) for place in places[:_CELLS_NAMED]]
        self._report("cell.unread", cell=cells[0] if cells else None, cells=cells or [self._sheet], step=step)

    def _report(self, code: str, **places: object) -> None:
        """Add an issue of this sheet to the reading."""
        self._reading.issues.append(CHECKS[code].issue(sheet=self._sheet, **places))  # type: ignore[arg-type]  # any value may fill a place


def _counted_from_1904(cell: Cell) -> Cell:
    """Return the date of a bare number that counts days from 1904. In a cell with a date format it is a date already."""
    day = serial_date(cell + _EPOCHS_APART) if type(cell) is float or type(cell) is int else None
    return cell if day is None else day
