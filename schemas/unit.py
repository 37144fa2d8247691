"""Reporting units: the offices that owe returns, and every way in which clerks write their names."""

import csv
from collections.abc import Iterable
from datetime import date
from functools import cached_property, lru_cache
from importlib import resources
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict

from schemas.event import Spelling
from schemas.spelling import nearest, words
from schemas.text import Text

# Words that say what kind of unit it is; a name means the same with and without them.
_GENERIC = frozenset(
    word
    for text in [
        "ауданы",
        "аудан",
        "ауд",
        "аудандық",
        "район",
        "района",
        "районы",
        "рн",
        "рон",
        "қаласы",
        "қала",
        "город",
        "города",
        "гор",
        "district",
        "city",
        "атындағы",
        "ат",
        "имени",
        "им",
    ]
    for word in words(text)
)

_REGION = frozenset(
    word for text in ["обл", "облысы", "облыс", "область", "области", "облыстық", "region", "oblast"] for word in words(text)
)

Level = Literal["republic", "region", "office", "city", "district"]


class ReportingUnit(BaseModel):
    """One office; `parent` is the unit whose totals it adds to, `order` its place in official lists.

    It owes the returns of periods whose last day lies within its validity; None is an open end.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    unit: str
    level: Level
    parent: str | None
    order: int
    names: Text
    spellings: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def owes_return(self) -> bool:
        """Whether the unit sends returns to one above it; the top unit is made of its units' returns."""
        return self.parent is not None

    @property
    def consolidates(self) -> bool:
        """Whether what the unit reports is the sum of its own units' returns."""
        return self.level in {"republic", "region"}

    def owes(self, last_day: date) -> bool:
        """Whether the unit owes the return of a period that ends on a day."""
        return (
            self.owes_return
            and (self.valid_from is None or self.valid_from <= last_day)
            and (self.valid_to is None or last_day <= self.valid_to)
        )


class UnitRegister:
    """The reporting units in official order."""

    def __init__(self, units: Iterable[ReportingUnit]) -> None:
        self.units = tuple(sorted(units, key=lambda unit: unit.order))
        self.by_code = {unit.unit: unit for unit in self.units}

    @classmethod
    def read(cls) -> Self:
        """The register kept with the program."""
        with resources.files("schemas.reference").joinpath("reporting_unit.csv").open(encoding="utf-8") as file:
            return cls(_from_row(order, row) for order, row in enumerate(csv.DictReader(file)))

    @property
    def owing(self) -> tuple[ReportingUnit, ...]:
        """The units that owe a return."""
        return tuple(unit for unit in self.units if unit.owes_return)

    def spelled(self, accepted: Iterable[Spelling]) -> "UnitRegister":
        """The register with more spellings of its units' names."""
        more: dict[str, tuple[str, ...]] = {}
        for one in accepted:
            more[one.target] = (*more.get(one.target, ()), one.text)
        return UnitRegister(
            unit.model_copy(update={"spellings": (*unit.spellings, *more.get(unit.unit, ()))}) for unit in self.units
        )

    def find(self, text: str) -> str | None:
        """The code of the unit that owes returns and is named so, or None."""
        return self._codes.get(self._key(text))

    def suggest(self, text: str) -> str | None:
        """The official name most like the text, in the language that is most like it."""
        return nearest(text, [name for unit in self.owing for name in unit.names.all])

    @cached_property
    def _codes(self) -> dict[frozenset[str], str]:
        codes: dict[frozenset[str], str] = {}
        for unit in self.owing:
            for name in (unit.unit, *unit.names.all, *unit.spellings):
                if codes.setdefault(self._key(name), unit.unit) != unit.unit:
                    raise ValueError(f"{name!r} names two units: {codes[self._key(name)]} and {unit.unit}")
        return codes

    @cached_property
    def _region_words(self) -> frozenset[str]:
        regions = (unit for unit in self.units if not unit.owes_return)
        return frozenset(
            word for unit in regions for name in (unit.unit, *unit.names.all, *unit.spellings) for word in words(name)
        )

    def _key(self, text: str) -> frozenset[str]:
        """The words that tell one unit from another: no initials, no kind of unit, no region unless nothing else is left."""
        return _telling(text, self._region_words)


@lru_cache(maxsize=1 << 12)
def _telling(text: str, region_words: frozenset[str]) -> frozenset[str]:
    telling = frozenset(word for word in words(text) if len(word) > 1) - _GENERIC
    if telling & _REGION and not telling & (region_words - _REGION):
        # Another region may be named as one of this region's districts.
        return telling
    return telling - region_words - _REGION or telling


def _from_row(order: int, row: dict[str, str]) -> ReportingUnit:
    return ReportingUnit(
        unit=row["unit"],
        level=row["level"],  # type: ignore[arg-type]  # pydantic checks it
        parent=row["parent"] or None,
        order=order,
        names=Text(row["name_kk"], row["name_ru"], row["name_en"]),
        spellings=tuple(filter(None, row["spellings"].split(";"))),
        valid_from=date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
    )
