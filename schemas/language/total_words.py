"""Texts that say that the figures beside them are totals."""

from functools import lru_cache
from itertools import product

from schemas.language.name_key import key, look_alikes, words

# Beginnings of words that mean a total: "барлығы", "жиынтық", "итого".
_TOTALS = tuple(
    map(key, ("барлы", "жиыны", "жиынты", "қорытынды", "итог", "всего", "total", "subtotal", "қосынды", "целом", "overall"))
)
# Words that mean a total in a label of one or two words: "общее количество", but not "общее собрание жителей".
_TOTALS_WORDS = frozenset(words("жалпы сумма sum общее общая общий общ"))
# Words that make even a long label one of totals if they come first: "Итого по всем мероприятиям района за отчётный период".
_TOTALS_FIRST = frozenset(words("барлығы жиыны қорытынды итого всего total"))
_SIGNS_OF_SUM = ("Σ", "∑")
_TOTALS_LABEL_WORDS = 6
_LONG_TOTALS_LABEL_WORDS = 14
_PLAIN_TOTALS_WORDS = 2

# Words that mean a total and little else. At the end of a short text they mark a total even in a row with a day and a kind.
_PLAINLY = ("итого", "всего", "итог", "барлығы", "жиыны", "жиынтығы", "қосындысы", "total", "totals", "subtotal")
_PLAINLY_WORDS = frozenset(words(" ".join(_PLAINLY)))
_OVERALL = frozenset(
    words(first)[0] + words(second)[0]
    for first, second in (
        *product(("общий", "общая", "общее"), ("итог", "сумма", "количество", "число", "результат")),
        *product(("жалпы",), ("саны", "қорытынды", "қосынды", "сома", "нәтиже")),
        *product(("grand", "overall"), ("total", "result", "sum")),
    )
)
# Words that say so even beside a number: "Итого: 4 рейда". Others may begin a remark: "Барлығы 30 адам қатысты".
_SURELY = frozenset(words("итого итог subtotal"))
# Words that say so alone; with others they may name an event: "Қорытынды семинар".
_ALONE = frozenset(words("қорытынды жалпы сумма общее общий σ sum"))
_PLAIN_LABEL_WORDS = 5
_EDGE = 3


@lru_cache(maxsize=1 << 15)
def is_totals_label(text: str) -> bool:
    """True if a text labels a totals row: a few words, one of which means a total.

    >>> is_totals_label("Барлығы:"), is_totals_label("И Т О Г О"), is_totals_label("Беседа по итогам рейда с их детьми в парке")
    (True, True, False)
    """
    label = words(text)
    if len(label) > 1 and all(len(word) == 1 for word in label):
        label = ("".join(label),)  # letters set apart: "И Т О Г О"
    if len(label) > _TOTALS_LABEL_WORDS:
        return label[0] in _TOTALS_FIRST and len(label) <= _LONG_TOTALS_LABEL_WORDS
    return (
        text.strip() in _SIGNS_OF_SUM
        or any(word.startswith(_TOTALS) for word in label)
        or (len(label) <= _PLAIN_TOTALS_WORDS and not _TOTALS_WORDS.isdisjoint(label))
    )


@lru_cache(maxsize=1 << 12)
def names_total(text: str) -> bool:
    """True if the text of a complete row says that its figures are a total.

    >>> names_total("Итого рейдов"), names_total("Рейдтер барлығы"), names_total("Всего охвачено 30 детей")
    (True, True, False)
    >>> names_total("Қорытынды семинар"), names_total("Подведение итогов")
    (False, False)
    """
    label = words(text)
    if not label or len(label) > _PLAIN_LABEL_WORDS or (any(map(str.isdigit, text)) and label[0] not in _SURELY):
        return False
    if len(label) == 1 and label[0] in _ALONE:
        return True
    return label[0] in _PLAINLY_WORDS or label[-1] in _PLAINLY_WORDS or "".join(label[:2]) in _OVERALL


def _edges() -> frozenset[str]:
    """The first and last letters of texts that may name a total, in any case and with letters that look alike."""
    firsts = (word[:_EDGE] for word in (*_PLAINLY, "общий", "жалпы", "grand", "overall", "қорытынды", "сумма", "Σ", "sum"))
    lasts = (word[-_EDGE:] for word in _PLAINLY)
    cased = (case(edge) for edge in (*firsts, *lasts) for case in (str, str.capitalize, str.upper))
    return frozenset(spelled for edge in cased for spelled in look_alikes(edge))


EDGES_OF_TOTALS = _edges()
"""The first or last three letters of texts that may name a total. Few other texts have them, so most need no second look."""
