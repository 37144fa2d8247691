"""What clerks put around a reporting unit's name: its kind, its region, the office that writes; and how names are declined."""

import re
from functools import lru_cache

from schemas.spelling import words

_DISTRICT = frozenset(
    words(
        "аудан ауданы ауданының ауданына ауданында ауданынан ауд аудандық район районы района району районе районом "
        "районный районного рн рон district"
    )
)
_CITY = frozenset(
    words("қала қаласы қаласының қаласына қаласында қаласынан қалалық город города городу городе гор городской city town")
)
# Letters are left out of names as initials, so a city's letter is looked for in the text itself.
_CITY_LETTER = re.compile(r"^\W*г(?:\.\s*|\s+)[^\W\d_]{2}|[^\W\d_]{2}\s*[,\s]\s*[гқ]\.?\W*$", re.IGNORECASE)
_NAMED_AFTER = frozenset(words("атындағы ат имени им"))
_GENERIC = _DISTRICT | _CITY | _NAMED_AFTER
_GLUED = tuple(word for word in _DISTRICT | _CITY if len(word) > 3)
_REGION = frozenset(words("обл облысы облыс область области облыстық region oblast"))
# An office of a unit's own writes for the unit: its education department, its administration.
_OFFICE = frozenset(
    words(
        "отдел отдела управление управления образования образование просвещения гу кгу ргу аппарат аппарата аким акима акимат "
        "акимата по и во на защите защиты охране охраны прав детей "
        "білім беру бөлімі бөлім басқармасы басқарма мемлекеттік мекемесі мекеме кмм мм әкім әкімі әкімінің әкімдік әкімдігі "
        "әкімдігінің аппараты бойынша және бала балалар балалардың құқықтарын қорғау жөніндегі "
        "education department of the akimat administration office"
    )
)
_ADJECTIVE = re.compile("(.*ск)ии")
_SURNAME = re.compile(".*(?:ов|ев|ск)")


@lru_cache(maxsize=1 << 12)
def telling(text: str, region_words: frozenset[str]) -> tuple[str, ...]:
    """The words that tell one unit from another: no initials, no kind of unit, no region unless nothing else is left."""
    said = [word for word in words(text) if len(word) > 1 and word not in _GENERIC]
    if not _REGION.isdisjoint(said) and (region_words - _REGION).isdisjoint(said):
        # Another region may be named as one of this region's districts.
        return tuple(said)
    return tuple(word for word in said if word not in region_words and word not in _REGION) or tuple(said)


def names_region(said: tuple[str, ...]) -> bool:
    """Whether the telling words are of a region."""
    return not _REGION.isdisjoint(said)


def without_office(said: tuple[str, ...]) -> tuple[str, ...]:
    """A name without the words of the office that writes for the unit."""
    return tuple(word for word in said if word not in _OFFICE)


def unglued(joined: str) -> str:
    """A name written as one word, without the kind of unit at its end."""
    return next((joined.removesuffix(word) for word in _GLUED if joined.endswith(word)), joined)


def kinds(text: str, initials: frozenset[str]) -> frozenset[str]:
    """The kinds of unit that a text speaks of. A letter that may be the unit's own initial isn't one."""
    said = frozenset(words(text))
    found = {level for level, names in (("district", _DISTRICT), ("city", _CITY)) if not said.isdisjoint(names)}
    if not found and (letter := _CITY_LETTER.search(text)) and letter[0].lstrip()[:1].casefold() not in initials:
        found.add("city")
    return frozenset(found)


def declined(word: str) -> tuple[str, ...]:
    """A Russian name in all its cases, as keys; another name as it is."""
    if found := _ADJECTIVE.fullmatch(word):
        return tuple(found[1] + ending for ending in ("ии", "ого", "ому", "им", "ом"))
    return tuple(word + ending for ending in ("", "а", "у", "ом", "ым", "е")) if _SURNAME.fullmatch(word) else (word,)
