"""A table of a form: its rows, listed or printed, its elements, and the names of its sheet."""

from dataclasses import replace
from functools import cached_property
from typing import TypeVar

from pydantic import BaseModel, ConfigDict
from pydantic.dataclasses import dataclass

from schemas.basics.text import Text
from schemas.declaration.element import DataElement, Row, data_elements
from schemas.declaration.spelling import Spelling
from schemas.language.measures import Scale
from schemas.language.name_key import key


class Declaration(BaseModel):
    """The base of a form's parts: they are frozen and refuse what isn't declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def __pydantic_init_subclass__(cls, **_: object) -> None:
        """Compare and hash declarations by identity: each exists once in the program, and is a key of caches."""
        for name in ("__eq__", "__hash__"):
            setattr(cls, name, getattr(object, name))


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedRow:
    """A row that is printed in the form, by the code of its line.

    It is `part_of` another row: all parts of that row add up to it, or, unless they are `exact`, to no more than it. In the
    columns of the elements `not_asked` nothing is filled in; printed forms have х there.
    """

    code: str
    part_of: str | None = None
    exact: bool = True
    not_asked: tuple[str, ...] = ()


class Table(Declaration):
    """One sheet of the form.

    `reports` is False for a sheet of remarks, such as explanations: what is wrong in its rows is a query and refuses nothing.
    `accepted` are spellings of its headings, codes and sheet's name that were accepted beside the declared ones. The rows of a
    fixed table are printed in the form: `row_element` is the element whose code says which row it is, `printed` are the rows.
    """

    code: str
    model: type[Row]
    sheet: Text
    grain: Text
    required: bool = False
    reports: bool = True
    row_element: str | None = None
    printed: tuple[PrintedRow, ...] = ()
    accepted: tuple[Spelling, ...] = ()

    @cached_property
    def elements(self) -> dict[str, DataElement]:
        """The data elements by name, in the order of their columns."""
        return {name: self._spelled(element) for name, element in data_elements(self.model).items()}

    @cached_property
    def required_columns(self) -> tuple[str, ...]:
        """The elements that every row must have."""
        return tuple(name for name, element in self.elements.items() if element.required)

    @cached_property
    def not_asked(self) -> frozenset[tuple[str, str]]:
        """The cells of a fixed table in which nothing is filled in, by row and element."""
        return frozenset((row.code, name) for row in self.printed for name in row.not_asked)

    @cached_property
    def depths(self) -> dict[str, int]:
        """How many printed rows each one is a part of, directly or by way of others."""
        wholes = {row.code: row.part_of for row in self.printed}

        def depth(code: str | None) -> int:
            return 1 + depth(wholes[code]) if code in wholes else -1

        return {code: depth(code) for code in wholes}

    @cached_property
    def bounded_dates(self) -> tuple[DataElement, ...]:
        """The dates that must lie in the form's window or the cover's period."""
        return tuple(element for element in self.elements.values() if element.element.within)

    @cached_property
    def identifying_columns(self) -> tuple[str, ...]:
        """The required elements that say which row it is, not how many: no totals row has them."""
        return tuple(name for name in self.required_columns if not self.elements[name].kind.is_figure)

    @cached_property
    def scales(self) -> frozenset[Scale]:
        """What a figure of 1 means in the table's columns."""
        return frozenset(element.scale for element in self.elements.values() if element.kind.is_figure)

    @cached_property
    def element_keys(self) -> dict[str, str]:
        """The elements by the keys of their headings and labels."""
        declared = {key(name): element.name for element in self.elements.values() for name in element.names}
        prefix = f"{self.code}."
        headings = (spelling for spelling in self.accepted if spelling.kind == "heading")
        return {key(spelling.text): spelling.target.removeprefix(prefix) for spelling in headings} | declared

    @cached_property
    def code_keys(self) -> frozenset[str]:
        """The keys of all names of the table's codes."""
        return frozenset(name for element in self.elements.values() for name in element.code_keys)

    def _spelled(self, element: DataElement) -> DataElement:
        """The element with the names of its codes that were accepted."""
        prefix = f"{self.code}.{element.name}."
        accepted = {
            key(spelling.text): code
            for spelling in self.accepted
            for code in element.codes or ()
            if spelling.kind == "code" and spelling.target == prefix + code
        }
        return replace(element, code_keys={**accepted, **element.code_keys}) if accepted else element


_Declared = TypeVar("_Declared", bound=Declaration)


def changed(declaration: _Declared, **changes: object) -> _Declared:
    """A copy with changes. It is made anew, because the original keeps what was computed from its own values."""
    values = {name: getattr(declaration, name) for name in type(declaration).model_fields}
    return type(declaration)(**(values | changes))
