"""Endings, plurals and cases are those of written Kazakh and Russian, for every number and every unit's name."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.language import kazakh, russian
from schemas.units.register import UnitRegister

NAMES = {unit.unit: unit.names for unit in UnitRegister.read().units}

# As read out: genitive, dative, accusative, locative, ablative, then the possessive in nominative and ablative.
NUMERALS = {
    0: "дің ге ді де ден і інен",  # нөл
    1: "дің ге ді де ден і інен",  # бір
    2: "нің ге ні де ден сі сінен",  # екі
    3: "тің ке ті те тен і інен",  # үш
    4: "тің ке ті те тен і інен",  # төрт
    5: "тің ке ті те тен і інен",  # бес
    6: "ның ға ны да дан сы сынан",  # алты
    7: "нің ге ні де ден сі сінен",  # жеті
    8: "дің ге ді де ден і інен",  # сегіз
    9: "дың ға ды да дан ы ынан",  # тоғыз
    10: "ның ға ды да нан ы ынан",  # он
    20: "ның ға ны да дан сы сынан",  # жиырма
    30: "дың ға ды да дан ы ынан",  # отыз
    40: "тың қа ты та тан ы ынан",  # қырық
    50: "дің ге ді де ден і інен",  # елу
    60: "тың қа ты та тан ы ынан",  # алпыс
    70: "тің ке ті те тен і інен",  # жетпіс
    80: "нің ге ді де нен і інен",  # сексен
    90: "ның ға ды да нан ы ынан",  # тоқсан
    100: "дің ге ді де ден і інен",  # жүз
    1000: "ның ға ды да нан ы ынан",  # мың
    1_000_000: "ның ға ды да нан ы ынан",  # миллион
}

KAZAKH = {
    "sko": "облысының облысына облысын облысында облысынан облысындағы",
    "department": "департаментінің департаментіне департаментін департаментінде департаментінен департаментіндегі",
    "petropavl": "қаласының қаласына қаласын қаласында қаласынан қаласындағы",
    "akzhar": "ауданының ауданына ауданын ауданында ауданынан ауданындағы",
    "musrepov": "ауданның ауданға ауданды ауданда ауданнан аудандағы",
}

RUSSIAN = {
    "sko": ("Северо-Казахстанской области", "Северо-Казахстанской области"),
    "department": ("Департамента по защите прав детей", "Департаменте по защите прав детей"),
    "petropavl": ("города Петропавловска", "городе Петропавловске"),
    "aiyrtau": ("Айыртауского района", "Айыртауском районе"),
    "musrepov": ("района имени Габита Мусрепова", "районе имени Габита Мусрепова"),
    "zhumabaev": ("района Магжана Жумабаева", "районе Магжана Жумабаева"),
    "shalakyn": ("района Шал акына", "районе Шал акына"),
}

MONTHS_AT = "қаңтарда ақпанда наурызда сәуірде мамырда маусымда шілдеде тамызда қыркүйекте қазанда қарашада желтоқсанда"


def _endings(number: int) -> str:
    plain = [kazakh.numeral_ending(number, case) for case in kazakh.CASES[1:6]]
    among: tuple[kazakh.Case, ...] = ("nominative", "ablative")
    return " ".join([*plain, *(kazakh.numeral_ending(number, case, possessive=True) for case in among)])


@pytest.mark.parametrize("number", NUMERALS)
def test_numerals_take_the_endings_of_their_word(number: int) -> None:
    assert _endings(number) == NUMERALS[number]


@given(st.integers(0, 999_999_999))
def test_a_number_ends_as_its_last_spoken_part(number: int) -> None:
    zeros = len(str(number)) - len(str(number).rstrip("0"))
    digit = int(str(number).rstrip("0")[-1:] or 0)
    last = [digit, 10 * digit, 100, 1000, 1000, 1000, 10**6, 10**6, 10**6][zeros if number else 0]
    assert _endings(number) == NUMERALS[last]


def test_numbers_of_the_domain() -> None:
    assert f"1164-{kazakh.numeral_ending(1164, 'dative')}" == "1164-ке"
    assert f"42-{kazakh.numeral_ending(42, 'ablative')}" == "42-ден"
    assert f"6-{kazakh.numeral_ending(6, 'nominative', possessive=True)}" == "6-сы"


@pytest.mark.parametrize("unit", NAMES)
def test_kazakh_names_are_declined(unit: str) -> None:
    stem, _, last = NAMES[unit].kk.rpartition(" ")
    expected = KAZAKH.get(unit, KAZAKH["akzhar"]).split()
    assert [kazakh.decline(NAMES[unit].kk, case) for case in kazakh.CASES] == [
        NAMES[unit].kk,
        *(f"{stem} {one}" for one in expected),
    ]
    assert expected[0].startswith(last[:-1])


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Алматы", "Алматыда"), ("Семей", "Семейде"), ("Ақтөбе", "Ақтөбеде"), ("Түркістан облысы", "Түркістан облысында")],
)
def test_other_kazakh_names(name: str, expected: str) -> None:
    assert kazakh.decline(name, "locative") == expected


@pytest.mark.parametrize("unit", NAMES)
def test_russian_names_are_declined(unit: str) -> None:
    name = NAMES[unit].ru
    genitive, prepositional = RUSSIAN.get(
        unit, (name.replace("ский район", "ского района"), name.replace("ский район", "ском районе"))
    )
    assert [russian.decline(name, case) for case in russian.CASES] == [name, genitive, prepositional]
    assert genitive != name


@pytest.mark.parametrize(
    ("name", "genitive"),
    [
        ("город Алматы", "города Алматы"),
        ("город Астана", "города Астаны"),
        ("Управление образования", "Управления образования"),
        ("отдел образования", "отдела образования"),
        ("Акмолинская область", "Акмолинской области"),
        ("Колос", "Колос"),
    ],
)
def test_other_russian_names(name: str, genitive: str) -> None:
    assert russian.decline(name, "genitive") == genitive


@given(st.integers(0, 10**7))
def test_russian_plural(number: int) -> None:
    word = russian.plural(number, "рейд", "рейда", "рейдов")
    expected = (
        "рейд" if re.search(r"(?<!1)1$", str(number)) else "рейда" if re.search(r"(?<!1)[234]$", str(number)) else "рейдов"
    )
    assert word == expected


def test_months() -> None:
    named = [kazakh.day(date(2026, month, 5), "locative").split()[-1] for month in range(1, 13)]
    assert " ".join(named) == MONTHS_AT
    assert kazakh.day(date(2026, 6, 16), "attributive") == "2026 жылғы 16 маусымдағы"
    assert kazakh.day(date(2026, 7, 1), "attributive") == "2026 жылғы 1 шілдедегі"
    assert russian.day(date(2026, 5, 20)) == "20 мая 2026 года"


def test_lists() -> None:
    assert [kazakh.join(words) for words in ([], ["а"], ["а", "ә"], ["а", "ә", "б"])] == ["", "а", "а және ә", "а, ә және б"]
    assert russian.join(["а", "б", "в"]) == "а, б и в"
