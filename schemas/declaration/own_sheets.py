"""The sheets of a blank that are no sheets of its form."""

from schemas.basics.text import Text
from schemas.basics.texts import Texts

TEXTS = Texts(__package__)

INSTRUCTIONS_SHEET = "Нұсқаулық – Инструкция"

LISTS_SHEET = "svod"
"""The blank's own hidden sheet, which holds the lists behind its drop-downs."""

ANSWERS_SHEET = "svod answers"
"""One, with the survey's questions and answers. A blank that has it prints them as rows: those left blank mean nothing."""

OWN_SHEETS = frozenset({INSTRUCTIONS_SHEET, LISTS_SHEET, ANSWERS_SHEET})
"""The sheets of a blank that are no sheets of a form."""


def reference_sheet() -> Text:
    """What the first cell of a sheet says that is no part of the return, whatever headings it has."""
    return TEXTS["reference_sheet"]
