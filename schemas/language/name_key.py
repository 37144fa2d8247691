"""How names typed by people are compared: headings, codes, names of sheets and units.

Two names are the same when their keys are. A key leaves out what people write differently and mean alike: case, accents, white
space, punctuation, a number before the name, Latin letters that look like Cyrillic ones, Russian letters for Kazakh ones.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# "pейд" typed with a Latin p is "рейд".
_LATIN_LOOK_ALIKES = dict(zip("abcehikmoptxy", "авсеникмортху", strict=True))
# Offices without a Kazakh keyboard write "Катысушылар" for "Қатысушылар".
_RUSSIAN_FOR_KAZAKH = dict(zip("әғқңөұүһі", "агкноуухи", strict=True))
# Letters of other alphabets that are taken where a keyboard or a font lacks the Kazakh ones: Tajik ҳ for һ.
_NEIGHBOURS = dict(zip("əɵҝҡӊҕҳ", "аоккнгх", strict=True))
_ONE_ALPHABET = str.maketrans(_LATIN_LOOK_ALIKES | _RUSSIAN_FOR_KAZAKH | _NEIGHBOURS)
# The number before a name: "1. ", "2.1) ", "§ 3.4. "; "12 күн" has none, for no dot or bracket follows.
_NUMBERING = re.compile(r"^\W*\d+(?:\.\d+)*\s*[.)]\s*(?=\D)")
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 500


def words(text: str) -> tuple[str, ...]:
    """The keys of the words of a text. A text that is too long to be a name is one word, and like no other text.

    >>> words("2.1) Қатысушылар саны")
    ('катысушылар', 'саны')
    """
    return _words(text) if len(text) <= _LONGEST else (text,)


def key(text: str) -> str:
    """What a name is compared by.

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


def nearest(text: str, names: Iterable[str], alike: int = 60) -> str | None:
    """The name most like a text; None where even that is less like it than `alike` of 100.

    >>> nearest("рэйд", ["рейд", "семинар"])
    'рейд'
    """
    from rapidfuzz import fuzz, process  # importing it takes as long as checking a file, and few files need it

    found = process.extractOne(key(text), _keys(tuple(names)), scorer=fuzz.ratio, score_cutoff=alike)
    return None if found is None else str(found[2])


@lru_cache(maxsize=1 << 8)
def _keys(names: tuple[str, ...]) -> dict[str, str]:
    return {name: key(name) for name in names}
