"""Compares names that people type: headings, codes, names of sheets and units.

Two names are the same if their keys are. A key leaves out what people write differently without a difference in meaning: case,
accents, spaces, punctuation, a number before the name, Latin letters that look like Cyrillic ones, Russian letters for Kazakh
ones.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import product
from typing import TypeVar

# "pейд" typed with a Latin p is "рейд".
_LATIN_LOOK_ALIKES = dict(zip("abcehikmoptxy", "авсеникмортху", strict=True))
_TYPED_AS = {cyrillic: cyrillic + latin for latin, cyrillic in _LATIN_LOOK_ALIKES.items()}
_TYPED_AS |= {cyrillic.upper(): cyrillic.upper() + latin.upper() for latin, cyrillic in _LATIN_LOOK_ALIKES.items()}
# Offices without a Kazakh keyboard write "Катысушылар" for "Қатысушылар".
_RUSSIAN_FOR_KAZAKH = dict(zip("әғқңөұүһі", "агкноуухи", strict=True))
# Letters of other alphabets that are used if a keyboard or font lacks the Kazakh ones: Tajik ҳ for һ.
_NEIGHBOURS = dict(zip("əɵҝҡӊҕҳ", "аоккнгх", strict=True))
_ONE_ALPHABET = str.maketrans(_LATIN_LOOK_ALIKES | _RUSSIAN_FOR_KAZAKH | _NEIGHBOURS)
# The number before a name: "1. ", "2.1) ", "§ 3.4. ". "12 күн" has none, because no dot or bracket follows.
_NUMBERING = re.compile(r"^\W*\d+(?:\.\d+)*\s*[.)]\s*(?=\D)")
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 500
# Separators between the languages of a name, in the order in which they are tried: "Күні / Дата", "Күні – Дата", "Күні (Дата)".
# A line break comes last, because it may also wrap a name.
_BETWEEN_LANGUAGES = tuple(map(re.compile, (r"[/\\|;]", r"\s[–—-]\s", r"[()\[\],]", r"[\r\n]+")))
_MOST_LANGUAGES = 3

_Meaning = TypeVar("_Meaning")


def words(text: str) -> tuple[str, ...]:
    """The keys of a text's words. A text that is too long to be a name is one word, unlike any other text.

    >>> words("2.1) Қатысушылар саны")
    ('катысушылар', 'саны')
    """
    return _words(text) if len(text) <= _LONGEST else (text,)


def key(text: str) -> str:
    """The key by which a name is compared.

    >>> key("1. Қатысушылар саны") == key("катысушылар  САНЫ:")
    True
    """
    return _key(text) if len(text) <= _LONGEST else text


@lru_cache(maxsize=1 << 15)
def _words(text: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKD", _NUMBERING.sub("", text).casefold())
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return tuple(_WORD.findall(letters.translate(_ONE_ALPHABET)))


@lru_cache(maxsize=1 << 15)
def _key(text: str) -> str:
    return "".join(_words(text))


def in_languages(text: str, meaning: Callable[[str], _Meaning | None]) -> _Meaning | None:
    """The meaning of a text that says the same in two or three languages. None if its parts don't mean the same.

    >>> in_languages("Күні / Дата", {"Күні": "held_on", "Дата": "held_on"}.get)
    'held_on'
    """
    for between in _BETWEEN_LANGUAGES:
        parts = [part.strip() for part in between.split(text) if part.strip()]
        if 1 < len(parts) <= _MOST_LANGUAGES:
            first, *others = map(meaning, parts)
            if first is not None and all(other == first for other in others):
                return first
    return None


def look_alikes(text: str) -> Iterator[str]:
    """Yield a text in each way in which it may be typed with Latin letters that look like its own.

    >>> sorted(look_alikes("на"))
    ['ha', 'hа', 'нa', 'на']
    """
    return map("".join, product(*(_TYPED_AS.get(letter, letter) for letter in text)))


def nearest(text: str, names: Iterable[str], alike: int = 60) -> str | None:
    """The name most similar to a text. None if even that is less similar than `alike` of 100.

    >>> nearest("рэйд", ["рейд", "семинар"])
    'рейд'
    """
    from rapidfuzz import fuzz, process  # importing it takes as long as checking a file, and few files need it

    found = process.extractOne(key(text), _keys(tuple(names)), scorer=fuzz.ratio, score_cutoff=alike)
    return None if found is None else str(found[2])


@lru_cache(maxsize=1 << 8)
def _keys(names: tuple[str, ...]) -> dict[str, str]:
    return {name: key(name) for name in names}
