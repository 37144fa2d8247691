"""Reads the indicators of a form workbook: which rows they count, and how they are aggregated."""

from schemas.declaration.definition import LINE, CodeDefinition, ColumnDefinition
from schemas.declaration.indicator import Aggregation, Indicator
from schemas.declaration.kinds import kind_named
from svod.forms.read_tables import Columns, Declared
from svod.forms.sheet_rows import TEXTS, Scope, SheetRow, SheetRows

_NAMED_FOR = {"mean": ("weight",), "ratio": ("part", "whole")}
"""What an aggregation needs besides an element."""
_OVER_TIME = ("last", "max", "min", "mean", "none")
"""What the periods of a year may come to, however units are aggregated."""


def read_indicators(rows: SheetRows, declared: Declared) -> Scope[Indicator]:
    """The indicators by code."""
    indicators: Scope[Indicator] = Scope()
    found: list[tuple[SheetRow, Indicator]] = []
    for row in rows:
        code, labels, columns = row.code("code"), row.texts("label"), row.reference("table", declared.tables)
        element = row.reference("element", columns) if columns else None
        _check_aggregation(row, element)
        weight = row.reference("weight", columns) if columns else None
        if weight and not kind_named(weight.kind).is_figure:
            row.mistake("declaration.role", "weight", expected=TEXTS["expected.figure"])
        where = _where(row, columns, declared) if columns else {}
        indicator = None
        if code and labels and columns:
            indicator = Indicator(
                code=code,
                labels=labels,
                meaning=row.some_texts("meaning") or labels,
                table=row["table"],
                element=element.name if element else None,
                where=where,
                sensitive=bool(row["sensitive"]),
                aggregation=_aggregation(row),
                over_time=row["over_time"] and row["over_time"].value,
                weight=weight.name if weight else None,
                part=row["part"],
                whole=row["whole"],
                times=1 if row["times"] is None else row["times"],
                decimals=1 if row["decimals"] is None else row["decimals"],
            )
            found.append((row, indicator))
        indicators.add(row["code"], code, indicator)
    for row, indicator in found:
        _check_parts(row, indicator, indicators)
    return indicators


def _aggregation(row: SheetRow) -> Aggregation:
    how: Aggregation = row["aggregation"].value if row["aggregation"] else "sum"
    return how


def _check_aggregation(row: SheetRow, element: ColumnDefinition | None) -> None:
    """Report what doesn't go with the way in which an indicator is aggregated."""
    how = _aggregation(row)
    kind = kind_named(element.kind) if element else None
    if kind and (not kind.is_figure or (how == "sum" and not kind.adds_up)):
        row.mistake("declaration.role", "element", expected=TEXTS["expected.figure"])
    if how == "ratio" and row["element"] is not None:
        row.not_read("element", "no_element")
    elif how in ("max", "min", "mean") and row.is_blank("element"):
        row.not_read("element", "an_element")
    _check_names(row, how)
    if row["sensitive"] and how != "sum":
        row.not_read("sensitive", "only_sums")
    if row["over_time"] and row["over_time"].value not in (*_OVER_TIME, how):
        row.not_read("over_time", "over_time")


def _check_names(row: SheetRow, how: Aggregation) -> None:
    """Report what an aggregation needs and doesn't have, or has and doesn't need."""
    needed = _NAMED_FOR.get(how, ())
    for name in ("weight", "part", "whole"):
        if name in needed and row.is_blank(name):
            row.not_read(name, "needed_for", how=_label(row))
        elif name not in needed and row[name] is not None:
            row.not_read(name, "not_for", how=_label(row))


def _label(row: SheetRow) -> object:
    """The name of the aggregation."""
    return row.rows.elements["aggregation"].code_labels[_aggregation(row)]


def _check_parts(row: SheetRow, indicator: Indicator, indicators: Scope[Indicator]) -> None:
    """Report a part or whole of a ratio that isn't an indicator, or no sum."""
    for name in ("part", "whole") if indicator.aggregation == "ratio" else ():
        other = row.reference(name, indicators)
        if other and (other.aggregation != "sum" or other.sensitive):
            row.mistake("declaration.role", name, expected=TEXTS["expected.a_sum"])


def _where(row: SheetRow, columns: Columns, declared: Declared) -> dict[str, tuple[str, ...]]:
    """The rows that an indicator counts: "kind = raid, seminar; place = school". Those of a fixed table are its lines."""
    where = {}
    for condition in row.several("where"):
        name, equals, values = condition.partition("=")
        if not equals or not values.strip():
            row.not_read("where", "where")
        elif name.strip() == LINE and row["table"] in declared.rows:
            lines = [row.reference("where", declared.rows[row["table"]], value.strip()) for value in values.split(",")]
            where[LINE] = tuple(line.code for line in lines if line)
        elif (column := row.reference("where", columns, name.strip())) is not None:
            codes = codes_of(row, "where", column, declared)
            found = (row.reference("where", codes, value.strip()) for value in values.split(",")) if codes else ()
            where[column.name] = tuple(code.code for code in found if code)
    return where


def codes_of(row: SheetRow, name: str, column: ColumnDefinition, declared: Declared) -> Scope[CodeDefinition] | None:
    """The codes of a column; a mistake if it has no list."""
    if column.codes is None:
        row.mistake("declaration.role", name, value=column.name, expected=TEXTS["expected.code_element"])
    return declared.codes(column)
