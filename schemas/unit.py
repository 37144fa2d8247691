"""Reporting units: the offices that owe returns, and every way in which clerks write their names."""

import csv
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from importlib import resources
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict

from schemas.event import Spelling
from schemas.spelling import closest, words
from schemas.text import Text
from schemas.unit_names import declined, kinds, names_region, telling, unglued, without_office


class ReportingUnit(BaseModel):
    """One office; `parent` is the unit whose totals it adds to, `order` its place in official lists.

    It owes the returns of periods whose last day lies within its validity; None is an open end.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    unit: str
    level: Literal["region", "office", "city", "district"]
    parent: str | None
    order: int
    names: Text
    spellings: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def owes_return(self) -> bool:
        """Whether the unit sends returns of its own; a region is made of its units' returns."""
        return self.level != "region"


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
        """The code of the only unit that owes returns and may be named so, or None."""
        said = self._telling(text)
        code = self._code(said) or self._code(without_office(said))
        return code if code and self._is_of_kind(code, text) else None

    def suggest(self, text: str) -> str | None:
        """The official name most like the text, in the language that is most like it; none for a region's."""
        said = self._telling(text)
        if names_region(said):
            return None
        return closest("".join(without_office(said) or said), self._official)

    def _code(self, said: tuple[str, ...]) -> str | None:
        joined = "".join(said)
        return self._codes.get(frozenset(said)) or self._joined.get(joined) or self._joined.get(unglued(joined))

    def _is_of_kind(self, code: str, text: str) -> bool:
        """Whether a text that speaks of a city or a district means the unit: a town may have its district's name."""
        unit = self.by_code[code]
        own = frozenset(word[0] for name in unit.names.all if len(said := self._telling(name)) > 1 for word in said)
        spoken_of = kinds(text, own)
        return not spoken_of or unit.level in spoken_of or unit.level not in ("city", "district")

    @cached_property
    def _codes(self) -> dict[frozenset[str], str]:
        codes: dict[frozenset[str], str] = {}
        for unit in self.owing:
            for name in (unit.unit, *unit.names.all, *unit.spellings):
                for said in self._forms(name):
                    if codes.setdefault(frozenset(said), unit.unit) != unit.unit:
                        raise ValueError(f"{name!r} names two units: {codes[frozenset(said)]} and {unit.unit}")
        return codes

    @cached_property
    def _joined(self) -> dict[str, str]:
        """Units by their names as one word; a word that may be two units' is left out."""
        meant: dict[str, set[str]] = {}
        for unit in self.owing:
            for name in (unit.unit, *unit.names.all, *unit.spellings):
                for said in self._forms(name):
                    meant.setdefault("".join(said), set()).add(unit.unit)
        return {joined: units.pop() for joined, units in meant.items() if len(units) == 1}

    @cached_property
    def _official(self) -> dict[str, str]:
        return {name: "".join(self._telling(name)) for unit in self.owing for name in unit.names.all}

    def _forms(self, name: str) -> list[tuple[str, ...]]:
        """A name's telling words; of one word, its cases."""
        said = self._telling(name)
        return [(form,) for form in declined(said[0])] if len(said) == 1 else [said]

    @cached_property
    def _region_words(self) -> frozenset[str]:
        regions = (unit for unit in self.units if not unit.owes_return)
        return frozenset(
            word for unit in regions for name in (unit.unit, *unit.names.all, *unit.spellings) for word in words(name)
        )

    def _telling(self, text: str) -> tuple[str, ...]:
        return telling(text, self._region_words)


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
