"""How texts typed by people are compared: headings, codes, sheet and unit names.

Two texts agree when their keys do. A key forgets case, accents, white space, punctuation, leading numbering, which of two
look-alike alphabets a letter was typed in, and Russian letters typed for Kazakh ones.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_LATIN_LOOK_ALIKES = dict(zip("abcehikmoptxy", "авсеникмортху", strict=True))
_RUSSIAN_FOR_KAZAKH = dict(zip("әғқңөұүһі", "агкноуухи", strict=True))
# Letters of other alphabets that stand in for Kazakh ones where a keyboard or a font lacks these.
_NEIGHBOURS = dict(zip("əɵҝҡӊҕҳ", "аоккнгх", strict=True))
_ONE_ALPHABET = str.maketrans(_LATIN_LOOK_ALIKES | _RUSSIAN_FOR_KAZAKH | _NEIGHBOURS)
_NUMBERING = re.compile(r"^\W*\d+(?:\.\d+)*\s*[.)]\s*(?=\D)")
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 500


def words(text: str) -> tuple[str, ...]:
    """The words of a text, each as its key. A text too long to be a name is one word, like itself alone."""
    return _words(text) if len(text) <= _LONGEST else (text,)


def key(text: str) -> str:
    """What two texts must share to be the same name."""
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
    """The name most like the text, or None when none is alike enough (of 100) to be worth suggesting."""
    from rapidfuzz import fuzz, process  # it takes as long to import as a file takes to check, and few files need it

    found = process.extractOne(key(text), _keyed(tuple(names)), scorer=fuzz.ratio, score_cutoff=alike)
    return None if found is None else str(found[2])


@lru_cache(maxsize=1 << 8)
def _keyed(names: tuple[str, ...]) -> dict[str, str]:
    return {name: key(name) for name in names}
