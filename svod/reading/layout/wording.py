"""What a single text of a sheet is: the name of an element, a label of totals, a hint of how to fill in, a number of a row."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

from schemas.basics.cell import Cell
from schemas.declaration.element import DataElement
from schemas.declaration.form import Form
from schemas.declaration.table import Table
from schemas.language.measures import Scale, currency_of, rescales, says_own_scale
from schemas.language.name_key import in_languages, key, words

# The last words of the labels that Excel and LibreOffice put below groups of rows.
_SUBTOTALS_LAST = frozenset(words("результат нәтиже нәтижесі result количество саны count сумма қосындысы sum"))

# Words of which hints consist: units of counting, "дд.мм.гггг", "цифрами", "обязательно".
_HINT_WORDS = frozenset(
    words(
        "адам адамдар чел человек человека дана шт штук ед бірлік рет раз саны people persons pcs кк аа жжжж дд мм гг гггг "
        "dd mm yy yyyy күні күн ай айы жыл жылы дата число год цифрмен цифрами толтырылады заполняется міндетті обязательно "
        "экз экземпляр экземпляров бірл единиц кісі мәтін текст text"
    )
)
FILLERS = frozenset("_.,…-–—―*:;/\\|()[]<>«»\"'= \t\n\N{NO-BREAK SPACE}")
_ANSWERS = frozenset(words("иә жоқ да нет yes no"))
# "Қатысушылар (адам)" → "адам"
_BRACKETED = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
# "3. Тақырыбы": the number before a label
_NUMBERED = re.compile(r"^\W*\d+\s+(?=\D)")
# Numbers of rows in several levels: "2", "1.2.", "1а", "б)".
_OUTLINE = re.compile(r"\d{1,8}(?:\.\d{1,3})*[^\W\d_]?[.)]*|[^\W\d_][.)]+")
_HOW_MANY = frozenset(
    words(
        "бір екі үш төрт бес алты жеті сегіз тоғыз он жиырма отыз қырық елу алпыс жетпіс сексен тоқсан жүз мың көп аз бірнеше "
        "көптеген один одна два две три четыре пять шесть семь восемь девять десять сорок сто двести много мало несколько "
        "one two three four five six seven eight nine ten many few several"
    )
)
_HOW_MANY_STEMS = words("одиннадцат двенадцат тринадцат четырнадцат пятнадцат двадцат тридцат пятьдесят шестьдесят")

_OF_WHICH = tuple(
    key(phrase)
    for phrase in (
        *("оның ішінде", "соның ішінде", "олардың ішінде", "олардан", "о.і.", "с.і."),
        *("в том числе", "в т.ч.", "из них", "из которых"),
        *("of whom", "of which", "of them", "including", "incl."),
    )
)

_HEADS_OF_NUMBERS = frozenset(
    key(name)
    for name in (
        *("№", "№№", "№ п/п", "п/п", "N п/п", "N", "No", "номер", "порядковый номер", "number"),
        *("р/с", "р/с №", "№ р/с", "рет саны", "реттік саны", "реттік нөмірі", "нөмірі", "қатар нөмірі"),
    )
)


@lru_cache(maxsize=1 << 15)
def element_named(table: Table, text: str) -> str | None:
    """Return the element that a heading or label names; None if it names none.

    A hint in brackets or after a comma, and a number before the name, don't matter: "3. Қатысушылар саны (адам)". A
    percentage of what an element counts is not the element: "Қатысушылар саны, %". A text may name it in several languages.
    """
    names = table.element_keys
    name = names.get(key(text))
    if name is None and text:
        scaled = _scaled(table)
        bare = _BRACKETED.sub(lambda bracketed: "" if _is_aside(bracketed[1], scaled) else bracketed[0], text)
        head, _, tail = bare.rpartition(",")
        bare = head if head and (is_hint(tail) or _says_scale(tail, scaled) or currency_of(tail)) else bare
        name = names.get(key(bare)) or names.get(key(_NUMBERED.sub("", bare))) or _named_in_languages(table, text)
    return name if name and has_measure_of(text, table.elements[name]) else None


def has_measure_of(text: str, element: DataElement) -> bool:
    """False if a heading says that an element's figures are something else: percentages of what it counts, another currency."""
    own = currency_of(element.measure.ru) if element.measure else None
    named = currency_of(text)
    if named not in (None, own, *map(currency_of, element.names)) and (own or named != "KZT"):
        return False
    if element.scale != 1 and rescales(text):
        return says_own_scale(text, (element.scale,))
    return "%" not in text or element.scale == "%" or any("%" in known for known in element.names)


def _named_in_languages(table: Table, text: str) -> str | None:
    """Return the element that each part of a text names: "Қатысушылар саны / Участников"."""
    return in_languages(text, lambda part: element_named(table, part))


def part_named(table: Table, text: str) -> str | None:
    """Return the element that a heading names as a part in other words than the form's.

    "в т.ч. учащиеся" names the element that the form calls "из них учащиеся".
    """
    return _part_named(table, text) or in_languages(text, lambda part: _part_named(table, part) or element_named(table, part))


def _part_named(table: Table, text: str) -> str | None:
    return None if "%" in text else next((_parts(table)[rest] for rest in _rests(text) if rest in _parts(table)), None)


@lru_cache(maxsize=64)
def _parts(table: Table) -> Mapping[str, str]:
    """Return the elements that the form calls parts, by what follows "of which" in their names, if only one has that rest."""
    named = {(rest, name) for name, element in table.elements.items() for text in element.names for rest in _rests(text)}
    uses = Counter(rest for rest, _ in named)
    return {rest: name for rest, name in named if uses[rest] == 1}


def _rests(text: str) -> Iterator[str]:
    """Yield what follows "of which" at the beginning of a text."""
    name = key(text)
    return (name.removeprefix(phrase) for phrase in _OF_WHICH if name.startswith(phrase))


def is_white_space(cell: Cell) -> bool:
    """True if a cell holds nothing but white space, which nobody sees."""
    return type(cell) is str and cell.isspace()


@lru_cache(maxsize=1 << 12)
def is_hint(text: str) -> bool:
    """True if a text only says how to fill a cell in, or what is counted in it. A question mark says neither.

    >>> is_hint("(адам)"), is_hint("дд.мм.гггг"), is_hint("____"), is_hint("рейд"), is_hint("?")
    (True, True, True, False, False)
    """
    hinted = words(text)
    return all(word in _HINT_WORDS for word in hinted) if hinted else bool(text.strip()) and FILLERS.issuperset(text)


def names_what_is_counted(cell: Cell) -> bool:
    """True if a cell beside a figure names what is counted ("адам", "чел.") and doesn't change the figure ("тыс.")."""
    return type(cell) is str and bool(words(cell)) and is_hint(cell)


def counts_in_words(text: str) -> bool:
    """True if a text holds a numeral, or a word for many or few.

    >>> counts_in_words("двадцать человек"), counts_in_words("бірнеше рет"), counts_in_words("рейд өтті")
    (True, True, False)
    """
    of_text = words(text)
    return not _HOW_MANY.isdisjoint(of_text) or any(word.startswith(_HOW_MANY_STEMS) for word in of_text)


def _is_aside(text: str, scaled: Collection[Scale]) -> bool:
    """True if a text in brackets is a hint, names the possible answers or the scale of figures: "(иә / жоқ)"."""
    return (
        _says_scale(text, scaled)
        or bool(currency_of(text))
        or all(word in _HINT_WORDS or word in _ANSWERS for word in words(text))
    )


@lru_cache(maxsize=64)
def _scaled(table: Table) -> frozenset[Scale]:
    """The scales of the table's figures that are no plain numbers."""
    return table.scales - {1}


def _says_scale(text: str, scaled: Collection[Scale]) -> bool:
    """True if a text says the scale of some of the table's figures: "тыс. тенге", "%"."""
    return bool(scaled) and rescales(text) and says_own_scale(text, scaled)


def labels_subtotal(text: str, element: DataElement) -> bool:
    """True if a text labels the row that a program puts below a group: the group's own value, then "Результат" or "Count"."""
    value, _, last = text.strip().rpartition(" ")
    return bool(value) and not _SUBTOTALS_LAST.isdisjoint(words(last)) and may_be_value(value, element)


def heads_row_numbers(text: str) -> bool:
    """True if a heading is that of a column which numbers the rows: "№ п/п", "р/с"."""
    return text.strip() == "#" or key(text) in _HEADS_OF_NUMBERS


def ordinal(cell: Cell) -> int | None:
    """Return the whole number that a cell is, also as text with a dot or bracket after it; None if it is none.

    >>> ordinal(3.0), ordinal("3."), ordinal("3)"), ordinal("3 адам")
    (3, 3, 3, None)
    """
    text = str(cell).strip().removesuffix(".0").rstrip(".)")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def outline_number(cell: Cell) -> str | None:
    """Return the number that a cell is, of several levels or with a letter, without a dot or bracket after it.

    >>> outline_number("1.2."), outline_number("1а)"), outline_number("б)"), outline_number("рейд")
    ('1.2', '1а', 'б', None)
    """
    text = str(cell).strip().removesuffix(".0")
    return text.rstrip(".)") if _OUTLINE.fullmatch(text) else None


def counts_up(cells: Sequence[Cell]) -> bool:
    """True if cells only number something: 1, 2, 3 and so on."""
    return len(cells) > 1 and [ordinal(cell) for cell in cells] == list(range(1, len(cells) + 1))


def begins_with_cover_label(text: str, form: Form) -> bool:
    """True if a text is a label of the cover, or begins with one before a colon: "Дайындаған: Сынақова С."."""
    return element_named(form.cover, text.partition(":")[0]) is not None


@lru_cache(maxsize=1 << 15)
def may_be_value(text: str, element: DataElement) -> bool:
    """True if a text may be a value of the element, as far as its kind limits that."""
    return element.kind.may_be(text, element)


def is_plainly(cell: Cell, element: DataElement) -> bool:
    """True if a cell is a value of the element's kind, and can't be a title or a caption."""
    return element.kind.is_plainly(cell, element)
