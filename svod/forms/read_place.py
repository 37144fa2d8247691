"""Reads the workbook of a place: every mistake in one pass, each at its cell."""

from collections.abc import Mapping
from datetime import date

from schemas.basics.place import CalendarDay, Letterhead, Place, PlaceVersion, zone_names
from schemas.basics.text import LANGUAGES, Language
from schemas.language.name_key import nearest
from schemas.records.issue import Issue
from svod.forms.form_workbook import place_sheets
from svod.forms.read_form import has_errors
from svod.forms.sheet_rows import SheetRow, SheetRows, TypedRows


def read_place(typed: Mapping[str, TypedRows], issues: list[Issue]) -> Place | None:
    """The place that the sheets declare; adds every mistake to the issues. None if there is any."""
    versions = _versions(_rows("place", typed, issues)) if "place" in typed else []
    days = _days(_rows("days", typed, issues)) if "days" in typed else []
    return None if has_errors(issues) else Place(versions=tuple(versions), days=tuple(days))


def _rows(code: str, typed: Mapping[str, TypedRows], issues: list[Issue]) -> SheetRows:
    return SheetRows(typed[code], place_sheets()[code].elements, issues)


def _versions(rows: SheetRows) -> list[PlaceVersion]:
    """The versions in the order of their days, whatever the order of the rows."""
    versions = [version for row in rows if (version := _version(row))]
    _require_own_days(rows, "valid_from")
    return sorted(versions, key=lambda version: version.valid_from or date.min)


def _days(rows: SheetRows) -> list[CalendarDay]:
    """The days in their order. What a mistake makes of a row stands for nothing: there is no place then."""
    _require_own_days(rows, "day")
    stated = [row for row in rows if row["day"] and row["is_working"] is not None]
    days = [CalendarDay(day=row["day"], is_working=row["is_working"], name=row["name"] or "") for row in stated]
    return sorted(days, key=lambda one: one.day)


def _version(row: SheetRow) -> PlaceVersion | None:
    zone, languages = row["zone"], _languages(row)
    if zone is not None and zone not in zone_names():
        row.mistake("place.unknown_zone", "zone", suggestion=nearest(zone, zone_names()))
        return None
    letterhead = {name: row[name] or "" for name in Letterhead.model_fields}
    if zone is None or not languages:
        return None
    return PlaceVersion(valid_from=row["valid_from"], zone=zone, languages=languages, **letterhead)


def _languages(row: SheetRow) -> tuple[Language, ...]:
    stated = row.several("languages")
    languages = tuple(language for name in stated for language in LANGUAGES if language == name)
    if row["languages"] is not None and (languages != stated or len({*languages}) < len(languages) or not languages):
        row.mistake("place.unknown_language", "languages", expected="; ".join(LANGUAGES))
    return languages


def _require_own_days(rows: SheetRows, column: str) -> None:
    """Report each row whose day another one has, or that has none like another one."""
    first: dict[date | None, SheetRow] = {}
    for row in rows:
        if row.rows.typed.is_valid(column, row.index):
            other = first.setdefault(row[column], row)
            if other != row:
                row.mistake("place.day_twice", column, first=other.cell(column))
