"""Words by which a text says that figures are thousands, millions or percentages."""

from functools import lru_cache

from schemas.language.name_key import words

_MEASURES = frozenset(words("мың тыс млн млрд проц"))
# How words begin that say it in any case: тысячах, пайызбен.
_MEASURE_STEMS = words("тысяч миллион миллиард мыңда thousand million процент пайыз percent")
# A longer text is a sentence that only has such a word in it.
_MOST_WORDS = 3


@lru_cache(maxsize=1 << 12)
def rescales(text: str) -> bool:
    """True if a text beside or above figures says that they are thousands or parts of a hundred, and so no counts.

    >>> rescales("мың адам"), rescales("в процентах"), rescales("адам")
    (True, True, False)
    """
    parts = words(text)
    measures = any(word in _MEASURES or word.startswith(_MEASURE_STEMS) for word in parts)
    return len(parts) <= _MOST_WORDS and (measures or "%" in text)
