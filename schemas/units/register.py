"""Reporting units: the offices that owe returns, and the units whose totals these add to."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from importlib import resources
from typing import Self

from pydantic import TypeAdapter

from schemas.basics.text import Text
from schemas.declaration.spelling import Spelling
from schemas.units.reporting_unit import ReportingUnit
from schemas.units.unit_names import MOST_WORDS, UnitNames, names_kind, names_region, runs

_STORED = TypeAdapter(tuple[ReportingUnit, ...])


class UnitRegister:
    """The reporting units in official order."""

    def __init__(self, units: Iterable[ReportingUnit]) -> None:
        self.units = tuple(sorted(units, key=lambda unit: unit.order))
        self.by_code = {unit.unit: unit for unit in self.units}

    @classmethod
    def read(cls) -> Self:
        """The register that comes with the program."""
        with resources.files("schemas.units").joinpath("reporting_unit.csv").open(encoding="utf-8") as file:
            return cls(_from_row(order, row) for order, row in enumerate(csv.DictReader(file)))

    @classmethod
    def from_json(cls, content: bytes) -> Self:
        """A register as it was stored."""
        return cls(_STORED.validate_json(content))

    def to_json(self) -> bytes:
        """The register as bytes that are the same whenever it is."""
        return _STORED.dump_json(self.units, exclude_defaults=True)

    @property
    def owing(self) -> tuple[ReportingUnit, ...]:
        """The units that owe a return."""
        return tuple(unit for unit in self.units if unit.owes_return)

    @property
    def names(self) -> tuple[Text, ...]:
        """The names of the units that owe a return, as they are written into returns."""
        return tuple(map(self._written, self.owing))

    def names_of(self, unit: str) -> Text | None:
        """The names of a unit by its code, as they are written into returns. None if there is no such unit."""
        return self._written(self.by_code[unit]) if unit in self.by_code else None

    def _written(self, unit: ReportingUnit) -> Text:
        """The names of a unit, each with its code if another unit has one of them: "№1 орта мектеп (59-114)"."""
        names = unit.names
        if all(len(self.candidates(name)) < 2 for name in names.all):
            return names
        return Text(*(f"{name} ({unit.unit})" for name in (names.kk, names.ru, names.en)))

    def above(self, unit: str) -> tuple[str, ...]:
        """The codes of the units above one, from its parent to the topmost."""
        parent = self.by_code[unit].parent
        return () if parent is None else (parent, *self.above(parent))

    @cached_property
    def below(self) -> Mapping[str | None, tuple[ReportingUnit, ...]]:
        """The units directly below each unit that has some, in official order; under None the topmost."""
        below: dict[str | None, list[ReportingUnit]] = {}
        for unit in self.units:
            below.setdefault(unit.parent, []).append(unit)
        return {parent: tuple(units) for parent, units in below.items()}

    @property
    def topmost(self) -> tuple[str, ...]:
        """The codes of the units that nothing is above."""
        return tuple(unit.unit for unit in self.below.get(None, ()))

    def has_total(self, unit: str) -> bool:
        """True if returns add to the unit's total: it has units below it, or nothing is above it."""
        return unit in self.below or self.by_code[unit].parent is None

    def spelled(self, accepted: Iterable[Spelling]) -> "UnitRegister":
        """The register with accepted spellings added to its units' names."""
        more: dict[str, tuple[str, ...]] = {}
        for spelling in accepted:
            more[spelling.target] = (*more.get(spelling.target, ()), spelling.text)
        return UnitRegister(
            unit.model_copy(update={"spellings": (*unit.spellings, *more.get(unit.unit, ()))}) for unit in self.units
        )

    def find(self, text: str) -> str | None:
        """The code of the unit with this name or code, if it owes returns. None if there is none, or several."""
        codes = self.candidates(text)
        return codes[0] if len(codes) == 1 else None

    def candidates(self, text: str) -> tuple[str, ...]:
        """The codes of the units that a text may mean: several if their names are the same below different parents."""
        return self._owing_names.candidates(text)

    def suggest(self, text: str) -> str | None:
        """The official name most similar to the text, in the language that is most similar. None if nothing is similar."""
        return self._owing_names.suggest(text)

    def candidates_above(self, text: str) -> tuple[str, ...]:
        """The codes of the units with others below them that a text may mean, whether they owe returns or not."""
        codes = self._names_above.candidates(text)
        if len(codes) > 1 and names_region(text) != names_kind(text):
            return tuple(code for code in codes if self._is_region(code) == names_region(text))
        return codes

    def _is_region(self, unit: str) -> bool:
        return any(map(names_region, self.by_code[unit].names.all))

    def named_in(self, text: str) -> frozenset[str]:
        """The codes of the units whose names a longer text holds, each with its kind: "Рейды Есильского района".

        Offices are left out: a text may be addressed to one.
        """
        parts = text.split()
        named = set(self._meant(text)) if len(parts) <= MOST_WORDS else set()
        for length in range(2, MOST_WORDS + 1):
            for run in runs(parts, length):
                if names_kind(run) or names_region(run):
                    named.update(self._meant(run))
        return frozenset(code for code in named if self.by_code[code].level != "office")

    def _meant(self, text: str) -> Iterator[str]:
        """Yield the unit that owes returns and alone has this name, and the units above others that may have it."""
        if code := self.find(text):
            yield code
        yield from self.candidates_above(text)

    @cached_property
    def _owing_names(self) -> UnitNames:
        regions = (unit for unit in self.units if unit.parent is None and not unit.owes_return)
        return UnitNames(self.owing, within=regions)

    @cached_property
    def _names_above(self) -> UnitNames:
        parents = {unit.parent for unit in self.units}
        return UnitNames([unit for unit in self.units if unit.unit in parents])


def _from_row(order: int, row: dict[str, str]) -> ReportingUnit:
    return ReportingUnit(
        unit=row["unit"],
        level=row["level"],
        parent=row["parent"] or None,
        order=order,
        names=Text(row["name_kk"], row["name_ru"], row["name_en"]),
        spellings=tuple(filter(None, row["spellings"].split(";"))),
        returns=row["returns"],  # type: ignore[arg-type]  # pydantic validates it
        valid_from=date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
    )
