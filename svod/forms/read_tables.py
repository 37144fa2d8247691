"""Reads the tables, columns and lists of a form workbook."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Literal

from schemas.basics.exact import MOST_DECIMALS
from schemas.basics.text import Text
from schemas.declaration.definition import CodeDefinition, ColumnDefinition, ListDefinition, RowDefinition, TableDefinition
from schemas.declaration.element import CodeList, Element
from schemas.declaration.kind import Kind
from schemas.declaration.kinds import kind_named
from schemas.declaration.kinds.truth import truth_of
from svod.forms.sheet_rows import TEXTS, Names, Scope, SheetRow, SheetRows

_MOST = 1_000_000
_ALL = "*"
_SCALES: Mapping[str, Literal[1, 1_000, 1_000_000]] = {"1": 1, "1000": 1_000, "1000000": 1_000_000}
_RESERVED = "total"
_NO_FIELD = "model_config"
"""No field of a pydantic model can have this name."""
_LARGEST = 10**15
"""A workbook's numbers have 15 digits."""

Columns = Scope[ColumnDefinition]


@dataclass(slots=True)
class Declared:
    """What the sheets of a workbook declare: lists with the scope of their codes, tables, and the columns of each table."""

    lists: Scope[Scope[CodeDefinition]] = field(default_factory=Scope)
    tables: Scope[Columns] = field(default_factory=Scope)
    cover: Columns = field(default_factory=lambda: Scope(is_sure=False))
    rows: dict[str, Scope[RowDefinition]] = field(default_factory=dict)
    fixed: set[str] = field(default_factory=set)
    definitions: list[TableDefinition] = field(default_factory=list)

    @property
    def list_definitions(self) -> list[ListDefinition]:
        """The lists whose codes are all declared."""
        return [
            ListDefinition(name=name, codes=tuple(filter(None, codes.declared.values())))
            for name, codes in self.lists.declared.items()
            if codes
        ]

    def codes(self, column: ColumnDefinition) -> Scope[CodeDefinition] | None:
        """The codes that a column may hold. None if it has no list."""
        return self.lists.declared.get(column.codes) if column.codes else None


def read_declared(sheets: Mapping[str, SheetRows]) -> Declared:
    """Read the lists, and then the tables with their columns, the cover first."""
    declared = Declared()
    if "lists" in sheets:
        _read_lists(sheets["lists"], declared, next(iter(sheets["form"]))["period_type"])
    for row in sheets["tables"]:
        declared.tables.add(row["code"], row.code("code"), Scope())
        if row["layout"] == "fixed" and row["code"]:
            declared.fixed.add(row["code"])
    headings = Names()
    for row in sheets["columns"]:
        columns = row.reference("table", declared.tables)
        if columns is None:
            for others in filter(None, declared.tables.declared.values()):
                others.is_sure = False
        else:
            column = _column(row, declared, headings)
            columns.add(row["code"], column.name if column else None, column)
    if "rows" in sheets:
        _read_rows(sheets["rows"], declared)
    _read_tables(sheets, declared)
    return declared


def _read_lists(rows: SheetRows, declared: Declared, period_type: CodeList | None) -> None:
    """Read the codes of each list. Periods are of the form's type."""
    names = Names()
    for row in rows:
        name = row["list"]
        if name is not None and name not in declared.lists.declared:
            declared.lists.add(name, row.code("list", "list"), Scope())
        codes = declared.lists.declared.get(name or "")
        if codes is None:
            continue
        code, labels, spellings = row.code("code", name, of_list=True), row.texts("label"), row.several("spellings")
        entry = None
        if code and labels:
            names.add(row, "code", code, (*labels.all, *spellings), name)
            entry = CodeDefinition(code=code, labels=labels, spellings=spellings, **_validity(row, period_type))
        codes.add(row["code"], code, entry)
    for row in rows:
        codes = declared.lists.declared.get(row["list"] or "")
        successor = row.reference("successor", codes) if codes else None
        if successor and successor.code == row["code"]:
            row.not_read("successor", "another_code")


def _validity(row: SheetRow, period_type: CodeList | None) -> dict[str, str | None]:
    """The first and last period of a code, and its successor."""
    first, last = row.period("valid_from", period_type), row.period("valid_to", period_type)
    if first and last and last < first:
        row.not_read("valid_to", "not_before", first=str(first))
    return {"valid_from": first and str(first), "valid_to": last and str(last), "successor": row["successor"]}


def _read_rows(rows: SheetRows, declared: Declared) -> None:
    """Read the printed rows of fixed tables."""
    names = Names()
    found: list[tuple[SheetRow, str]] = []
    for row in rows:
        columns = row.reference("table", declared.tables)
        code, labels = row.code("code", row["table"], "row", of_list=True), row.texts("label")
        if columns is None:
            continue
        entry = None
        spellings = row.several("spellings")
        if code and labels:
            names.add(row, "code", code, (code, *labels.all, *spellings), row["table"])
            numbers = {column.element.number: column for column in columns.declared.values() if column}
            entry = RowDefinition(
                code=code,
                labels=labels,
                spellings=spellings,
                part_of=row["part_of"],
                exact=row["exact"] is not False,
                not_asked=tuple(_not_asked(row, columns, numbers)),
            )
        declared.rows.setdefault(row["table"], Scope()).add(row["code"], code, entry)
        found.append((row, row["table"]))
    for row, table in found:
        row.reference("part_of", declared.rows[table])
        _refuse_circle(row, declared.rows[table])


def _not_asked(row: SheetRow, columns: Columns, numbers: Mapping[str, ColumnDefinition]) -> Iterator[str]:
    """The columns that aren't filled in in a row, given by code or printed number."""
    for part in row.several("not_asked"):
        column = numbers.get(part) or row.reference("not_asked", columns, part)
        if column:
            yield column.name


def _refuse_circle(row: SheetRow, rows: Scope[RowDefinition]) -> None:
    """Report a row that is a part of itself, over whichever others."""
    seen: list[str] = []
    entry = rows.declared.get(row["code"] or "")
    while entry and entry.part_of and entry.code not in seen:
        seen.append(entry.code)
        entry = rows.declared.get(entry.part_of)
    if entry and entry.code in seen and entry.code == row["code"]:
        row.not_read("part_of", "no_circle")


def _read_tables(sheets: Mapping[str, SheetRows], declared: Declared) -> None:
    """Define each table, and find the cover."""
    sheet_names = Names()
    rows = [row for row in sheets["tables"] if row["code"] is not None]
    covers = [row["code"] for row in rows if row["layout"] == "cover"]
    for row in rows:
        if sheets["tables"].first(row["code"]) in (row.cell("code"), None):
            _table(row, declared, sheet_names)
    if len(covers) == 1:
        declared.cover = declared.tables.declared[covers[0]] or declared.cover
        declared.definitions.sort(key=lambda table: table.code != covers[0])
    elif rows and all(row["layout"] for row in rows):
        rows[-1].mistake("declaration.cover", "layout", value=len(covers))


def _table(row: SheetRow, declared: Declared, sheet_names: Names) -> None:
    code, columns, sheet = row["code"], declared.tables.declared[row["code"]], row.texts("sheet")
    assert columns is not None
    if not columns.declared and columns.is_sure and not declared.tables.missed:
        row.mistake("declaration.empty", "code", sheet_name=TEXTS["sheet.columns"])
    rows = declared.rows.get(code)
    if row["layout"] == "fixed" and rows is None:
        row.mistake("declaration.empty", "code", sheet_name=TEXTS["sheet.rows"])
    elif rows and row["layout"] not in (None, "fixed"):
        row.mistake("declaration.role", "layout", value=code, expected=TEXTS["expected.fixed"])
    if code == _RESERVED:
        row.mistake("declaration.reserved", "code")
    once = () if row["once"] == _ALL else row.several("once")
    for name in once:
        row.reference("once", columns, name)
    if sheet:
        sheet_names.add(row, "code", code, sheet.all)
        declared.definitions.append(
            TableDefinition(
                code=code,
                sheet=sheet,
                grain=row.some_texts("grain") or sheet,
                required=bool(row["required"]) or row["layout"] == "cover",
                reports=not row["remarks"],
                once=None if row["once"] is None else once,
                rows=tuple(filter(None, rows.declared.values())) if rows else (),
                columns=tuple(filter(None, columns.declared.values())),
            )
        )


def _column(row: SheetRow, declared: Declared, headings: Names) -> ColumnDefinition | None:
    code, labels = row.code("code", row["table"]), row.texts("label")
    spellings = row.several("spellings")
    if code and labels:
        headings.add(row, "code", code, (*labels.all, *spellings), row["table"])
    if code == _NO_FIELD:
        row.mistake("declaration.reserved", "code")
    if row["kind"] is None:
        return None
    kind = kind_named(row["kind"])
    if row["table"] in declared.fixed and not kind.is_figure:
        row.mistake("declaration.role", "kind", value=row["code"], expected=TEXTS["expected.only_figures"])
    _refuse_what_does_not_fit(row, kind)
    has_codes = issubclass(kind.value_type, CodeList)
    codes = row.reference("list", declared.lists) if has_codes else None
    least, most = _bounds(row, kind)
    default = _default(row, kind, codes)
    decimals = row["decimals"] or 0
    if decimals > MOST_DECIMALS:
        row.not_read("decimals", "decimals", most=MOST_DECIMALS)
        decimals = 0
    if code is None or labels is None:
        return None
    element = Element(
        labels=labels,
        meaning=row.some_texts("meaning"),
        measure=row.some_texts("measure"),
        spellings=spellings,
        decimals=decimals,
        currency=row.some_texts("currency"),
        scale=_SCALES[row["scale"].value] if row["scale"] else 1,
        number=row["number"] or "",
        aggregation=row["aggregation"] or "none",
        personal=bool(row["personal"]),
        within=row["within"] and row["within"].value,
        kind=kind.name if kind.is_stated else None,
    )
    return ColumnDefinition(
        name=code,
        kind=kind.name,
        element=element,
        codes=row["list"] if has_codes else None,
        required=bool(row["required"]),
        default=default,
        least=least,
        most=most,
        longest=row["longest"],
    )


def _refuse_what_does_not_fit(row: SheetRow, kind: Kind) -> None:
    """Report what an element of the kind can't have, or lacks."""
    has_codes, is_day = issubclass(kind.value_type, CodeList), issubclass(kind.value_type, date)
    fitting = {"list": has_codes, "within": is_day, "longest": kind.is_free_text}
    fitting |= dict.fromkeys(("least", "most", "measure_kk", "measure_ru", "measure_en"), kind.is_figure)
    fitting |= dict.fromkeys(("scale", "currency_kk", "currency_ru", "currency_en"), kind.name == "money")
    fitting["decimals"] = issubclass(kind.value_type, Decimal)
    for name, fits in fitting.items():
        if not fits and row[name] is not None:
            row.mistake("declaration.not_for_kind", name, kind=_label(row))
    if row["aggregation"] not in (None, "none") and not (kind.is_figure and kind.adds_up):
        row.mistake("declaration.not_for_kind", "aggregation", kind=_label(row))
    if has_codes and row.is_blank("list"):
        row.mistake("declaration.missing_for_kind", "list", kind=_label(row))
    if row["default"] is not None and row["required"]:
        row.not_read("default", "no_default")


def _label(row: SheetRow) -> Text:
    """The name of the row's kind."""
    return row.rows.elements["kind"].code_labels[row["kind"]]


def _bounds(row: SheetRow, kind: Kind) -> tuple[int | Decimal | None, int | Decimal | None]:
    """The least and the most value. Counts are from 0 to a million if nothing else is said."""
    if not kind.is_figure:
        return None, None
    least, most = (_number(row, name, kind) for name in ("least", "most"))
    if kind.value_type is int:
        least, most = (0 if least is None else least), (_MOST if most is None else most)
    if least is not None and most is not None and least > most:
        row.mistake("declaration.bounds", "most", least=least)
    return least, most


def _number(row: SheetRow, name: str, kind: Kind) -> int | Decimal | None:
    text = row[name]
    if text is None:
        return None
    try:
        number = Decimal("".join(text.split()).replace(",", "."))
        is_whole = abs(number) <= _LARGEST and number == int(number)
    except (InvalidOperation, OverflowError, ValueError):  # "few", "Infinity", "NaN"
        row.not_read(name, "number")
        return None
    if abs(number) > _LARGEST:
        row.not_read(name, "number")
        return None
    if kind.value_type is int and not is_whole:
        row.not_read(name, "whole_number")
        return None
    return int(number) if is_whole else number


def _default(row: SheetRow, kind: Kind, codes: Scope[CodeDefinition] | None) -> bool | int | str | None:
    """The value of a blank cell."""
    text = row["default"]
    if text is None:
        return None
    if issubclass(kind.value_type, CodeList):
        code = row.reference("default", codes) if codes else None
        return code.code if code else None
    if kind.value_type is bool:
        if (truth := truth_of(text)) is None:
            row.not_read("default", "truth")
        return truth
    if kind.is_figure:
        number = _number(row, "default", kind)
        return int(number) if number is not None else None
    return str(text)


def unused_lists(rows: SheetRows, declared: Declared) -> None:
    """Ask about lists that no column uses."""
    asked = {column.codes for table in declared.definitions for column in table.columns}
    for row in rows:
        if row["list"] not in asked:
            asked.add(row["list"])
            row.mistake("declaration.unused", "list")
