"""How Russian agrees with numbers, and declines the names of offices, districts and towns."""

from collections.abc import Sequence
from datetime import date
from typing import Literal, get_args

Case = Literal["nominative", "genitive", "prepositional"]
CASES: tuple[Case, ...] = get_args(Case)

_Endings = tuple[tuple[str, str, str], ...]
"""An ending of the nominative, and what it is in the genitive and the prepositional."""

# Words that say what a unit is: what stands before agrees with them, what stands after depends on them and stays.
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
# Names that end otherwise (Алматы, Темиртау, Семипалатное) keep their form.
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
    """The form that goes with a number: 1, 21 рейд; 2, 104 рейда; 0, 5, 11, 112 рейдов; a fraction as few."""
    if number != number // 1:
        return few
    if 10 < number % 100 < 20:
        return many
    return {1: one, 2: few, 3: few, 4: few}.get(int(number % 10), many)


def decline(name: str, case: Case) -> str:
    """The name of a unit in a case; one without a word that says what it is stays as it is."""
    words = name.split(" ")
    head = next((place for place, word in enumerate(words) if word.lower() in _HEADS), None)
    if case == "nominative" or head is None:
        return name
    agreeing = [_change(word, case, _ADJECTIVES) for word in words[:head]]
    return " ".join([*agreeing, _change(words[head], case, _NOUNS), *_after(words[head], words[head + 1 :], case)])


def day(held_on: date) -> str:
    """A day in running text: 20 мая 2026 года. Written with a numeral it is the same in every case."""
    return f"{held_on.day} {_MONTHS[held_on.month - 1]} {held_on.year} года"


def join(words: Sequence[str]) -> str:
    """Words one after another, the last with its conjunction."""
    return " и ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def _after(head: str, words: Sequence[str], case: Case) -> Sequence[str]:
    """A town's name agrees with the word город; any other name after its head is in the genitive already."""
    if head.lower() == "город" and len(words) == 1 and words[0].endswith(_DECLINED_TOWNS):
        return [_change(words[0], case, _NOUNS)]
    return words


def _change(word: str, case: Case, endings: _Endings) -> str:
    for nominative, genitive, prepositional in endings:
        if word.lower().endswith(nominative):
            stem = word[: len(word) - len(nominative)]
            return stem + (genitive if case == "genitive" else prepositional)
    return word
