"""Reads a register of units: every mistake in one pass, each at its cell."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from schemas.language.name_key import nearest
from schemas.records.issue import Issue
from schemas.units.register import UnitRegister
from schemas.units.reporting_unit import ReportingUnit, Returns
from schemas.units.unit_names import words_of
from svod.forms.form_workbook import units_sheet
from svod.forms.read_form import has_errors
from svod.forms.sheet_rows import Names, SheetRow, SheetRows, TypedRows

# How alike a code must be to be suggested, of 100: more so if the right one may be a code that was refused.
_ALIKE, _VERY_ALIKE = 60, 90
_OFFICIAL_CODE = re.compile(r"\d{9}")


def read_units(typed: TypedRows, issues: list[Issue]) -> UnitRegister | None:
    """The register that a sheet declares; adds every mistake to the issues. None if there is any."""
    reader = _UnitsReader(SheetRows(typed, units_sheet().elements, issues))
    units = reader.read()
    return None if has_errors(issues) else UnitRegister(units)


@dataclass
class _UnitsReader:
    """`by_code` has the rows whose code stands there first; `refused` are those that can't be codes.

    It `is_sure` if no code is missing or refused: otherwise a code that is named elsewhere may be that row's. `missed` are
    codes that were reported as unknown, each once; `named` are the rows by parent, level and the words of their names.
    """

    rows: SheetRows
    by_code: dict[str, SheetRow] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    is_sure: bool = True
    missed: set[str] = field(default_factory=set)
    named: dict[tuple[str | None, str | None, frozenset[str]], SheetRow] = field(default_factory=dict)

    def read(self) -> list[ReportingUnit]:
        """The units. What a mistake makes of a row stands for nothing: there is no register then."""
        rows = list(self.rows)
        for row in rows:
            if code := row.code("unit", of_list=True):
                self.by_code[code] = row
            elif row["unit"] is None or self.rows.first(row["unit"]) is None:
                self.is_sure = False
                self.refused.add(row["unit"] or "")
        official = Names()
        units = [self._unit(row, official) for row in rows]
        self._find_circles()
        if rows and not has_errors(self.rows.issues) and not any(unit.owes_return for unit in units if unit):
            rows[0].mistake("register.nobody_reports", "returns")
        return [unit for unit in units if unit]

    def _unit(self, row: SheetRow, official: Names) -> ReportingUnit | None:
        code, labels = row["unit"], row.texts("name")
        parent = self._known(row, "parent", row["parent"], "register.unknown_parent")
        self._judge_validity(row, parent)
        successors = row.several("successors")
        for successor in successors:
            self._judge_successor(row, successor)
        if (stated := row["official_code"]) is not None and not _OFFICIAL_CODE.fullmatch(stated):
            row.mistake("register.official_code", "official_code")
        elif stated is not None:
            official.add(row, "official_code", code or "", [stated])
        if code is None or labels is None or self.by_code.get(code) != row:
            return None
        spellings = row.several("spellings")
        self._judge_names(row, (*labels.all, *spellings))
        return ReportingUnit(
            unit=code,
            level=row["level"] or "",
            parent=row["parent"],
            order=row.index if row["order"] is None else row["order"],
            names=labels,
            spellings=spellings,
            returns=self._returns(row),
            valid_from=row["valid_from"],
            valid_to=row["valid_to"],
            successors=successors,
            official_code=stated,
            population=row["population"],
        )

    def _returns(self, row: SheetRow) -> Returns:
        if row["returns"] is not None:
            returns: Returns = row["returns"].value
            return returns
        return "none" if self._children[row["unit"]] else "own"

    @cached_property
    def _children(self) -> Mapping[str, int]:
        return Counter(row["parent"] for row in self.rows if row["parent"])

    def _judge_names(self, row: SheetRow, names: tuple[str, ...]) -> None:
        """Names need differ only below one parent, on one level, and between units that exist at one time."""
        for name in names:
            meant = words_of(name)
            if not meant:
                row.mistake("register.not_a_name", _column(row, name), value=name)
                return
            first = self.named.setdefault((row["parent"], row["level"], meant), row)
            if first != row and row["valid_to"] is None and first["valid_to"] is None:
                row.mistake("declaration.same_name", _column(row, name), value=name, first=first.cell(_column(first, name)))
                return

    def _judge_validity(self, row: SheetRow, parent: SheetRow | None) -> None:
        first, last = row["valid_from"], row["valid_to"]
        if first and last and last < first:
            row.mistake("register.ends_before", "valid_to", first=first)
        elif parent is not None and not _ends_before(parent):
            above = parent["valid_from"], parent["valid_to"]
            if above[0] and (first or date.min) < above[0]:
                row.mistake("register.outside_parent", "valid_from", parent=parent["unit"], days=_days(*above))
            elif above[1] and (last or date.max) > above[1]:
                row.mistake("register.outside_parent", "valid_to", parent=parent["unit"], days=_days(*above))

    def _judge_successor(self, row: SheetRow, successor: str) -> None:
        if successor == row["unit"]:
            row.mistake("register.own_successor", "successors", value=successor)
        elif self._known(row, "successors", successor, "register.unknown_successor") and row.is_blank("valid_to"):
            row.mistake("register.still_valid", "valid_to", successor=successor)

    def _known(self, row: SheetRow, name: str, code: str | None, check: str) -> SheetRow | None:
        """The row of a unit that is named elsewhere; a mistake if there is none, unless that follows from another one."""
        if code is None or code in self.by_code:
            return None if code is None else self.by_code[code]
        likely = nearest(code, self._codes, _ALIKE if self.is_sure else _VERY_ALIKE)
        is_follow_on = code in self.refused or not (likely or self.is_sure)
        if code not in self.missed and not is_follow_on:
            self.missed.add(code)
            row.mistake(check, name, value=code, suggestion=likely)
        return None

    @cached_property
    def _codes(self) -> tuple[str, ...]:
        return tuple(self.by_code)

    def _find_circles(self) -> None:
        """A mistake for each circle of units, at the parent of its first row."""
        judged: set[str] = set()
        for code in self.by_code:
            path = list(self._upwards(code, judged))
            if path and (end := self.by_code[path[-1]]["parent"]) in path:
                circle = path[path.index(end) :]
                first = min((self.by_code[one] for one in circle), key=lambda row: row.index)
                first.mistake("register.circle", "parent", circle=" → ".join([*circle, circle[0]]))
            judged.update(path)

    def _upwards(self, code: str, judged: set[str]) -> Iterator[str]:
        """The units from one upwards, each once, up to one that was judged before."""
        passed: set[str] = set()
        while code in self.by_code and code not in judged and code not in passed:
            passed.add(code)
            yield code
            code = self.by_code[code]["parent"]


def _column(row: SheetRow, text: str) -> str:
    """The column in which a name stands."""
    return next((name for name in ("name_kk", "name_ru", "name_en") if row[name] == text), "spellings")


def _ends_before(row: SheetRow) -> bool:
    return bool(row["valid_from"] and row["valid_to"] and row["valid_to"] < row["valid_from"])


def _days(first: date | None, last: date | None) -> str:
    return f"{first or '…'} – {last or '…'}"
