"""Reporting units: the offices that owe returns, and the spellings of their names."""

import csv
import re
from collections.abc import Iterable
from datetime import date
from functools import cached_property, lru_cache
from importlib import resources
from typing import Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter

from schemas.basics.text import Text
from schemas.declaration.spelling import Spelling
from schemas.language.name_key import key, nearest, words


def _spelled(*texts: str) -> frozenset[str]:
    return frozenset(word for text in texts for word in words(text))


# A unit's kind: how the words begin ("ауданы", "районы"), and whole words ("р-н"). A name means the same with and without it.
_DISTRICT = tuple(map(key, ("аудан", "район", "district")))
_CITY = tuple(map(key, ("қала", "город", "city")))
_DISTRICT_WORDS = _spelled("ауд рн рон он на")
_CITY_WORDS = _spelled("гор")
_CITY_INITIAL = words("г")[0]
_CITY_LETTERS = (_CITY_INITIAL, *words("қ"))
_ADJECTIVE = re.compile("(.*ск)ии")
_SURNAME = re.compile(".*(?:ов|ев|ск)")
# Other words in an office's name: a unit's education department sends the unit's return.
_OFFICE = _spelled(
    "атындағы ат имени им отдел отдела управление управления образования образованию просвещения по во на",
    "бөлімі бөлім бөлімінің білім беру басқармасы басқарма мемлекеттік мекемесі бойынша және",
    "әкімдігі әкімдігінің әкімі әкімінің аппараты акимат акимата аким акима аппарат аппарата гу кгу мм кмм",
    "education office of the",
)
_KINDS = _DISTRICT + _CITY
# Matches the code beside a name, as blanks write it where several units have the name: "№1 орта мектеп (59-114)".
_CODE_BESIDE = re.compile(r"\(([^()]+)\)\s*$")
# Matches a code that is a word, such as esil, and may be written like a name: "Esil district". Numbered codes are only codes.
_CODE_AS_NAME = re.compile(r"^[A-Za-z_]+$")
_WORDS_OF_A_UNIT = 4
_INSIGNIFICANT = _DISTRICT_WORDS | _CITY_WORDS | _OFFICE
_REGION = frozenset(
    word for text in ["обл", "облысы", "облыс", "область", "области", "облыстық", "region", "oblast"] for word in words(text)
)

_Name = TypeVar("_Name")

Returns = Literal["own", "summed", "none"]
"""Which returns a unit sends: its own, the sum of its units' returns, or none, because it only consolidates."""


class ReportingUnit(BaseModel):
    """One office. `parent` is the unit whose totals it adds to, `order` its position in official lists.

    It owes the returns of periods whose last day is between `valid_from` and `valid_to`; None means no limit. `level` is a word
    of the register, such as "school". `successors` are the units that took its place, `official_code` is its KATO code.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    unit: str
    level: str
    parent: str | None
    order: int
    names: Text
    spellings: tuple[str, ...] = ()
    returns: Returns = "own"
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[str, ...] = ()
    official_code: str | None = None
    population: int | None = None

    @property
    def owes_return(self) -> bool:
        """True if the unit sends returns."""
        return self.returns != "none"

    @property
    def consolidates(self) -> bool:
        """True if the unit's own return is the sum of its units' returns."""
        return self.returns == "summed"

    def owes(self, last_day: date) -> bool:
        """True if the unit owes the return of a period that ends on this day."""
        return (
            self.owes_return
            and (self.valid_from is None or self.valid_from <= last_day)
            and (self.valid_to is None or last_day <= self.valid_to)
        )


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

    @staticmethod
    def words_of(text: str) -> frozenset[str]:
        """The words of a name that tell a unit from others. None are left of "district office"."""
        return frozenset(_significant_words(text, frozenset()))

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
        if code := self._code_keys.get(key(text)):
            return (code,)
        if (match := _CODE_BESIDE.search(text)) and (code := self._code_keys.get(key(match[1]))):
            return (code,)
        return tuple(code for code in self._named(text) if self._may_be(self.by_code[code], text))

    def _named(self, text: str) -> tuple[str, ...]:
        significant = self._significant_words(text)
        if not significant:
            return ()
        joined = "".join(significant)
        return (
            self._codes.get(frozenset(significant))
            or self._codes.get(frozenset(word for word in significant if len(word) > 1))
            or self._codes_in_one_word.get(joined)
            or self._codes_in_one_word.get(_without_kind(joined))
            or ()
        )

    def named_in(self, text: str) -> frozenset[str]:
        """The codes of the units whose names a longer text holds, each with its kind: "Рейды Есильского района".

        Offices are left out: a text may be addressed to one.
        """
        parts = text.split()
        named = {self.find(text)} if len(parts) <= _WORDS_OF_A_UNIT else set()
        for length in range(2, _WORDS_OF_A_UNIT + 1):
            for start in range(len(parts) - length + 1):
                run = " ".join(parts[start : start + length])
                if any(_is_of(word, _KINDS, _DISTRICT_WORDS | _CITY_WORDS) for word in words(run)):
                    named.add(self.find(run))
        return frozenset(code for code in named if code and self.by_code[code].level != "office")

    def suggest(self, text: str) -> str | None:
        """The official name most similar to the text, in the language that is most similar. None if nothing is similar."""
        significant = self._significant_words(text)
        if not _REGION.isdisjoint(significant):
            return None
        names = [name for unit in self.owing for name in unit.names.all]
        by_words = {"".join(self._significant_words(name)): name for name in names}
        nearest_words = nearest("".join(significant), by_words)
        return nearest(text, names) if nearest_words is None else by_words[nearest_words]

    @cached_property
    def _code_keys(self) -> dict[str, str]:
        """The units by the keys of their codes. What two codes have in common is left out."""
        codes = _by_name((key(unit.unit), unit.unit) for unit in self.owing)
        return {name: units[0] for name, units in codes.items() if len(units) == 1}

    @cached_property
    def _codes(self) -> dict[frozenset[str], tuple[str, ...]]:
        """The units by the words of their names, in any order."""
        return _by_name(
            (frozenset(declined), unit.unit)
            for unit in self.owing
            for name in (*_CODE_AS_NAME.findall(unit.unit), *unit.names.all, *unit.spellings)
            for declined in _declined(self._significant_words(name))
        )

    @cached_property
    def _codes_in_one_word(self) -> dict[str, tuple[str, ...]]:
        """The units by their names without spaces."""
        return _by_name(
            ("".join(self._significant_words(name)), unit.unit)
            for unit in self.owing
            for name in (*unit.names.all, *unit.spellings)
        )

    @cached_property
    def _region_words(self) -> frozenset[str]:
        regions = (unit for unit in self.units if unit.parent is None and not unit.owes_return)
        return frozenset(
            word for unit in regions for name in (unit.unit, *unit.names.all, *unit.spellings) for word in words(name)
        )

    def _significant_words(self, text: str) -> tuple[str, ...]:
        """The words that identify a unit: without initials, the kind of unit, and the region unless nothing else is left."""
        return _significant_words(text, self._region_words)

    def _may_be(self, unit: ReportingUnit, text: str) -> bool:
        """False if the text names another kind of unit: "г. Абай" may be a town with the name of the district Абай."""
        text_words = words(text)
        if unit.level == "district" and not any(_is_of(word, _DISTRICT, _DISTRICT_WORDS) for word in text_words):
            initials = {word[0] for name in unit.names.all for word in words(name)}
            is_town = (_CITY_INITIAL in text_words and _CITY_INITIAL not in initials) or text_words[-1] in _CITY_LETTERS
            return not is_town and not any(_is_of(word, _CITY, _CITY_WORDS) for word in text_words)
        if unit.level == "city" and not any(_is_of(word, _CITY, _CITY_WORDS) for word in text_words):
            return not any(_is_of(word, _DISTRICT, _DISTRICT_WORDS) for word in text_words)
        return True


def _by_name(named: Iterable[tuple[_Name, str]]) -> dict[_Name, tuple[str, ...]]:
    """The codes by name, each once and in order."""
    codes: dict[_Name, dict[str, None]] = {}
    for name, code in named:
        if name:
            codes.setdefault(name, {})[code] = None
    return {name: tuple(units) for name, units in codes.items()}


def _declined(significant: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The name's words; a single Russian word in all its cases, such as Абайский, Абайского."""
    if len(significant) != 1:
        return [significant]
    if match := _ADJECTIVE.fullmatch(significant[0]):
        return [(match[1] + ending,) for ending in ("ии", "ого", "ому", "им", "ом")]
    endings = ("", "а", "у", "ом", "ым", "е") if _SURNAME.fullmatch(significant[0]) else ("",)
    return [(significant[0] + ending,) for ending in endings]


def _without_kind(joined: str) -> str:
    """A name without spaces, cut before the kind of unit: абайауданы gives абай."""
    for kind in _KINDS:
        if joined.find(kind) > 0:
            return joined[: joined.find(kind)]
    return joined


def _is_of(word: str, beginnings: tuple[str, ...], whole: frozenset[str]) -> bool:
    return word in whole or word.startswith(beginnings)


@lru_cache(maxsize=1 << 12)
def _significant_words(text: str, region_words: frozenset[str]) -> tuple[str, ...]:
    significant = tuple(
        word
        for word in words(text.replace("№", " "))  # "№1" and "№ 1" are the same
        if (len(word) > 1 or word.isdigit()) and not _is_of(word, _KINDS, _INSIGNIFICANT)
    )
    if not _REGION.isdisjoint(significant) and not set(significant) & (region_words - _REGION):
        # A district may have the same name as another region.
        return significant
    return tuple(word for word in significant if word not in region_words and word not in _REGION) or significant


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
