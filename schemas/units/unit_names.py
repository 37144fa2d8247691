"""Finds units by their codes and names, in any case and with or without the word for their kind."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import TypeVar

from schemas.language.name_key import key, nearest, words
from schemas.units.reporting_unit import ReportingUnit


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
MOST_WORDS = 4
"""The most words of a name that is looked for in a longer text."""
_INSIGNIFICANT = _DISTRICT_WORDS | _CITY_WORDS | _OFFICE
_REGION = frozenset(
    word for text in ["обл", "облысы", "облыс", "область", "области", "облыстық", "region", "oblast"] for word in words(text)
)

_Name = TypeVar("_Name")


def words_of(text: str) -> frozenset[str]:
    """The words of a name that tell a unit from others. None are left of "district office"."""
    return frozenset(_significant_words(text, frozenset()))


def names_kind(text: str) -> bool:
    """True if a text says that it names a district or city."""
    return any(_is_of(word, _KINDS, _DISTRICT_WORDS | _CITY_WORDS) for word in words(text))


def names_region(text: str) -> bool:
    """True if a text says that it names a region."""
    return not _REGION.isdisjoint(words(text))


def runs(parts: Sequence[str], length: int) -> Iterator[str]:
    """Each run of this many words as a text: of a, b, c with the length 2 "a b", "b c"."""
    for start in range(len(parts) - length + 1):
        yield " ".join(parts[start : start + length])


class UnitNames:
    """The names of some units, and what texts may mean by them. What all of them are in, `within`, says nothing in a name."""

    def __init__(self, units: Sequence[ReportingUnit], within: Iterable[ReportingUnit] = ()) -> None:
        self._units = tuple(units)
        self._by_code = {unit.unit: unit for unit in units}
        self._within = tuple(within)

    def candidates(self, text: str) -> tuple[str, ...]:
        """The codes of the units that a text may mean: several if their names are the same below different parents."""
        if code := self._code_keys.get(key(text)):
            return (code,)
        if (match := _CODE_BESIDE.search(text)) and (code := self._code_keys.get(key(match[1]))):
            return (code,)
        return tuple(code for code in self._named(text) if self._may_be(self._by_code[code], text))

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

    def suggest(self, text: str) -> str | None:
        """The official name most similar to the text, in the language that is most similar. None if nothing is similar."""
        significant = self._significant_words(text)
        if not _REGION.isdisjoint(significant):
            return None
        names = [name for unit in self._units for name in unit.names.all]
        by_words = {"".join(self._significant_words(name)): name for name in names}
        nearest_words = nearest("".join(significant), by_words)
        return nearest(text, names) if nearest_words is None else by_words[nearest_words]

    @cached_property
    def _code_keys(self) -> dict[str, str]:
        """The units by the keys of their codes. What two codes have in common is left out."""
        codes = _by_name((key(unit.unit), unit.unit) for unit in self._units)
        return {name: units[0] for name, units in codes.items() if len(units) == 1}

    @cached_property
    def _codes(self) -> dict[frozenset[str], tuple[str, ...]]:
        """The units by the words of their names, in any order."""
        return _by_name(
            (frozenset(declined), unit.unit)
            for unit in self._units
            for name in (*_CODE_AS_NAME.findall(unit.unit), *unit.names.all, *unit.spellings)
            for declined in _declined(self._significant_words(name))
        )

    @cached_property
    def _codes_in_one_word(self) -> dict[str, tuple[str, ...]]:
        """The units by their names without spaces."""
        return _by_name(
            ("".join(self._significant_words(name)), unit.unit)
            for unit in self._units
            for name in (*unit.names.all, *unit.spellings)
        )

    @cached_property
    def _region_words(self) -> frozenset[str]:
        return frozenset(
            word for unit in self._within for name in (unit.unit, *unit.names.all, *unit.spellings) for word in words(name)
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
