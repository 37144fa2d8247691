"""Counts with their nouns: 1 ошибка, 2 ошибки, 7 ошибок; 1 error, 7 errors; 7 қате."""

from schemas.basics.text import Text, write
from schemas.language.russian import plural


def counted(count: int, noun: Text) -> Text:
    """A count with its noun. The noun has its forms between bars: "ошибка|ошибки|ошибок", "error|errors".

    >>> counted(21, Text("қате", "ошибка|ошибки|ошибок", "error|errors")).ru
    '21 ошибка'
    """
    one, few, many = noun.ru.split("|")
    singular, several = noun.en.split("|")
    return Text(
        f"{write(count, 'kk')} {noun.kk}",
        f"{write(count, 'ru')} {plural(count, one, few, many)}",
        f"{write(count, 'en')} {singular if count == 1 else several}",
    )
