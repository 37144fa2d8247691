"""Words by which a text says that figures are thousands, millions or percentages."""

import re
from collections.abc import Collection
from functools import lru_cache
from typing import Literal

from schemas.language.name_key import words

Scale = Literal[1, 1_000, 1_000_000, 1_000_000_000, "%"]
"""What a figure of 1 means: one thing, so many of them, or one per cent."""

_SCALE_STEMS: dict[Scale, tuple[str, ...]] = {
    1_000: words("тыс тысяч мың thousand"),
    1_000_000: words("млн миллион million"),
    1_000_000_000: words("млрд миллиард billion"),
    "%": words("проц процент пайыз percent"),
}
# How words for a currency begin, words that must be whole, and signs.
_CURRENCIES: dict[str, tuple[tuple[str, ...], frozenset[str], str]] = {
    "KZT": (words("теңге тенге tenge kzt"), frozenset(words("тг")), "₸"),
    "RUB": (words("рубл ruble rouble rub"), frozenset(words("руб rur")), "₽"),
    "USD": (words("доллар dollar usd"), frozenset(words("долл")), "$"),
    "EUR": (words("евро еуро euro"), frozenset(words("eur")), "€"),
    "CNY": (words("юан yuan cny"), frozenset(words("rmb")), "¥"),
    "GBP": (words("фунт стерлинг sterling gbp"), frozenset(), "£"),
}

_SHORT = frozenset(words("тыс млн млрд проц"))
_MEASURES = frozenset((*words("мың"), *_SHORT))
# Beginnings of words for thousands and percentages, in any case: тысячах, мыңмен, пайызбен.
_STEMS = words("тысяч миллион миллиард мыңда мыңме мыңын мыңдап мыңға thousand million процент пайыз percent")
# "тысячелетие" and "мыңжылдық" don't say how figures are measured.
_NO_MEASURES = words("тысячелет мыңжылд мыңдаған тысячник")
# A longer text is a sentence that happens to contain such a word, unless it says nothing else than how figures are measured.
_MOST_WORDS = 3

# Words for what is counted, and words that stand beside a measure.
_BESIDE_STEMS = words(
    "адам оқушы бала дана рет рейд шара мекеме сұрақ жауап факт қатысушы мұғалім педагог ата ана теңге бірлі өлшем көрсеткіш "
    "сан дерек мәлімет барлы есеппен есебі түрінде бойынша берілген көрсетілген келтірілген алынған іс жазылған "
    "чел человек люд дет ребен уч шт экз раз мероприят учрежден вопрос ответ родител участник тенге руб единиц измерен "
    "показател данн сведен числ цифр значен количеств численност указан приведен представлен даны исчислен рассчитан таблиц "
    "отчет все кроме"
) + words(
    "people person pupil child parent teacher participant pcs piece cop time event tenge unit measure figure number value data "
    "count table given shown stated express quantit"
)
_BESIDE = frozenset(
    words(
        "в на по и за ед изм өлш бірл тг kzt мен деп осы in of are is the all and as by per cent"
        " таблице форме отчете есепте кестеде нысанда"
    )
)
# "в тысячах человек", "показатели в тыс.", "мың адаммен", "in thousands" are measures in a sentence of any length.
_PHRASE = re.compile(
    r"(?<!\d)(?<!\d\s)\b(?:в|во)\s+(?:тыс\b|тысячах|млн\b|миллионах|процентах|%)|\bin\s+(?:thousands|millions|per\s?cents?|percentages?|%)"
    r"|(?<!\d)(?<!\d\s)\b(?:мың(?:мен|дап|\s+(?:адам|дана|бірлік|оқушы|теңге)мен|\s+есеб)|миллионмен|пайызбен|пайыз\s+түрінде)"
    r"|[x×х*]\s?1\s?000\b|'000\b",
    re.IGNORECASE,
)
_STATED = re.compile(r"ед\w*\.?\s*изм|өлш\w*\.?\s*бірл|өлшем|units?\s+of\s+measure|measured\s+in|unit\s*:", re.IGNORECASE)
# Names: "«Мың бала» акциясы", "Мың бала акциясы".
_NAMES = re.compile(r"«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|\"[^\"]*\"|\bМ(?:ы[ңн]\s+бала|Ы[ҢН]\s+БАЛА)\w*")
_PARTS = re.compile(r"[()\[\],:;*\n\r]|\s[–—-]\s")


@lru_cache(maxsize=1 << 12)
def rescales(text: str) -> bool:
    """True if a text beside, above or below figures says that they are thousands or percentages, and so not counts.

    >>> rescales("мың адам"), rescales("в процентах"), rescales("адам")
    (True, True, False)
    >>> rescales("Единица измерения: тыс. чел."), rescales("* данные в тыс. человек"), rescales("«Мың бала» акциясы")
    (True, True, False)
    >>> rescales("Роздано около 2 тыс. листовок")
    False
    """
    if "%" not in text and "000" not in text and not _has_measure(words(text)):
        return False
    bare = _NAMES.sub(" ", text)
    said = words(bare)
    if len(said) <= _MOST_WORDS and ("%" in bare or (_has_measure(said) and not _may_be_name(bare))):
        return True
    return _PHRASE.search(bare) is not None or any(map(_says_nothing_else, _PARTS.split(bare)))


@lru_cache(maxsize=1 << 12)
def stated_scales(text: str) -> frozenset[Scale]:
    """What a text says that a figure of 1 means, if not one thing.

    >>> sorted(stated_scales("тыс. тенге")), sorted(stated_scales("млн теңге")), sorted(stated_scales("35 %"))
    ([1000], [1000000], ['%'])
    """
    said = words(text)
    stated = {scale for scale, stems in _SCALE_STEMS.items() if any(word.startswith(stems) for word in said)}
    if "000" in text:
        stated.add(1_000)
    if "%" in text:
        stated.add("%")
    return frozenset(stated)


def says_own_scale(text: str, scales: Collection[Scale]) -> bool:
    """True if a text about figures of these scales says no more than what the form says of them itself.

    Where some of them are plain counts, it must name what it is about, as money is named by its currency.

    >>> says_own_scale("в тыс. тенге", {1, 1000}), says_own_scale("в тысячах", {1, 1000}), says_own_scale("в тысячах", {1000})
    (True, False, True)
    """
    stated = stated_scales(text)
    names_money = currency_of(text) == "KZT"
    return bool(stated) and stated.issubset(scales) and (1 not in scales or (names_money and "%" not in stated))


@lru_cache(maxsize=1 << 12)
def currency_of(text: str) -> str | None:
    """The code of the first currency that a text names by a word or a sign.

    >>> currency_of("тыс. тенге"), currency_of("35 ₽"), currency_of("US$"), currency_of("дана")
    ('KZT', 'RUB', 'USD', None)
    """
    said = words(text)
    named = (code for code, (_, _, sign) in _CURRENCIES.items() if sign in text or any(_means(word, code) for word in said))
    return next(named, None)


def _means(word: str, currency: str) -> bool:
    stems, short, _ = _CURRENCIES[currency]
    return word.startswith(stems) or word in short


@lru_cache(maxsize=1 << 12)
def is_currency(text: str, currency: str | None) -> bool:
    """True if a text names a currency, and beside it nothing but thousands or millions: "тыс. тенге", "₸".

    >>> is_currency("тг", "KZT"), is_currency("мың теңге", "KZT"), is_currency("₸", "KZT"), is_currency("₽", "KZT")
    (True, True, True, False)
    """
    others = (word for word in words(text) if not _means(word, currency or ""))
    return currency is not None and currency_of(text) == currency and all(_has_measure((word,)) for word in others)


@lru_cache(maxsize=1 << 12)
def states_measure(text: str) -> bool:
    """True if a text alone in its row says how all figures are measured. One with a number in it may be a remark.

    >>> states_measure("тыс. чел."), states_measure("100% оқушылар қамтылды")
    (True, False)
    """
    return rescales(text) and not (len(words(text)) <= _MOST_WORDS and any(map(str.isdigit, text)))


def _has_measure(said: tuple[str, ...]) -> bool:
    return any(word in _MEASURES or (word.startswith(_STEMS) and not word.startswith(_NO_MEASURES)) for word in said)


def _may_be_name(text: str) -> bool:
    """True if a text begins with a capital and has other words than those of a measure: "Тысяча добрых дел"."""
    return text.strip()[:1].isupper() and _SHORT.isdisjoint(words(text)) and not _says_nothing_else(text)


def _says_nothing_else(part: str) -> bool:
    """True if a part of a text has a measure and only words that stand beside one. A number is something else."""
    said = words(_STATED.sub(" ", part))
    measured = _has_measure(said) or ("%" in part and not any(map(str.isdigit, part)) and bool(_STATED.search(part)))
    return measured and all(_has_measure((word,)) or word in _BESIDE or word.startswith(_BESIDE_STEMS) for word in said)
