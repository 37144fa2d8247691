"""The formats of other programs in which every listing can be written: CSV, CSV for Excel, workbook, Parquet."""

import csv
import math
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from io import TextIOWrapper
from typing import BinaryIO

from schemas.basics.exact import MOST_DECIMALS, digits, exact_json
from schemas.basics.text import Language, Text
from schemas.records.listing import Coded, Column, ColumnKind, Listing, for_people, names_of
from svod.warehouse.csv_escape import guarded

Write = Callable[[Listing, Language, BinaryIO], None]
"""Writes a listing in a format. Names of things are in the language."""


def write_csv(listing: Listing, language: Language, file: BinaryIO) -> None:
    """Write CSV for programs: UTF-8, commas, ISO dates, the columns' names. No spreadsheet takes its texts for formulas."""
    rows = ([_csv_cell(value, language) for value in row] for row in listing.rows)
    _write_rows(file, "utf-8", ",", map(guarded, names_of(listing.columns)), rows)


def write_excel_csv(listing: Listing, language: Language, file: BinaryIO) -> None:
    """Write CSV that opens rightly by a double click in an Excel set to Russian or Kazakh.

    It needs the byte order mark to know UTF-8, a semicolon between cells, and a decimal comma: 12.5 would be the 12th of May.
    """
    rows = ([_excel_csv_cell(for_people(value), language) for value in row] for row in listing.rows)
    headings = (guarded(_text(column.heading, language)) for column in listing.columns)
    _write_rows(file, "utf-8-sig", ";", headings, rows)


def write_xlsx(listing: Listing, language: Language, file: BinaryIO) -> None:
    """Write a workbook. Raises NotAllowed if Excel can't hold the listing."""
    from svod.reports.xlsx.listing_book import listing_book

    file.write(listing_book(listing, language, lambda value: _text(value, language)))


def write_parquet(listing: Listing, language: Language, file: BinaryIO) -> None:
    """Write Parquet, with a type for each column."""
    from pyarrow import parquet

    table = listing.arrow() if listing.arrow else _arrow_table(listing, language)
    parquet.write_table(table, file, compression="zstd")


FORMATS: Mapping[str, Write] = {
    "csv": write_csv,
    "csv-excel": write_excel_csv,
    "xlsx": write_xlsx,
    "parquet": write_parquet,
}


def as_json(listing: Listing) -> list[dict[str, object]]:
    """The rows as values that JSON can hold, by the columns' names."""
    names = names_of(listing.columns)
    return [dict(zip(names, map(_json_value, row), strict=True)) for row in listing.rows]


def as_sql(value: object) -> object:
    """A date or time as SQL reads it, any other value as it is."""
    match value:
        case datetime() if not value.tzinfo:
            return value
        case date():
            return value.isoformat()
    return value


def _write_rows(
    file: BinaryIO, encoding: str, separator: str, headings: Iterable[object], rows: Iterable[Iterable[object]]
) -> None:
    text = TextIOWrapper(file, encoding=encoding, newline="")
    writer = csv.writer(text, delimiter=separator, lineterminator="\n" if separator == "," else "\r\n")
    writer.writerow(headings)
    writer.writerows(rows)
    text.flush()
    text.detach()  # the caller closes the file


def _text(value: object, language: Language) -> str:
    match value:
        case Text():
            return value.in_(language)
        case Coded():
            return value.code
        case list() | tuple() | dict():
            return exact_json(_json_value(value), default=str)
        case Decimal():
            return digits(value)
    return str(as_sql(value))


def _csv_cell(value: object, language: Language) -> object:
    match value:
        case bool():
            return str(value).lower()
        case None | int() | float() | Decimal():
            return value
    return guarded(_text(value, language))


def _excel_csv_cell(value: object, language: Language) -> object:
    match value:
        case float() | Decimal() if math.isfinite(value):
            return (f"{value:.15g}" if isinstance(value, float) else digits(value)).replace(".", ",")
        case datetime():
            return f"{value:%d.%m.%Y %H:%M:%S}"
        case date():
            return f"{value:%d.%m.%Y}"
    return _csv_cell(value, language)


def _json_value(value: object) -> object:
    """A value for JSON: NaN and infinity become null."""
    match value:
        case float():
            return value if math.isfinite(value) else None
        case list() | tuple():
            return [_json_value(part) for part in value]
        case dict():
            return {str(name): _json_value(part) for name, part in value.items()}
        case _:
            return as_sql(value)


def _arrow_table(listing: Listing, language: Language) -> object:
    """The rows as an Arrow table, each column of the type of its kind."""
    import pyarrow as pa

    types: Mapping[ColumnKind | None, object] = {
        "text": pa.string(),
        "count": pa.int64(),
        "number": pa.decimal128(38, MOST_DECIMALS),
        "day": pa.date32(),
        "moment": pa.timestamp("us", tz="UTC"),
        "flag": pa.bool_(),
    }

    def values(place: int, column: Column) -> list[object]:
        own = [row[place] for row in listing.rows]
        return [value and _text(value, language) for value in own] if column.kind == "text" else own

    arrays = [pa.array(values(place, one), types[one.kind]) for place, one in enumerate(listing.columns)]
    return pa.Table.from_arrays(arrays, names=names_of(listing.columns))
