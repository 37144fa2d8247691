"""Data elements: what a field of a form's pydantic model means to people."""

import dataclasses
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Self, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field
from pydantic.dataclasses import dataclass
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from schemas.basics.exact import MOST_DECIMALS
from schemas.basics.text import Text
from schemas.declaration.kind import Kind
from schemas.declaration.kinds import kind_of
from schemas.declaration.period import Period
from schemas.language.measures import Scale, currency_of, stated_scales
from schemas.language.name_key import key

_YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """What a field asks: its labels, other spellings of them, what it counts, how it adds up, whether it is personal.

    `measure` is the unit of measure of a figure. `decimals` is how many a number, an amount or a percentage has at most.
    An amount of money is in `currency` (tenge unless stated) and `scale`: 1000 if the form is in thousands. `kind` names the
    element's kind where the field's type doesn't tell it.
    `within` bounds a date: `window` is the form's window of the period, `period` the days that the cover names. `number` is the
    number that the column of a fixed table has in the printed form.
    """

    labels: Text
    meaning: Text | None = None
    measure: Text | None = None
    spellings: tuple[str, ...] = ()
    decimals: Annotated[int, Field(ge=0, le=MOST_DECIMALS)] = 0
    currency: Text | None = None
    scale: Literal[1, 1_000, 1_000_000] = 1
    aggregation: Literal["sum", "none"] = "none"
    personal: bool = False
    within: Literal["window", "period"] | None = None
    kind: str | None = None
    number: str = ""


class Row(BaseModel):
    """One row of a form's table. It is strict: reading has given each value its type before pydantic judges it."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", defer_build=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """The first and the last period for which a code may be used, as far as they are stated, and the code that follows it."""

    first: str | None = None
    last: str | None = None
    successor: str | None = None

    def holds_in(self, period: Period) -> bool:
        """True if a return of the period may use the code."""
        is_begun = self.first is None or Period.parse(self.first) <= period
        return is_begun and (self.last is None or period <= Period.parse(self.last))


class CodeList(StrEnum):
    """A closed list of codes, each with its labels and other spellings.

    >>> class Place(CodeList):
    ...     market = "market", "базар", "рынок", "market", "базарда"
    >>> Place.market.labels.ru, Place.market.spellings
    ('рынок', ('базарда',))
    """

    labels: Text
    spellings: tuple[str, ...]
    validity: Validity

    def __new__(cls, code: str, kk: str, ru: str, en: str, *spellings: str) -> Self:
        """Make a code, which is a str with labels."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.labels = Text(kk, ru, en)
        member.spellings = spellings
        member.validity = Validity()
        return member

    @classmethod
    def of(cls, code: object) -> Self:
        """The member with this code. Raises KeyError."""
        return cls._value2member_map_[code]  # type: ignore[return-value]  # typeshed says Enum

    @property
    def names(self) -> tuple[str, ...]:
        """All names of this code that a return may use."""
        return (self.value, *self.labels.all, *self.spellings)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DataElement:
    """One field of a table's model, resolved: its name, meaning, kind and constraints.

    If it has `codes`, `code_keys` has the code for each key of a name, and `code_labels` the labels of each code.
    """

    name: str
    element: Element
    kind: Kind
    codes: type[CodeList] | None
    code_keys: Mapping[str, CodeList]
    code_labels: Mapping[str, Text]
    annotation: Any
    required: bool
    default: Any
    least: int | Decimal | None
    most: int | Decimal | None
    max_length: int | None

    @property
    def labels(self) -> Text:
        """The heading of the column, or the label on the cover."""
        return self.element.labels

    @property
    def heading(self) -> Text:
        """The label as svod writes it above values, with their scale and a stated currency: "Шығыстар, мың теңге"."""
        return self.measured(self.labels) if self.scale != 1 or self.element.currency else self.labels

    def measured(self, labels: Text) -> Text:
        """Labels of its figures with their unit of measure, unless they say it: "Шығыстар, мың теңге", "Площадь, га"."""
        is_said = any(self.scale in stated_scales(label) or currency_of(label) for label in labels.all)
        return labels if is_said or self.measure is None else measured(labels, self.measure)

    @property
    def names(self) -> tuple[str, ...]:
        """All headings or labels that a return may use."""
        return (*self.labels.all, *self.element.spellings)

    @property
    def is_personal(self) -> bool:
        """True if the values stay in the workbook."""
        return self.element.personal or self.kind.is_personal

    @property
    def scale(self) -> Scale:
        """What a figure of 1 means."""
        return self.kind.scale(self)

    @property
    def measure(self) -> Text | None:
        """The unit of measure of a figure."""
        return self.kind.measure(self)

    @property
    def is_date(self) -> bool:
        """True if the values are days."""
        return self.kind.value_type is date

    @property
    def is_year(self) -> bool:
        """True if the numbers are years, which are written without spaces between thousands."""
        return all(bound is not None and len(str(bound)) == _YEAR_DIGITS for bound in (self.least, self.most))


@cache
def measured(labels: Text, measure: Text) -> Text:
    """Labels with a unit of measure, unless they name it as a word.

    >>> measured(Text("Ауданы, га", "Площадь", "Area"), Text("га", "га", "ha")).all
    ('Ауданы, га', 'Площадь, га', 'Area, ha')
    """
    pairs = zip(labels.all, measure.all, strict=True)
    return Text(*(label if _names(label, unit) else f"{label}, {unit}" for label, unit in pairs))


def _names(label: str, unit: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(unit)}(?!\w)", label, re.IGNORECASE) is not None


def data_elements(model: type[Row]) -> dict[str, DataElement]:
    """The data elements of a table by name, in the order of their columns."""
    return {name: _resolve(name, info) for name, info in model.model_fields.items()}


def _resolve(name: str, info: FieldInfo) -> DataElement:
    elements = [meta for meta in info.metadata if isinstance(meta, Element)]
    if len(elements) != 1:
        raise TypeError(f"field {name} needs exactly one Element in its Annotated type")
    base = _base_type(info.annotation)
    constraints = [meta for meta in info.metadata if not isinstance(meta, Element)]
    kind = kind_of(base, elements[0].kind)
    if elements[0].aggregation == "sum" and not kind.adds_up:
        raise TypeError(f"field {name} is a {kind.name}, which must not be added up")
    codes = base if issubclass(base, CodeList) else None
    return DataElement(
        name=name,
        element=elements[0],
        kind=kind,
        codes=codes,
        code_keys={key(written): code for code in codes or () for written in code.names},
        code_labels={code.value: code.labels for code in codes or ()},
        annotation=Annotated[info.annotation, *constraints] if constraints else info.annotation,
        required=info.is_required(),
        default=None if info.default is PydanticUndefined else info.default,
        least=_constraint(info.annotation, constraints, "ge"),
        most=_constraint(info.annotation, constraints, "le"),
        max_length=_constraint(info.annotation, constraints, "max_length"),
    )


def _constraint(annotation: Any, constraints: list[Any], name: str) -> Any:
    """A bound of a field, which may be in one of two places of its annotation.

    In `Annotated[int, Field(ge=0)]` it is a constraint of the field, in `Annotated[int, Field(ge=0)] | None` of a part.
    """
    for meta in constraints:
        if isinstance(meta, FieldInfo):
            constraints = [*constraints, *meta.metadata]
    for meta in constraints:
        if getattr(meta, name, None) is not None:
            return getattr(meta, name)
    for part in get_args(annotation):
        if get_origin(part) is Annotated:
            return _constraint(None, list(get_args(part)[1:]), name)
    return None


def _base_type(annotation: Any) -> Any:
    """The type without `Annotated` and `| None`: int of `Annotated[int, Field(ge=0)] | None`."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _base_type(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return _base_type(next(part for part in get_args(annotation) if part is not NoneType))
    return annotation
