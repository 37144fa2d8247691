"""What single texts of a sheet are: a name of the form's, a word for totals, a hint, the head of a running number."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from schemas.basics.cell import Cell
from schemas.declaration.element import DataElement
from schemas.declaration.form import Form, Table
from schemas.language.name_key import key, words

_TOTALS = tuple(
    map(key, ("барлы", "жиыны", "жиынты", "қорытынды", "итог", "всего", "total", "subtotal", "қосынды", "целом", "overall"))
)
_TOTALS_WORDS = frozenset(words("жалпы сумма sum общее общая общий общ"))
_TOTALS_FIRST = frozenset(words("барлығы жиыны қорытынды итого всего total"))
_SIGNS_OF_SUM = ("Σ", "∑")
_TOTALS_LABEL_WORDS = 6
_LONG_TOTALS_LABEL_WORDS = 14
_PLAIN_TOTALS_WORDS = 2

_HINT_WORDS = frozenset(
    words(
        "адам адамдар чел человек человека дана шт штук ед бірлік рет раз саны people persons pcs кк аа жжжж дд мм гг гггг "
        "dd mm yy yyyy күні күн ай айы жыл жылы дата число год цифрмен цифрами толтырылады заполняется міндетті обязательно"
    )
)
FILLERS = frozenset("_.,…-–—―*:;/\\|()[]<>«»\"'= \t\n\N{NO-BREAK SPACE}")
_ANSWERS = frozenset(words("иә жоқ да нет yes no"))
_BRACKETED = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_NUMBERED = re.compile(r"^\W*\d+\s+(?=\D)")
_HOW_MANY = frozenset(
    words(
        "бір екі үш төрт бес алты жеті сегіз тоғыз он жиырма отыз қырық елу алпыс жетпіс сексен тоқсан жүз мың көп аз бірнеше "
        "көптеген один одна два две три четыре пять шесть семь восемь девять десять сорок сто двести много мало несколько "
        "one two three four five six seven eight nine ten many few several"
    )
)
_HOW_MANY_STEMS = words("одиннадцат двенадцат тринадцат четырнадцат пятнадцат двадцат тридцат пятьдесят шестьдесят")

_OF_WHICH = tuple(
    key(said)
    for said in (
        *("оның ішінде", "соның ішінде", "олардың ішінде", "олардан", "о.і.", "с.і."),
        *("в том числе", "в т.ч.", "из них", "из которых"),
        *("of whom", "of which", "of them", "including", "incl."),
    )
)

_RUNNING = frozenset(
    key(name)
    for name in (
        *("№", "№№", "№ п/п", "п/п", "N п/п", "N", "No", "номер", "порядковый номер", "number"),
        *("р/с", "р/с №", "№ р/с", "рет саны", "реттік саны", "реттік нөмірі", "нөмірі", "қатар нөмірі"),
    )
)


@lru_cache(maxsize=1 << 15)
def element_named(table: Table, text: str) -> str | None:
    """The element that a heading or label names: as it stands, or without a hint of how to fill it in or a number before.

    A percentage of what an element counts is not the element.
    """
    names = table.element_keys
    found = names.get(key(text))
    if found is None and text:
        bare = _BRACKETED.sub(lambda hint: "" if _is_aside(hint[1]) else hint[0], text)
        head, _, tail = bare.rpartition(",")
        bare = head if head and is_hint(tail) else bare
        found = names.get(key(bare)) or names.get(key(_NUMBERED.sub("", bare)))
    if found and "%" in text and not any("%" in name for name in table.elements[found].names):
        return None
    return found


def part_named(table: Table, text: str) -> str | None:
    """The element that a heading names as a part in other words than the form: "в т.ч. учащиеся"."""
    return None if "%" in text else next((_parts(table)[rest] for rest in _after_of_which(text) if rest in _parts(table)), None)


@lru_cache(maxsize=64)
def _parts(table: Table) -> Mapping[str, str]:
    """The elements that the form calls parts, each by what stands after "of which"; those called alike are left out."""
    named = {
        (rest, name) for name, element in table.elements.items() for text in element.names for rest in _after_of_which(text)
    }
    called = Counter(rest for rest, _ in named)
    return {rest: name for rest, name in named if called[rest] == 1}


def _after_of_which(text: str) -> Iterator[str]:
    said = key(text)
    return (said.removeprefix(start) for start in _OF_WHICH if said.startswith(start))


def shows_nothing(cell: Cell) -> bool:
    """Whether a cell is white space, which nobody sees."""
    return type(cell) is str and cell.isspace()


@lru_cache(maxsize=1 << 12)
def is_hint(text: str) -> bool:
    """Whether a text says how to fill a cell in or what is counted in it, and nothing else. A question mark says neither."""
    said = words(text)
    return all(word in _HINT_WORDS for word in said) if said else bool(text.strip()) and FILLERS.issuperset(text)


def names_what_is_counted(cell: Cell) -> bool:
    """Whether a cell beside a figure says what is counted, and nothing that changes the figure."""
    return type(cell) is str and bool(words(cell)) and is_hint(cell)


def says_how_many(text: str) -> bool:
    """Whether a text counts in words."""
    said = words(text)
    return not _HOW_MANY.isdisjoint(said) or any(word.startswith(_HOW_MANY_STEMS) for word in said)


def _is_aside(text: str) -> bool:
    return all(word in _HINT_WORDS or word in _ANSWERS for word in words(text))


@lru_cache(maxsize=1 << 15)
def is_totals_label(text: str) -> bool:
    """Whether a text names a totals row: a few words, one of which means a total."""
    said = words(text)
    if len(said) > 1 and all(len(word) == 1 for word in said):
        said = ("".join(said),)
    if len(said) > _TOTALS_LABEL_WORDS:
        return said[0] in _TOTALS_FIRST and len(said) <= _LONG_TOTALS_LABEL_WORDS
    return (
        text.strip() in _SIGNS_OF_SUM
        or any(word.startswith(_TOTALS) for word in said)
        or (len(said) <= _PLAIN_TOTALS_WORDS and not _TOTALS_WORDS.isdisjoint(said))
    )


def is_running_number(text: str) -> bool:
    """Whether a heading is of a column that numbers the rows."""
    return text.strip() == "#" or key(text) in _RUNNING


def ordinal(cell: Cell) -> int | None:
    """The number that a cell is, also as text with a dot or bracket after it."""
    text = str(cell).strip().removesuffix(".0").rstrip(".)")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def counts_up(cells: Sequence[Cell]) -> bool:
    """Whether cells do nothing but number: 1, 2, 3 and so on."""
    return len(cells) > 1 and [ordinal(cell) for cell in cells] == list(range(1, len(cells) + 1))


def signs(text: str, form: Form) -> bool:
    """Whether a text is, or begins with, a label of the cover: who prepared the return, who approved it, a phone."""
    return element_named(form.cover, text.partition(":")[0]) is not None


@lru_cache(maxsize=1 << 15)
def is_value(text: str, element: DataElement) -> bool:
    """Whether a text says something that the element may be, as far as its kind limits that."""
    return element.kind.may_be(text, element)


def is_plainly(cell: Cell, element: DataElement) -> bool:
    """Whether a cell is a value of the element's kind, and can't be a title or a caption."""
    return element.kind.is_plainly(cell, element)
