"""Kazakh endings of names, days and numbers. They follow the vowels of the word and its last sound, as it is read out."""

from collections.abc import Sequence
from datetime import date
from typing import Literal, get_args

Case = Literal["nominative", "genitive", "dative", "accusative", "locative", "ablative", "attributive"]
"""The cases of a noun; the attributive says what is at a place or of a time: маусымдағы."""

CASES: tuple[Case, ...] = get_args(Case)

_BACK, _FRONT = "аоұыяюё", "әеөүіэ"
_VOWELS = "аәоөұүыіеэяё"
_NASAL = "мнң"
# Only loanwords end in б, в, г, д, which are then pronounced without voice: клубқа, заводта.
_VOICELESS = "пфкқтсшщчцхһбвгд"

_Sound = Literal["vowel", "nasal", "voiced", "voiceless", "possessive"]

# Capitals stand for sounds that follow the vowels of the word: дА becomes қалада after back vowels, кеңседе after front ones.
_TO_BACK, _TO_FRONT = str.maketrans("АЫҒҚ", "аығқ"), str.maketrans("АЫҒҚ", "еігк")
_ENDINGS: dict[Case, dict[_Sound, str]] = {
    "nominative": {"vowel": "", "nasal": "", "voiced": "", "voiceless": "", "possessive": ""},
    "genitive": {"vowel": "нЫң", "nasal": "нЫң", "voiced": "дЫң", "voiceless": "тЫң", "possessive": "нЫң"},
    "dative": {"vowel": "ҒА", "nasal": "ҒА", "voiced": "ҒА", "voiceless": "ҚА", "possessive": "нА"},
    "accusative": {"vowel": "нЫ", "nasal": "дЫ", "voiced": "дЫ", "voiceless": "тЫ", "possessive": "н"},
    "locative": {"vowel": "дА", "nasal": "дА", "voiced": "дА", "voiceless": "тА", "possessive": "ндА"},
    "ablative": {"vowel": "дАн", "nasal": "нАн", "voiced": "дАн", "voiceless": "тАн", "possessive": "нАн"},
    "attributive": {"vowel": "дАҒЫ", "nasal": "дАҒЫ", "voiced": "дАҒЫ", "voiceless": "тАҒЫ", "possessive": "ндАҒЫ"},
}

_ONES = ("нөл", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз")
_TENS = ("", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан")
_POWERS = ((10**9, "миллиард"), (10**6, "миллион"), (1000, "мың"), (100, "жүз"))
_MONTHS = (
    "қаңтар",
    "ақпан",
    "наурыз",
    "сәуір",
    "мамыр",
    "маусым",
    "шілде",
    "тамыз",
    "қыркүйек",
    "қазан",
    "қараша",
    "желтоқсан",
)


def last_word(number: int) -> str:
    """The word that a number ends with when it is read out.

    >>> last_word(1164), last_word(40), last_word(2000)
    ('төрт', 'қырық', 'мың')
    """
    for power, word in _POWERS:
        if number and number % power == 0:
            return word
    return _TENS[number // 10 % 10] if number and number % 10 == 0 else _ONES[number % 10]


def numeral_ending(number: int, case: Case, *, possessive: bool = False) -> str:
    """The ending after a number's hyphen; the possessive one says how many of others.

    >>> numeral_ending(1164, "dative"), numeral_ending(13, "ablative", possessive=True)  # 1164-ке, 13-інен
    ('ке', 'інен')
    """
    word = last_word(number)
    if not possessive:
        return ending(word, case)
    of_them = ("сЫ" if _sound(word) == "vowel" else "Ы").translate(_TO_BACK if _is_back(word) else _TO_FRONT)
    return of_them + ending(word + of_them, case, possessive=True)


def decline(name: str, case: Case) -> str:
    """A name in a case. A name of several words that ends in ы or і already has a possessive ending.

    >>> decline("Ақжар ауданы", "locative"), decline("мектеп", "locative")
    ('Ақжар ауданында', 'мектепте')
    """
    return name + ending(name, case, possessive=" " in name and name.endswith(("ы", "і")))


def day(held_on: date, case: Case = "nominative") -> str:
    """A day in running text.

    >>> day(date(2026, 5, 20), "locative")
    '2026 жылғы 20 мамырда'
    """
    return f"{held_on.year} жылғы {held_on.day} {decline(_MONTHS[held_on.month - 1], case)}"


def join(words: Sequence[str]) -> str:
    """A list of words in running text.

    >>> join(["рейд", "семинар", "байқау"])
    'рейд, семинар және байқау'
    """
    return " және ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def ending(word: str, case: Case, *, possessive: bool = False) -> str:
    """The ending of a case after a word. `possessive` says that the word already has a possessive ending.

    >>> ending("аудан", "locative"), ending("ауданы", "locative", possessive=True)
    ('да', 'нда')
    """
    chosen = _ENDINGS[case]["possessive" if possessive else _sound(word)]
    return chosen.translate(_TO_BACK if _is_back(word) else _TO_FRONT)


def _sound(word: str) -> _Sound:
    """The kind of a word's last sound. у, и and ю end in a semivowel, which is voiced and not a vowel."""
    last = word.lower().rstrip("ьъ»”\"'")[-1:]
    if last in _VOWELS:
        return "vowel"
    if last in _NASAL:
        return "nasal"
    return "voiceless" if last in _VOICELESS else "voiced"


def _is_back(word: str) -> bool:
    """True if a word's endings have back vowels. у and и can be either, and follow the vowel before them."""
    for letter in reversed(word.lower()):
        if letter in _BACK or letter in _FRONT:
            return letter in _BACK
    return True
