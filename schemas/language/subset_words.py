"""How a text says that the row beside it is a part of the row above."""

import re

# Of texts such as "оның ішінде оқушылар", "(в том числе учащиеся", "of which pupils" the beginning.
_A_PART = re.compile(
    r"\W*(?:(?:оның|онын|соның|сонын|олардың|олардын)\s+ішінде|в\s+том\s+числе|в\s?т\.\s?ч|из\s+(?:них|которых)|"
    r"of\s+(?:which|whom|them)|including|incl\.)",
    re.IGNORECASE,
)


def begins_a_part(text: str) -> bool:
    """True if a text begins as that of a part does.

    >>> begins_a_part("в т.ч. учащиеся"), begins_a_part("соның ішінде қыздар"), begins_a_part("учащиеся")
    (True, True, False)
    """
    return _A_PART.match(text) is not None
