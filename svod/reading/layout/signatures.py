"""Signature lines below a table or on a cover: who prepared and who approved it, the date, a phone, the seal.

A line is recognised by how it begins: "Орындаушы: …", "Директор …", "М.П.". It is none if anything in it may be a count.
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

# What is done by signing: "орындаған", "утвердил", "prepared".
_DONE_BY = words(
    "орындаушы орындаған исполнитель исполнил исполнила составил составила составитель подготовил подготовила заполнил "
    "заполнила проверил проверила утвердил утвердила утверждаю утверждено согласовано согласовал согласовала сдал сдала "
    "принял приняла ответственный ответственная prepared approved checked verified"
) + words(
    "әзірлеген әзірледі дайындаған дайындады құрастырған құрастырушы толтырған толтырды тексерген тексерді бекітті бекітемін "
    "бекіткен бекітілді келісілді келісілген тапсырған тапсырды тапсырылған қабылдаған қабылдады жауапты"
)
# What stands beside a signature: "тел.", "күні", "М.П.".
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
# Words that begin a remark.
_NOTING = frozenset(words("ескерту ескертпе ескертулер примечание примечания прим note notes сноска"))
_WORDS_OF_AN_OFFICE = 10
_WORDS_OF_A_REMARK = 3
_DIGITS_OF_A_PHONE = 5
_BLANK_LINE = "__"
_UPPER = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІ"
_INITIALS = rf"[{_UPPER}]\.?\s?(?:[{_UPPER}][a-zа-яёәғқңөұүһі]?\.?)?"
_SURNAME = rf"[{_UPPER}][^\W\d_]{{2,}}(?:-[^\W\d_]+)?"
# "Сынақова С.", "С.Ү. Сынақова", "Ә. Үлгі-Сынақов"
_WITH_INITIALS = re.compile(rf"\W*(?:{_INITIALS}\s?{_SURNAME}|{_SURNAME}\s{_INITIALS})\W*")
# "Сынақова Сәуле", "Сынақова Сәуле Үлгіқызы"
_IN_FULL = re.compile(rf"\W*{_SURNAME}(?:\s+{_SURNAME}){{1,2}}\W*")
_PHONE = re.compile(r"[\d\s()+.,;/-]+")
# "М.П.", "М.О.", "Ф.И.О.", "Т.А.Ә.", "E-mail"; Latin letters that look alike are meant too.
_SHORT_SIGNS = re.compile(r"\W*(?:[МM]\.?\s?[ПОPO]\b|Ф\.?\s?И\.?\s?О\b|E-?mail\b|[ТT]\.\s?А\.\s?[ӘА]\b)", re.IGNORECASE)


def is_signature(row: Sequence[Cell], form: Form, counts: Collection[int]) -> bool:
    """True if a row begins and continues like a signature. The caller has made sure that nothing in it may be a count.

    Before one of the cover's own labels a date may stand: "14.06.2026 | Дайындаған: Сынақова С.".
    """
    filled = [(column, cell) for column, cell in enumerate(row) if cell != "" and not (type(cell) is str and cell.isspace())]
    texts = [cell for _, cell in filled if type(cell) is str and not _is_day(cell)]
    first = texts[0] if texts else ""
    begins_row = bool(filled) and filled[0][1] == first
    if not (is_signing_label(first, form) or (begins_row and (opens_signature(first) or _WITH_INITIALS.fullmatch(first)))):
        return False
    return all(cell is first or _continues(cell, form, among_counts=column in counts) for column, cell in filled)


def is_signing_label(text: str, form: Form) -> bool:
    """True if a text is a label of the cover for a person or for the date of signing.

    Nothing else that a cover asks for stands below a table.
    """
    name = element_named(form.cover, text.partition(":")[0])
    return name is not None and (form.cover.elements[name].is_personal or form.cover.elements[name].is_date)


@lru_cache(maxsize=1 << 12)
def opens_signature(text: str) -> bool:
    """True if a signature may begin with a text: with what is done by signing, or with an office.

    In Kazakh the office comes last.

    >>> opens_signature("Орындаушы: Сынақова С."), opens_signature("Ақжар ауданы білім бөлімінің басшысы")
    (True, True)
    """
    line = words(text)
    if not line:
        return False
    if line[0] in _SIGNING or _SHORT_SIGNS.match(text):
        return True
    return len(line) <= _WORDS_OF_AN_OFFICE and not _OFFICES.isdisjoint((*line[:2], line[-1]))


def is_person(cell: Cell) -> bool:
    """True if a text is a person's name: "Сынақова С.", "С. Сынақова", "Сынақова Сәуле"."""
    return type(cell) is str and bool(_WITH_INITIALS.fullmatch(cell) or _IN_FULL.fullmatch(cell))


def is_remark(text: str) -> bool:
    """True if a text alone in its row is a remark, even where a count, a date or a code belongs."""
    line = words(text)
    if len(line) > _WORDS_OF_A_REMARK or (line and line[0] in _NOTING):
        return True
    return opens_signature(text) or is_person(text)


def _continues(cell: Cell, form: Form, *, among_counts: bool) -> bool:
    """True if a cell may stand in a signature after its first text. A word in a column of counts may be a count."""
    if type(cell) is not str:
        return isinstance(cell, date) or len(str(cell).removesuffix(".0")) >= _DIGITS_OF_A_PHONE
    if is_person(cell) or _is_day(cell) or _is_phone(cell) or _BLANK_LINE in cell or FILLERS.issuperset(cell):
        return True
    if opens_signature(cell) or is_signing_label(cell, form) or "@" in cell:
        return True
    return not among_counts and _starts_upper(cell)


def _starts_upper(text: str) -> bool:
    return next((char for char in text if char.isalpha()), "").isupper()


def _is_day(text: str) -> bool:
    return written_date(text)[0] is not None


def _is_phone(text: str) -> bool:
    return bool(_PHONE.fullmatch(text)) and sum(map(str.isdigit, text)) >= _DIGITS_OF_A_PHONE
