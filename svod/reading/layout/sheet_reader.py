"""One sheet of a form: its table located, every non-empty cell accounted for, and what is wrong with it said."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from schemas.basics.cell import Cell, NotCalculated, a1, row_numbers
from schemas.basics.text import Language, Text
from schemas.basics.texts import Texts
from schemas.checks.catalogue import CHECKS
from schemas.declaration.form import Form, Table
from schemas.language.dates import serial_date
from schemas.language.measures import rescales
from schemas.language.name_key import key, nearest
from schemas.records.issue import Issue
from schemas.records.reading import LocatedTable, Reading
from svod.reading.layout.cover import Cover, labels_beside_values, locate_cover
from svod.reading.layout.headings import Headings, find_headings
from svod.reading.layout.rows import Body, Place, locate_rows, rows_above
from svod.reading.layout.sheets import language_of
from svod.reading.workbook.open import Book
from svod.reading.workbook.sheet_scan import Grid

TEXTS = Texts(__package__)

_CELLS_NAMED = 20
_EPOCHS_APART = 1462
_ALIKE = 75
_COVER_AGAIN = _NO_COVER = 4

Places = Sequence[tuple[int, int]]


class SheetReader:
    """One sheet of the form, read into its table."""

    def __init__(self, book: Book, sheet: str, form: Form, table: Table, reading: Reading) -> None:
        self._book = book
        self._sheet = sheet
        self._form = form
        self._table = table
        self._reading = reading

    def read(self) -> None:
        """Add the table, its issues and its counts to the reading."""
        grid = self._book.grid(self._sheet)
        if isinstance(grid, Issue):
            self._reading.issues.append(grid.model_copy(update={"sheet": self._sheet}))
        elif self._table is self._form.cover:
            self._read_cover(grid)
        else:
            self._read_rows(grid)

    def _read_cover(self, grid: Grid) -> None:
        cover = locate_cover(grid, self._sheet, self._table)
        if cover.leaves_values_over and (merged := self._book.merged(self._sheet)):
            cover = locate_cover(labels_beside_values(grid, self._table, merged), self._sheet, self._table)
        self._say_labels_repeated(cover.repeated)
        self._say_labels_missing(cover, grid)
        read = sum(len(row) - row.count("") for row in grid)
        loaded = sum(values != ("",) for values in cover.table.columns.values())
        if not self._add_up(read, loaded, read - loaded - len(cover.stray)):
            self._say_unread(grid, cover.stray)
        self._keep(cover.table)
        if struck := self._book.struck(self._sheet):
            for name, place in cover.table.places.items():
                if cover.table.columns[name] != ("",):
                    self._say_struck(grid, struck, {name: place})

    def _read_rows(self, grid: Grid) -> None:
        headings = find_headings(grid, self._table)
        if headings is None:
            self._without_headings(sum(len(row) - row.count("") for row in grid))
            return
        place = Place(self._sheet, grid, self._form, self._table, headings, self._book.merged(self._sheet))
        body = locate_rows(place)
        above = rows_above(place)
        self._judge_columns(grid, headings, body.unknown)
        self._say_how_read(grid, headings, body)
        ignored = sum(place.filled[: headings.last + 1]) - len(above) + body.ignored
        if not self._add_up(sum(place.filled), body.loaded, ignored):
            self._say_unread(grid, (*above, *body.stray))
        self._keep(body.table)
        if struck := self._book.struck(self._sheet):
            for row in body.table.rows:
                self._say_struck(grid, struck, {name: (row, at) for name, at in body.table.positions.items()})
        hidden = self._book.hidden_rows(self._sheet).intersection(body.table.rows)
        if hidden:
            self._say("row.hidden", value=len(hidden))

    def _say_how_read(self, grid: Grid, headings: Headings, body: Body) -> None:
        """Ask of what was read, or left out, in one of two possible ways."""
        for figure in body.sums:
            self._say_read(grid, headings, figure, TEXTS["read_as.sum"])
        for mark in body.dittos:
            self._say_read(grid, headings, mark, TEXTS["read_as.above"])
        if body.zeros:
            rows = row_numbers([row for row, _ in body.zeros])
            self._say_read(grid, headings, body.zeros[0], TEXTS.fill("read_as.zeros", rows=rows))

    def _keep(self, located: LocatedTable) -> None:
        if self._book.from_1904:
            for name, element in self._table.elements.items():
                if element.is_date and name in located.columns:
                    located.columns[name] = [_counted_from_1904(cell) for cell in located.columns[name]]
        if located.rows and self._sheet in self._book.hidden_sheets:
            self._say("sheet.hidden", value=self._sheet)
        self._reading.tables[self._table.code] = located

    def _without_headings(self, read: int) -> None:
        if read or self._table.required:
            expected = [element.labels for element in self._table.elements.values() if element.required]
            self._say("header.missing", expected=expected)
            self._add_up(read, 0, read)

    def _judge_columns(self, grid: Grid, headings: Headings, unknown: dict[int, int]) -> None:
        """Issues of the columns: those that are missing, stand twice, or are not the form's."""
        rows = grid[headings.first : headings.last + 1]
        missing = [name for name in self._table.elements if name not in headings.positions]
        language = self._language(cell for row in rows for cell in row) if missing else "kk"
        likely = self._likely(headings, unknown, missing)
        misnamed = self._misnamed(headings, likely, language)
        for name in self._table.required_columns:
            if name in missing:
                labels, column = self._table.elements[name].labels, misnamed.get(name)
                cell = None if column is None else a1(headings.lowest[column], column)
                text = None if column is None else headings.unknown[column]
                self._say("column.missing", cell=cell, value=text, column=labels, suggestion=labels.in_(language))
        for name, columns in headings.repeated.items():
            self._say_repeated([name], [a1(headings.lowest[column], column) for column in columns])
        for column, likeliest in likely.items():
            if column not in misnamed.values():
                cell, text = a1(headings.lowest[column], column), headings.unknown[column]
                self._say("column.unknown", cell=cell, value=text, suggestion=likeliest, count=unknown[column])

    def _likely(self, headings: Headings, unknown: dict[int, int], missing: list[str]) -> dict[int, str | None]:
        """The columns with values whose heading the form doesn't know, each with the missing name that is most like it."""
        names = [text for name in missing for text in self._table.elements[name].names]
        return {column: nearest(text, names) for column, text in headings.unknown.items() if unknown.get(column)}

    def _misnamed(self, headings: Headings, likely: dict[int, str | None], language: Language) -> dict[str, int]:
        """The required elements whose column is there under a name much like theirs. A column of per cent is no count's."""
        alike: dict[str, dict[str, int]] = {}
        for column, name in likely.items():
            element = self._table.element_keys[key(name)] if name else ""
            if element in self._table.required_columns and not rescales(headings.unknown[column]):
                alike.setdefault(element, {}).setdefault(headings.unknown[column], column)
        labels = {name: self._table.elements[name].labels.in_(language) for name in alike}
        return {name: found[str(nearest(labels[name], tuple(found), alike=0))] for name, found in alike.items()}

    def _say_labels_repeated(self, repeated: dict[str, list[tuple[int, int]]]) -> None:
        """Labels that stand twice; so many that the cover itself stands twice are one finding."""
        if len(repeated) < _COVER_AGAIN:
            for name, places in repeated.items():
                self._say_repeated([name], [a1(*place) for place in places])
        else:
            self._say_repeated(list(repeated), [a1(*places[-1]) for places in repeated.values()][::-1])

    def _say_labels_missing(self, cover: Cover, grid: Grid) -> None:
        """Labels that aren't there; so many that the cover is no cover are one finding."""
        missing = [name for name in self._table.required_columns if name not in cover.table.columns]
        if len(missing) < _NO_COVER:
            for name in missing:
                self._say_label_missing(name, cover, self._language(cell for row in grid for cell in row))
        else:
            self._say("column.missing", column=[self._table.elements[name].labels for name in missing])

    def _say_label_missing(self, name: str, cover: Cover, language: Language) -> None:
        """A required label isn't there; a text much like it is where to put it."""
        labels = self._table.elements[name].labels
        alike = nearest(labels.in_(language), tuple(cover.captions.values()), _ALIKE)
        cell = next((a1(*place) for place, text in cover.captions.items() if text == alike), None)
        self._say("column.missing", cell=cell, value=alike, column=labels, suggestion=labels.in_(language))

    def _say_struck(self, grid: Grid, struck: Collection[tuple[int, int]], places: Mapping[str, tuple[int, int]]) -> None:
        """Ask of what counts though it, or the first part of it, is struck out."""
        found = [(at, row, name) for name, (row, at) in places.items() if (row, at) in struck and grid[row][at] != ""]
        if found:
            at, row, name = min(found)
            element = self._table.elements[name]
            value = None if element.element.personal else grid[row][at]
            self._say("cell.ambiguous", cell=a1(row, at), value=value, column=element.labels, read=TEXTS["read_as.not_struck"])

    def _say_read(self, grid: Grid, headings: Headings, place: tuple[int, int], read: Text) -> None:
        row, column = place
        labels = next(self._table.elements[name].labels for name, at in headings.positions.items() if at == column)
        self._say("cell.ambiguous", cell=a1(row, column), value=grid[row][column], column=labels, read=read)

    def _language(self, cells: Iterable[Cell]) -> Language:
        texts = [cell for cell in cells if type(cell) is str]
        return language_of(texts, (element.labels for element in self._table.elements.values()))

    def _say_repeated(self, names: list[str], cells: list[str]) -> None:
        labels = [self._table.elements[name].labels for name in names]
        self._say("column.duplicate", cell=cells[-1], column=labels, cells=cells)

    def _add_up(self, read: int, loaded: int, ignored: int) -> bool:
        """Add the sheet's cells to the counts, and tell whether they add up: what is neither loaded nor ignored is an issue."""
        counts = self._reading.cells
        assert counts is not None
        counts.read += read
        counts.loaded += loaded
        counts.ignored += ignored
        return read == loaded + ignored

    def _say_unread(self, grid: Grid, stray: Places) -> None:
        """Name the cells that were not read; apart those that want something else done."""
        measures = [(row, at) for row, at in stray if type(cell := grid[row][at]) is str and rescales(cell)]
        uncalculated = [(row, at) for row, at in stray if isinstance(grid[row][at], NotCalculated)]
        if uncalculated:
            self._say_unread_in(uncalculated, TEXTS["step.calculate"])
        others = [place for place in stray if place not in measures and place not in uncalculated]
        if measures:
            self._say_unread_in(measures, TEXTS["step.write_counts"])
        if others or not (measures or uncalculated):
            self._say_unread_in(others, TEXTS["step.move"])

    def _say_unread_in(self, places: Places, step: Text) -> None:
        cells = [a1(*place) for place in places[:_CELLS_NAMED]]
        self._say("cell.unread", cell=cells[0] if cells else None, cells=cells or [self._sheet], step=step)

    def _say(self, code: str, **said: object) -> None:
        self._reading.issues.append(CHECKS[code].issue(sheet=self._sheet, **said))  # type: ignore[arg-type]


def _counted_from_1904(cell: Cell) -> Cell:
    """A bare number of a day in a workbook that counts days from 1904; a number in a date's format is a date already."""
    day = serial_date(cell + _EPOCHS_APART) if type(cell) is float or type(cell) is int else None
    return cell if day is None else day
