"""Lines that sign below a table or on a cover: who made and who approved it, the day, a phone, the seal.

What such a line says is told by how it begins; it is none as soon as something in it may count.
"""

import re
from collections.abc import Collection, Sequence
from datetime import date
from functools import lru_cache

from schemas.basics.cell import Cell
from schemas.declaration.form import Form
from schemas.language.dates import written_date
from schemas.language.name_key import words
from svod.reading.layout.wording import FILLERS, element_named

_DONE_BY = words(
    "орындаушы орындаған исполнитель исполнил исполнила составил составила составитель подготовил подготовила заполнил "
    "заполнила проверил проверила утвердил утвердила утверждаю утверждено согласовано согласовал согласовала сдал сдала "
    "принял приняла ответственный ответственная prepared approved checked verified"
) + words(
    "әзірлеген әзірледі дайындаған дайындады құрастырған құрастырушы толтырған толтырды тексерген тексерді бекітті бекітемін "
    "бекіткен бекітілді келісілді келісілген тапсырған тапсырды тапсырылған қабылдаған қабылдады жауапты"
)
_SIGNED = words(
    "тел телефон телефоны телефондары ұялы моб мобильный факс phone tel email почта пошта дата күні date подпись подписал "
    "подписала қолы фио мп мо мөр печать signed signature"
)
_SIGNING = frozenset((*_DONE_BY, *_SIGNED))
_OFFICES = frozenset(
    words(
        "басшы басшысы жетекші жетекшісі директор директоры директора руководитель руководителя начальник начальника бастығы "
        "бастық орынбасар орынбасары заместитель зам заведующий заведующая заведующего меңгерушісі меңгеруші әкім әкімі аким "
        "акима маман маманы специалист инспектор инспекторы әдіскер әдіскері методист хатшы хатшысы секретарь председатель "
        "төраға төрағасы бухгалтер head director chief deputy specialist officer"
    )
)
_NOTING = frozenset(words("ескерту ескертпе ескертулер примечание примечания прим note notes сноска"))
_WORDS_OF_AN_OFFICE = 10
_WORDS_OF_A_REMARK = 3
_DIGITS_OF_A_PHONE = 5
_BLANK_LINE = "__"
_UPPER = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІ"
_INITIALS = rf"[{_UPPER}]\.?\s?(?:[{_UPPER}][a-zа-яёәғқңөұүһі]?\.?)?"
_SURNAME = rf"[{_UPPER}][^\W\d_]{{2,}}(?:-[^\W\d_]+)?"
_WITH_INITIALS = re.compile(rf"\W*(?:{_INITIALS}\s?{_SURNAME}|{_SURNAME}\s{_INITIALS})\W*")
_IN_FULL = re.compile(rf"\W*{_SURNAME}(?:\s+{_SURNAME}){{1,2}}\W*")
_PHONE = re.compile(r"[\d\s()+.,;/-]+")
_SHORT_SIGNS = re.compile(r"\W*(?:[МM]\.?\s?[ПОPO]\b|Ф\.?\s?И\.?\s?О\b|E-?mail\b|[ТT]\.\s?А\.\s?[ӘА]\b)", re.IGNORECASE)


def is_signature(row: Sequence[Cell], form: Form, counts: Collection[int]) -> bool:
    """Whether a row, in which nothing may count, begins as a signature does and goes on as one.

    Before a label of the cover's own the day may stand.
    """
    stated = [(at, cell) for at, cell in enumerate(row) if cell != "" and not (type(cell) is str and cell.isspace())]
    texts = [cell for _, cell in stated if type(cell) is str and not _is_day(cell)]
    first = texts[0] if texts else ""
    if not (signs_off(first, form) or (stated and stated[0][1] == first and (opens(first) or _WITH_INITIALS.fullmatch(first)))):
        return False
    return all(cell is first or _goes_on(cell, form, among_counts=at in counts) for at, cell in stated)


def signs_off(text: str, form: Form) -> bool:
    """Whether a text signs with a person or the day of signing: nothing else that a cover asks for stands so below a table."""
    name = element_named(form.cover, text.partition(":")[0])
    return name is not None and (form.cover.elements[name].element.personal or form.cover.elements[name].is_date)


@lru_cache(maxsize=1 << 12)
def opens(text: str) -> bool:
    """Whether a signature begins with a text: with what is done by signing, or with an office. An office ends in Kazakh."""
    said = words(text)
    if not said:
        return False
    if said[0] in _SIGNING or _SHORT_SIGNS.match(text):
        return True
    return len(said) <= _WORDS_OF_AN_OFFICE and not _OFFICES.isdisjoint((*said[:2], said[-1]))


def is_person(cell: Cell) -> bool:
    """Whether a text is a person's name."""
    return type(cell) is str and bool(_WITH_INITIALS.fullmatch(cell) or _IN_FULL.fullmatch(cell))


def remarks(text: str) -> bool:
    """Whether a text that stands alone is a remark though a count, a day or a code belongs where it stands."""
    said = words(text)
    return len(said) > _WORDS_OF_A_REMARK or (bool(said) and said[0] in _NOTING) or opens(text) or is_person(text)


def _goes_on(cell: Cell, form: Form, *, among_counts: bool) -> bool:
    """Whether a cell may stand in a signature after its first text. Where counts stand, a word may be one."""
    if type(cell) is not str:
        return isinstance(cell, date) or len(str(cell).removesuffix(".0")) >= _DIGITS_OF_A_PHONE
    if is_person(cell) or _is_day(cell) or _is_phone(cell) or _BLANK_LINE in cell or FILLERS.issuperset(cell):
        return True
    return opens(cell) or signs_off(cell, form) or "@" in cell or (not among_counts and _starts_upper(cell))


def _starts_upper(text: str) -> bool:
    return next((char for char in text if char.isalpha()), "").isupper()


def _is_day(text: str) -> bool:
    return written_date(text)[0] is not None


def _is_phone(text: str) -> bool:
    return bool(_PHONE.fullmatch(text)) and sum(map(str.isdigit, text)) >= _DIGITS_OF_A_PHONE
