"""Texts that say of the rows beside or below them: these are parts of others, a plan, or of another time."""

import re
from functools import lru_cache
from typing import Literal

from schemas.language.name_key import key, words

Doubt = Literal["part", "not held", "other time"]
"""What a text may say about rows: they are parts of the row above, were not held or don't count, or are of another time."""

# The beginning of "оның ішінде оқушылар", "(в том числе учащиеся", "of which pupils".
_A_PART = re.compile(
    r"\W*(?:(?:оның|онын|соның|сонын|олардың|олардын)\s+ішінде|в\s+том\s+числе|в\s?т\.\s?ч|из\s+(?:них|которых)|"
    r"of\s+(?:which|whom|them)|including|incl\.)",
    re.IGNORECASE,
)
# Beginnings of the keys of titles above the parts of the row above.
_PARTS_BELOW = tuple(
    map(
        key,
        (
            *("оның ішінде", "соның ішінде", "олардың ішінде", "олардан", "жалпы саннан", "жалпы санынан", "атап айтқанда"),
            *("құрамында", "жіктелуі", "в том числе", "в т.ч.", "из них", "из которых", "из общего числа", "а именно"),
            *("из общего количества", "в частности", "расшифровка", "разбивка", "по видам", "по местам"),
            *(
                "of which",
                "of whom",
                "of them",
                "of these",
                "of the total",
                "including",
                "incl.",
                "namely",
                "breakdown",
                "among them",
            ),
        ),
    )
)

# Beginnings of words that say that something was not held.
_NOT_HELD_STEMS = words(
    "запланирован планируем планируетс планируютс намечен предстоящ предполага неисполнен невыполнен непроведен несостоявш "
    "отмена отменен отложен перенос перенесен черновик "
    "жоспарлан жоспарда өткізілме жүргізілме орындалма өтпеген өткізілетін болмады болмаған тоқтатыл тоқтатқан алдағы қалдырыл "
    "planned scheduled upcoming cancel postpone unheld tentative draft"
)
# Phrases that say that the rows below don't count.
_NOT_COUNTED = tuple(
    map(
        key,
        (
            *("есепке алынба", "есепке кірме", "есептелме", "анықтама үшін", "мәлімет үшін", "болашақ іс-шара"),
            *("не учит", "не счит", "не входит", "не включ", "для справки", "справочно", "для информации", "к проведению"),
            *("к исполнению", "будущие мероприятия", "future event", "future activit"),
            *("not counted", "don't count", "do not count", "not included", "for reference", "for information", "to be held"),
        ),
    )
)
_NOT_HELD_VERBS = words("провед провод состоя выполн исполн осуществ held done carried conducted completed")
# Beginnings of words that say the same in a negation of two words: "не проведены", "өткізілген жоқ", "not held".
_NOT = frozenset(words("не not"))
_NONE = frozenset(words("жоқ емес"))
_HELD_STEMS = words(
    "проведен проведён провел состоял выполнен исполнен осуществлен фактич өткізілген өткізілді жүргізілген жүргізілді "
    "орындалған орындалды өтті held done conducted completed actual внеплан"
)
_HELD = frozenset(words("факт факті fact"))
_PLANS = frozenset(words("план планы жоспар жоспары жоспарлары plan plans"))
_SAMPLES = frozenset(words("мысал мысалы үлгі үлгісі пример образец example sample"))

# Beginnings of the words in phrases about another time.
_OTHER_TIMES = tuple(
    map(
        words,
        (
            *("өткен жыл", "өткен кезең", "өткен оқу", "алдыңғы жыл", "алдыңғы кезең", "бұрынғы жыл", "былтыр", "келесі жыл"),
            *("прошл год", "прошл лет", "прошл период", "прошл отчетн", "прошл учебн", "предыдущ год", "предыдущ период"),
            *("предыдущ отчетн", "предшеств год", "предшеств период", "позапрошл год", "следующ год", "аналогичн период"),
            *("прошлогодн", "аппг", "last year", "last period", "previous year", "previous period", "prior year", "next year"),
            *("prior period", "preceding year", "same period"),
        ),
    )
)
# A comparison is about this time too.
_THIS_TIME = tuple(map(words, ("салыстыр", "қарағанда", "осы жыл", "биыл", "сравнен", "текущ", "compar", "this year")))
_DAY = re.compile(r"\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d")
# A document's date is not the time of the rows below it: "Приложение к приказу от 12 марта 2024 года".
_DOCUMENT = re.compile(
    r"приказ|приложени|постановлен|решени|распоряжен|письм|бұйры|қосымша|қаулы|шешім|өкім|хат|№|order|annex", re.IGNORECASE
)
# "2025 год", "за 2025 г.", "2025 жылғы", "2025"; not "№ 2025", "2025-2026"
_YEAR = re.compile(
    r"(?<![\w№-])(?<!№\s)((?:19|20)\d\d)(?=\s*(?:$|[-–—]?\s*(?:год|г\b|жыл|ж\b|year))|\s*[).,:;]*\s*$)|"
    r"\b(?:за|in|year|год)\s+((?:19|20)\d\d)(?!\d|[-–—]\d)",
    re.IGNORECASE,
)
# A name says nothing about the rows below it: "«Болашақ» клубы", "«План Б» байқауы".
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|\"[^\"]*\"")
# A longer text is a sentence and not a title.
_MOST_WORDS = 14


def begins_a_part(text: str) -> bool:
    """True if a text begins like that of a part.

    >>> begins_a_part("в т.ч. учащиеся"), begins_a_part("соның ішінде қыздар"), begins_a_part("учащиеся")
    (True, True, False)
    """
    return _A_PART.match(text) is not None


@lru_cache(maxsize=1 << 12)
def doubt_of_title(text: str) -> Doubt | None:
    """What a title says about the rows below it, if that is a reason to ask whether they count.

    >>> doubt_of_title("Запланированные мероприятия"), doubt_of_title("Өткізілмеген іс-шаралар"), doubt_of_title("из них:")
    ('not held', 'not held', 'part')
    >>> doubt_of_title("АППГ"), doubt_of_title("Проведённые мероприятия"), doubt_of_title("Маусым айы")
    ('other time', None, None)
    """
    text = _QUOTED.sub(" ", text)
    title_words = words(text)
    if not title_words or len(title_words) > _MOST_WORDS:
        return None
    if begins_a_part(text) or key(text).startswith(_PARTS_BELOW):
        return "part"
    if _says(title_words, _OTHER_TIMES) and not _says(title_words, _THIS_TIME):
        return "other time"
    return "not held" if _says_not_held(title_words, text) else None


def years_of_title(text: str) -> frozenset[int]:
    """The years that a title names ("2025 жыл", "за 2025 год"), except those of days.

    >>> sorted(years_of_title("Мероприятия 2025 года")), sorted(years_of_title("2025-2026 оқу жылы"))
    ([2025], [])
    """
    if _DOCUMENT.search(text) or _says(words(text), _THIS_TIME):
        return frozenset()
    return frozenset(int(first or second) for first, second in _YEAR.findall(_DAY.sub(" ", text)))


def _says(title_words: tuple[str, ...], phrases: tuple[tuple[str, ...], ...]) -> bool:
    """True if consecutive words begin like those of a phrase."""
    return any(
        all(word.startswith(start) for word, start in zip(title_words[at:], phrase, strict=False))
        for phrase in phrases
        for at in range(len(title_words) - len(phrase) + 1)
    )


def _says_not_held(title_words: tuple[str, ...], text: str) -> bool:
    if any(phrase in key(text) for phrase in _NOT_COUNTED):
        return True
    for before, word in zip(("", *title_words), title_words, strict=False):
        if before in _NOT and word.startswith(_NOT_HELD_VERBS):
            return True
    if not _NONE.isdisjoint(title_words) and any(word.startswith(_HELD_STEMS) for word in title_words):
        return True
    if any(word in _HELD or word.startswith(_HELD_STEMS) for word in title_words):
        return False
    if any(word.startswith(_NOT_HELD_STEMS) for word in title_words):
        return True
    ends = {title_words[0], title_words[-1]} | {
        part for bracketed in re.findall(r"\(([^()]*)\)", text) for part in words(bracketed)[:1]
    }
    return not (_PLANS | _SAMPLES).isdisjoint(ends)
