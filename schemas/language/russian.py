"""Russian nouns beside numbers, and the cases of the names of offices, districts and towns."""

from collections.abc import Sequence
from datetime import date
from typing import Literal, get_args

Case = Literal["nominative", "genitive", "prepositional"]
CASES: tuple[Case, ...] = get_args(Case)

_Endings = tuple[tuple[str, str, str], ...]
"""Endings in the nominative, genitive and prepositional. The first one that fits a word is used."""

# Words that name the kind of a unit. Adjectives before them agree with them, names after them don't change:
# Акжарского района, отдела образования.
_HEADS = ("область", "район", "город", "округ", "департамент", "управление", "отдел", "комитет", "акимат")
_NOUNS: _Endings = (
    ("область", "области", "области"),
    ("ение", "ения", "ении"),
    ("ь", "я", "е"),
    ("й", "я", "е"),
    ("а", "ы", "е"),
    ("", "а", "е"),
)
_ADJECTIVES: _Endings = (
    ("ая", "ой", "ой"),
    ("ое", "ого", "ом"),
    ("ый", "ого", "ом"),
    ("ой", "ого", "ом"),
    ("ий", "ого", "ом"),
)
# Towns with other endings (Алматы, Темиртау, Семипалатное) are not declined.
_DECLINED_TOWNS = tuple("абвгдзклмнпрстфхй")
_MONTHS = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)


def plural(number: float, one: str, few: str, many: str) -> str:
    """The form of a noun after a number. Fractions take the form for few.

    >>> [plural(number, "рейд", "рейда", "рейдов") for number in (1, 21, 104, 11, 1.5)]
    ['рейд', 'рейд', 'рейда', 'рейдов', 'рейда']
    """
    if number != number // 1:
        return few
    if 10 < number % 100 < 20:
        return many
    return {1: one, 2: few, 3: few, 4: few}.get(int(number % 10), many)


def decline(name: str, case: Case) -> str:
    """The name of a unit in a case. A name without a word for the kind of unit doesn't change.

    >>> decline("Акжарский район", "genitive"), decline("город Петропавловск", "prepositional")
    ('Акжарского района', 'городе Петропавловске')
    """
    words = name.split(" ")
    head = next((place for place, word in enumerate(words) if word.lower() in _HEADS), None)
    if case == "nominative" or head is None:
        return name
    agreeing = [_change(word, case, _ADJECTIVES) for word in words[:head]]
    return " ".join([*agreeing, _change(words[head], case, _NOUNS), *_after(words[head], words[head + 1 :], case)])


def day(held_on: date) -> str:
    """A day in running text. With a numeral it is the same in every case.

    >>> day(date(2026, 5, 20))
    '20 мая 2026 года'
    """
    return f"{held_on.day} {_MONTHS[held_on.month - 1]} {held_on.year} года"


def join(words: Sequence[str]) -> str:
    """A list of words in running text.

    >>> join(["рейд", "семинар", "конкурс"])
    'рейд, семинар и конкурс'
    """
    return " и ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def _after(head: str, words: Sequence[str], case: Case) -> Sequence[str]:
    """The words after the kind of unit: a town's name agrees with город, other names don't change."""
    if head.lower() == "город" and len(words) == 1 and words[0].endswith(_DECLINED_TOWNS):
        return [_change(words[0], case, _NOUNS)]
    return words


def _change(word: str, case: Case, endings: _Endings) -> str:
    for nominative, genitive, prepositional in endings:
        if word.lower().endswith(nominative):
            stem = word[: len(word) - len(nominative)]
            return stem + (genitive if case == "genitive" else prepositional)
    return word
