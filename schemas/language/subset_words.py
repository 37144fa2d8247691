"""How a text says that what stands beside it is a part of what stands above."""

import re

_A_PART = re.compile(
    r"\W*(?:(?:оның|онын|соның|сонын|олардың|олардын)\s+ішінде|в\s+том\s+числе|в\s?т\.\s?ч|из\s+(?:них|которых)|"
    r"of\s+(?:which|whom|them)|including|incl\.)",
    re.IGNORECASE,
)


def begins_a_part(text: str) -> bool:
    """Whether a text begins as that of a part of the row above does."""
    return _A_PART.match(text) is not None
