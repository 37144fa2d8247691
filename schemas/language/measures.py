"""Words that say that figures are thousands, millions or percentages."""

from functools import lru_cache

from schemas.language.name_key import words

_MEASURES = frozenset(words("мың тыс млн млрд проц"))


_MEASURE_STEMS = words("тысяч миллион миллиард мыңда thousand million процент пайыз percent")


_WORDS_OF_A_MEASURE = 3


@lru_cache(maxsize=1 << 12)
def rescales(text: str) -> bool:
    """Whether a text beside or above figures says that they are thousands, or parts of a hundred: then they are no counts."""
    said = words(text)
    measures = any(word in _MEASURES or word.startswith(_MEASURE_STEMS) for word in said)
    return len(said) <= _WORDS_OF_A_MEASURE and (measures or "%" in text)
