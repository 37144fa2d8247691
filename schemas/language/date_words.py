"""The words of written dates in three languages: months in every case and abbreviation, weekdays, words for the year."""

from functools import cache
from unicodedata import normalize

from schemas.language.name_key import key

_KAZAKH = (
    "қаңтар қаң қаңт",
    "ақпан ақп",
    "наурыз нау наур",
    "сәуір сәу",
    "мамыр мам",
    "маусым мау маус",
    "шілде шіл",
    "тамыз там",
    "қыркүйек қыр қырк",
    "қазан қаз",
    "қараша қар",
    "желтоқсан жел желт",
)
_KAZAKH_ENDINGS = (
    "ы і сы сі да де та те ында інде сында сінде ның нің дың дің тың тің ына іне ға ге қа ке нан нен дан ден тан тен "
    "ны ні ды ді ты ті дағы дегі тағы тегі ындағы індегі сындағы сіндегі"
)
_RUSSIAN = (
    "январь января январе янв",
    "февраль февраля феврале фев февр",
    "март марта марте мар",
    "апрель апреля апреле апр",
    "май мая мае",
    "июнь июня июне июн",
    "июль июля июле июл",
    "август августа августе авг",
    "сентябрь сентября сентябре сен сент",
    "октябрь октября октябре окт",
    "ноябрь ноября ноябре ноя нояб",
    "декабрь декабря декабре дек",
)
_ENGLISH = (
    "january jan",
    "february feb",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sep sept",
    "october oct",
    "november nov",
    "december dec",
)

WEEKDAYS = (
    "дүйсенбі|сейсенбі|сәрсенбі|бейсенбі|жұма|сенбі|жексенбі|дс|сс|ср|бс|жм|сб|жс|"
    "понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|пн|вт|чт|пт|вс|"
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun"
)
YEAR_WORDS = "жылғы|жылдың|жылы|жыл|ж|года|год|г|year"


def plain(text: str) -> str:
    """A text in small letters, with each letter as one character: й, not и with a mark."""
    return normalize("NFKC", text).casefold()


def month(word: str) -> int | None:
    """The month that a word names. None if it names none.

    A word in mixed alphabets is known only if its key belongs to one month: the key of the English may is that of мау, June.

    >>> month("маусымда"), month("июня"), month("may"), month("мау")
    (6, 6, 5, 6)
    """
    by_name, by_key = _names()
    name = plain(word)
    return by_name.get(name) or by_key.get(key(name))


def month_names(number: int) -> tuple[str, str, str]:
    """The names of a month in Kazakh, Russian and English.

    >>> month_names(6)
    ('маусым', 'июнь', 'june')
    """
    kazakh, russian, english = (names[number - 1].split()[0] for names in (_KAZAKH, _RUSSIAN, _ENGLISH))
    return kazakh, russian, english


@cache
def _names() -> tuple[dict[str, int], dict[str, int]]:
    """The months by their names, and by the keys that belong to only one month."""
    by_name: dict[str, int] = {}
    for number, (kazakh, russian, english) in enumerate(zip(_KAZAKH, _RUSSIAN, _ENGLISH, strict=True), start=1):
        full, *short = kazakh.split()
        for name in (full, *(full + ending for ending in _KAZAKH_ENDINGS.split()), *short, *russian.split(), *english.split()):
            by_name[plain(name)] = number
    months: dict[str, set[int]] = {}
    for name, number in by_name.items():
        months.setdefault(key(name), set()).add(number)
    return by_name, {name: numbers.pop() for name, numbers in months.items() if len(numbers) == 1}
