"""The rows of a form workbook's sheet: typed values, and the mistakes found in them, each at its cell."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

from schemas.basics.exceptions import UnknownName
from schemas.basics.text import LANGUAGES, Language, Text, fill
from schemas.basics.texts import Texts
from schemas.checks.catalogue import CHECKS
from schemas.declaration.element import CodeList, DataElement
from schemas.declaration.period import Period
from schemas.language.name_key import key, nearest
from schemas.records.issue import Issue

TEXTS = Texts(__package__)

_Declared = TypeVar("_Declared")

_CODE = re.compile(r"[a-z][a-z0-9_]{0,62}")
_CODE_OF_A_LIST = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]{0,62}")
_NOT_IN_CODES = re.compile(r"[^a-z0-9]+")


class TypedRows(Protocol):
    """A sheet's columns as typed values. A refused value is None."""

    columns: dict[str, list[Any]]

    def __len__(self) -> int:
        """How many rows there are."""

    def is_valid(self, element: str, row: int) -> bool:
        """True if the value was not refused."""

    def place(self, element: str, row: int) -> dict[str, Any]:
        """The sheet, cell and heading of a value."""


@dataclass(slots=True)
class SheetRows:
    """The rows of one sheet. `issues` collects the mistakes of the whole workbook."""

    typed: TypedRows
    elements: Mapping[str, DataElement]
    issues: list[Issue]
    _codes: dict[tuple[object, ...], str] = field(default_factory=dict)

    def declare(self, code: str, cell: str, *scope: object) -> str:
        """The cell in which a code stands first."""
        return self._codes.setdefault((*scope, code.lower()), cell)

    def first(self, code: str, *scope: object) -> str | None:
        """The cell in which a code stands first. None if it was refused."""
        return self._codes.get((*scope, code.lower()))

    def __iter__(self) -> Iterator["SheetRow"]:
        return (SheetRow(self, index) for index in range(len(self.typed)))


@dataclass(slots=True)
class Scope(Generic[_Declared]):
    """Names that are declared together, such as the elements of a table, and what each means.

    None stands for one whose declaration has a mistake; `refused` are names that can't be codes. It `is_sure` if no row failed
    to declare a name: otherwise a name that is missing may be that row's. `missed` are names that were reported as missing;
    each is reported once.
    """

    declared: dict[str, _Declared | None] = field(default_factory=dict)
    is_sure: bool = True
    refused: set[str] = field(default_factory=set)
    missed: set[str] = field(default_factory=set)

    @property
    def names(self) -> list[str]:
        """The names."""
        return list(self.declared)

    def add(self, name: str | None, code: str | None, declared: _Declared | None) -> None:
        """Add what a row declares: `name` is what stands in it, `code` the same if it can be a code."""
        if name is not None:
            self.declared.setdefault(name, declared)
        if code is None:
            self.is_sure = False
            self.refused.update([name] if name else [])


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of a sheet."""

    rows: SheetRows
    index: int

    def __getitem__(self, name: str) -> Any:
        """The value of a column. None if it is blank or was refused."""
        return self.rows.typed.columns[name][self.index]

    def is_blank(self, name: str) -> bool:
        """True if the cell is blank, and not refused."""
        return self[name] is None and self.rows.typed.is_valid(name, self.index)

    def cell(self, name: str) -> str:
        """The address of a cell."""
        return str(self.rows.typed.place(name, self.index)["cell"])

    def mistake(self, check: str, name: str, **places: object) -> None:
        """Report a mistake at a cell. `value` is what stands there unless it is given."""
        place = self.rows.typed.place(name, self.index)
        self.rows.issues.append(CHECKS[check].issue(**{"value": self[name], **place, **places}))

    def not_read(self, name: str, expected: str, suggestion: str | None = None, **values: object) -> None:
        """Report a value that can't be understood. `expected` names a text of this package."""
        self.mistake(
            "declaration.not_read", name, expected=fill(TEXTS.group("expected")[expected], values), suggestion=suggestion
        )

    def texts(self, name: str) -> Text | None:
        """The text in three languages; a missing one is taken from another. None, and a mistake, if there is none."""
        by_language = {language: self[f"{name}_{language}"] for language in LANGUAGES}
        if text := _completed(by_language):
            return text
        needed = [f"{name}_{language}" for language in LANGUAGES[:2]]
        if all(self.is_blank(column) for column in needed):
            columns = [column for column in needed if self.rows.typed.place(column, self.index)["cell"]]
            column = columns[0] if columns else next(iter(self.rows.elements))
            self.mistake("declaration.without_text", column, value=None, column=self.rows.elements[needed[0]].labels)
        return None

    def some_texts(self, name: str) -> Text | None:
        """The text in three languages, or None if there is none."""
        return _completed({language: self[f"{name}_{language}"] for language in LANGUAGES})

    def several(self, name: str, separator: str = ";") -> tuple[str, ...]:
        """The parts of a text."""
        return tuple(part.strip() for part in (self[name] or "").split(separator) if part.strip())

    def period(self, name: str, period_type: CodeList | None) -> Period | None:
        """The period that a cell names. None if it is blank, and a mistake if it is none of this type."""
        if self[name] is None or period_type is None:
            return None
        try:
            period = Period.parse(self[name])
        except UnknownName:
            period = None
        if period is None or period.type != period_type:
            self.not_read(name, "period", kind=period_type.labels)
            return None
        return period

    def code(self, name: str, *within: object, of_list: bool = False) -> str | None:
        """The code that this row declares, if it can be one and stands here first. None, and a mistake, if not."""
        found = self[name]
        if found is None:
            return None
        if not (_CODE_OF_A_LIST if of_list else _CODE).fullmatch(found):
            likely = _NOT_IN_CODES.sub("_", found.lower()).strip("_")
            suggestion = likely if _CODE.fullmatch(likely) else None
            expected = TEXTS["expected.code_of_list" if of_list else "expected.code"]
            self.mistake("declaration.not_a_code", name, expected=expected, suggestion=suggestion)
            return None
        first = self.rows.declare(found, self.cell(name), *within)
        if first != self.cell(name):
            self.mistake("declaration.twice", name, first=first)
            return None
        return str(found)

    def reference(self, name: str, scope: "Scope[_Declared]", found: str | None = None) -> _Declared | None:
        """What a name means that is declared elsewhere. None if it isn't, or if its declaration has a mistake itself."""
        found = found or self[name]
        if found is None or found in scope.declared:
            return None if found is None else scope.declared[found]
        likely = nearest(found, scope.names)
        is_follow_on = likely in scope.refused or not (likely or scope.is_sure)
        if found not in scope.missed and not is_follow_on:
            scope.missed.add(found)
            self.mistake("declaration.unknown_name", name, value=found, expected=scope.names or "–", suggestion=likely)
        return None


def _completed(texts: Mapping[Language, str | None]) -> Text | None:
    """A text whose missing languages show another: Kazakh and Russian each other, English Russian."""
    kk, ru, en = (texts[language] for language in LANGUAGES)
    if not (kk or ru):
        return None
    return Text(kk or ru or "", ru or kk or "", en or ru or kk or "")


class Names:
    """Names that must mean one thing each: the headings of a table, the codes of a list, the sheets."""

    def __init__(self) -> None:
        self._first: dict[tuple[object, str], tuple[str, str]] = {}

    def add(self, row: SheetRow, column: str, code: str, names: Iterable[str], *scope: object) -> None:
        """Add the names of a code; a mistake for the first one that means another code already."""
        for name in names:
            other, first = self._first.setdefault((scope, key(name)), (code, row.cell(column)))
            if other != code:
                row.mistake("declaration.same_name", column, value=name, first=first)
                return
