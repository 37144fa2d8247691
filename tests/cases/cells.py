"""Cases of single cells: what a cell may have, and the issues of what it may not."""

from datetime import date, datetime
from typing import Any

from openpyxl import Workbook

from tests.builders.workbooks import RAID
from tests.cases.case import Case, covered, raid, typed

SEMINAR = {**RAID, "kind": "семинар", "title": "Жазғы еңбек"}

DAYS = [{**RAID, "held_on": date(2026, 6, day)} for day in (1, 2, 5)]
YEAR = ("cell.out_of_period Титул!B4",)
NO_END = "cell.required Титул!B6"


def shown(address: str, value: object, number_format: str, **more: object) -> dict[str, Any]:
    """One raid with a number in one cell of the activities, shown in a number format."""

    def edit(workbook: Workbook) -> None:
        cell = workbook["Іс-шаралар"][address]
        cell.value, cell.number_format = value, number_format

    return {"edit": edit, **more}


COUNTS = (
    Case("per cent", shown("G2", 0.35, "0%"), ("cell.not_a_number Іс-шаралар!G2",)),
    Case("a hundred per cent", shown("G2", 1, "0.00%"), ("cell.not_a_number Іс-шаралар!G2",)),
    Case("per cent in a format of one's own", shown("G2", 2, '0"-"0 %'), ("cell.not_a_number Іс-шаралар!G2",)),
    Case("sign of per cent that is only shown", shown("G2", 86, '0" %"'), ("cell.not_a_number Іс-шаралар!G2",)),
    Case("thousands that are only shown", shown("G2", 86, '0" мың"'), ("cell.not_a_number Іс-шаралар!G2",)),
    Case("count shown in thousands", shown("G2", 4000, "0,"), ("cell.ambiguous Іс-шаралар!G2",)),
    Case("thousands from a thousand on", shown("G2", 4000, '[>999]#," мың";0'), ("cell.ambiguous Іс-шаралар!G2",)),
    Case("number below a thousand in such a format", shown("G2", 4, '[>999]#," мың";0')),
    Case("per cent below one", shown("G2", 4, "[<1]0%;0")),
    Case("zero in words of per cent", shown("O2", 0, '0;-0;0" %"'), ("cell.not_a_number Іс-шаралар!O2",)),
    Case("people named in the format", shown("G2", 4, '0" адам"')),
    Case("space as wide as the sign of per cent", shown("G2", 4, "0_%")),
    Case("per cent in a text", shown("P2", 0.35, "0%")),
    Case("blank in the format of per cent", shown("O2", None, "0%")),
    Case("blank where required", raid(participants=None), ("cell.required Іс-шаралар!G2",)),
    Case("blanks where required", raid(participants="  "), ("cell.required Іс-шаралар!G2",)),
    Case("error cell", typed("G2", "#REF!"), ("cell.formula_error Іс-шаралар!G2",)),
    Case("error cell in an optional column", typed("O2", "#N/A"), ("cell.formula_error Іс-шаралар!O2",)),
    Case("error in Russian as text", raid(participants="#ДЕЛ/0!"), ("cell.formula_error Іс-шаралар!G2",)),
    Case("formula without a value", typed("G2", "=2+2"), ("cell.formula_not_calculated Іс-шаралар!G2",)),
    Case("formula without a value, optional", typed("O2", "=0+0"), ("cell.formula_not_calculated Іс-шаралар!O2",)),
    Case("formula without a value, text", typed("P2", '="a"&"b"'), ("cell.formula_not_calculated Іс-шаралар!P2",)),
    Case("truth as a count", raid(participants=True), ("cell.not_a_number Іс-шаралар!G2",)),
    Case("word as a count", raid(participants="көп"), ("cell.not_a_number Іс-шаралар!G2",)),
    Case("range as a count", raid(participants="10-12"), ("cell.not_a_number Іс-шаралар!G2",)),
    Case("date as a count", typed("G2", date(2026, 6, 5)), ("cell.not_a_number Іс-шаралар!G2",)),
    Case("zero as a letter", raid(participants="1О"), ("cell.not_a_number Іс-шаралар!G2 → 10",)),
    Case("people named", raid(participants="12 адам"), ("cell.not_a_number Іс-шаралар!G2 → 12",)),
    Case("people named in Russian", raid(participants="1 074 чел."), ("cell.not_a_number Іс-шаралар!G2 → 1074",)),
    Case("none in a word", raid(violations="жоқ"), ("cell.not_a_number Іс-шаралар!O2 → 0",)),
    Case("a half", raid(participants="½"), ("cell.not_a_number Іс-шаралар!G2",)),
    Case("number shown as a day", typed("G2", date(1900, 1, 5)), ("cell.not_a_number Іс-шаралар!G2 → 5",)),
    Case("dash where a count must stand", raid(participants="–"), ("cell.required Іс-шаралар!G2",)),
    Case("dash where a blank is one", raid(activities="–"), ("cell.required Іс-шаралар!F2",)),
    Case("new kind of error as text", raid(participants="#SPILL!"), ("cell.formula_error Іс-шаралар!G2",)),
    Case("error as a date, as text", raid(held_on="#н/д"), ("cell.formula_error Іс-шаралар!A2",)),
    Case("fraction", raid(participants=12.5), ("cell.not_whole Іс-шаралар!G2",)),
    Case("fraction as text", raid(participants="12,5"), ("cell.not_whole Іс-шаралар!G2",)),
    Case("negative", raid(participants=-5), ("cell.negative Іс-шаралар!G2",)),
    Case("negative as text", raid(participants="-5"), ("cell.negative Іс-шаралар!G2",)),
    Case("percentage as text", raid(participants="35%"), ("cell.not_a_number Іс-шаралар!G2",)),
    Case("negative with a real minus", raid(participants="\N{MINUS SIGN}5"), ("cell.negative Іс-шаралар!G2",)),
    Case("more than some", raid(participants="20-дан астам"), ("cell.not_a_number Іс-шаралар!G2",)),
    Case("no number by name", raid(participants="NaN"), ("cell.not_a_number Іс-шаралар!G2",)),
    Case("number beyond all numbers", raid(participants="1e999"), ("cell.not_a_number Іс-шаралар!G2",)),
    Case("number of thousands of digits", raid(participants="9" * 5000), ("cell.not_a_number Іс-шаралар!G2",)),
    Case("day as a count", typed("G2", datetime(2026, 6, 5, 10)), ("cell.not_a_number Іс-шаралар!G2",)),  # noqa: DTZ001
    Case("error in a text column as text", raid(note="#ССЫЛКА!"), ("cell.formula_error Іс-шаралар!P2",)),
    Case("far too many", raid(participants=1e12), ("cell.out_of_range Іс-шаралар!G2",)),
    Case("no activity in a row", raid(activities=0), ("cell.out_of_range Іс-шаралар!F2",)),
    Case("thousands in two groups", raid(participants="1.000.000")),
    Case("thousand or fraction", raid(participants="1.234"), ("cell.ambiguous Іс-шаралар!G2",)),
    Case("text too long", raid(note="ә" * 2001), ("cell.too_long Іс-шаралар!P2",)),
    Case(
        "three errors of three causes",
        raid(participants="көп", violations=-1, note="ә" * 2001),
        ("cell.negative Іс-шаралар!O2", "cell.not_a_number Іс-шаралар!G2", "cell.too_long Іс-шаралар!P2"),
    ),
)

DATES = (
    Case("day or month first", raid(held_on="05/06/2026"), ("cell.ambiguous Іс-шаралар!A2",)),
    Case("no date", raid(held_on="маусымның басы"), ("cell.not_a_date Іс-шаралар!A2",)),
    Case("like a month's name", raid(held_on="5 мартышка 2026"), ("cell.not_a_date Іс-шаралар!A2",)),
    Case("out of all time", covered(submitted_on="14.06.0226"), ("cell.out_of_range Титул!B16",)),
    Case("31 June", raid(held_on="31.06.2026"), ("cell.not_a_date Іс-шаралар!A2",)),
    Case("days in words", raid(held_on="5-6 маусым 2026 ж."), ("cell.not_a_date Іс-шаралар!A2",)),
    Case("day without a year", raid(held_on="5 маусым"), ("cell.not_a_date Іс-шаралар!A2",)),
    Case("several days", raid(held_on="1-12.06.2026"), ("cell.not_a_date Іс-шаралар!A2",)),
    Case("number that is no day", typed("A2", 5), ("cell.not_a_date Іс-шаралар!A2",)),
    Case("truth as a date", raid(held_on=True), ("cell.not_a_date Іс-шаралар!A2",)),
    Case("blank date", raid(held_on=None, note="рейд"), ("cell.required Іс-шаралар!A2",)),
    Case("after the period", raid(held_on=date(2026, 6, 13)), ("cell.out_of_period Іс-шаралар!A2",)),
    Case("another year", raid(held_on=date(2025, 6, 5)), ("cell.out_of_period Іс-шаралар!A2",)),
    Case(
        "period begins before the window",
        covered(period_start=date(2026, 5, 14)),
        ("cell.out_of_period Титул!B5",),
    ),
    Case(
        "period ends before it begins",
        covered(period_start=date(2026, 6, 11), period_end=date(2026, 6, 10)),
        ("cell.out_of_range Титул!B6",),
    ),
    Case("year that no date has", {**covered(year=2025), "activity": DAYS}, YEAR),
    Case("year that no date of a nil return has", {**covered(year=2025, nil_return=True), "activity": []}, YEAR),
    Case("year that no date has, and no end", {**covered(year=2025, period_end=None), "activity": DAYS}, (*YEAR, NO_END)),
    Case(
        "year that no date has, and a row of a third",
        {**covered(year=2025), "activity": [*DAYS, {**RAID, "held_on": date(2024, 6, 5)}]},
        (*YEAR, "cell.out_of_period Іс-шаралар!A5"),
    ),
    Case(
        "year that some dates have",
        {**covered(year=2025), "activity": [*DAYS, {**RAID, "held_on": date(2025, 6, 5)}]},
        (
            "cell.out_of_period Титул!B5",
            "cell.out_of_period Титул!B6",
            *(f"cell.out_of_period Іс-шаралар!A{n}" for n in (2, 3, 4)),
        ),
    ),
    Case(
        "period that begins after every row",
        {**covered(period_start=date(2026, 6, 8)), "activity": DAYS},
        ("cell.out_of_period Титул!B5",),
    ),
    Case(
        "period that ends before every row",
        {**covered(period_end=date(2026, 5, 31)), "activity": DAYS},
        ("cell.out_of_period Титул!B6",),
    ),
    Case(
        "period that begins after all rows but one",
        {**covered(period_start=date(2026, 6, 3)), "activity": DAYS},
        ("cell.out_of_period Іс-шаралар!A2", "cell.out_of_period Іс-шаралар!A3"),
    ),
)

CODES = (
    Case("misspelt code", raid(kind="рэйд"), ("cell.unknown_code Іс-шаралар!B2 → рейд",)),
    Case("unlike any code", raid(kind="?!"), ("cell.unknown_code Іс-шаралар!B2",)),
    Case("neither yes nor no", covered(nil_return="мүмкін"), ("cell.unknown_code Титул!B9",)),
    Case("misspelt unit", covered(unit="Акжырский район"), ("unit.unknown Титул!B3 → Акжарский район",)),
    Case(
        "misspelt unit among other words",
        covered(unit="Отдел образования Акжарскава района"),
        ("unit.unknown Титул!B3 → Акжарский район",),
    ),
    Case("region owes no return", covered(unit="Солтүстік Қазақстан облысы"), ("unit.unknown Титул!B3",)),
    Case("town of a district's name", covered(unit="Тайынша қаласы"), ("unit.unknown Титул!B3 → Тайынша ауданы",)),
    Case("town by a letter", covered(unit="г. Тайынша"), ("unit.unknown Титул!B3 → Тайынша ауданы",)),
    Case("village of a district's name", covered(unit="село Акжар"), ("unit.unknown Титул!B3 → Ақжар ауданы",)),
    Case("two units", covered(unit="Акжар, Есиль"), ("unit.unknown Титул!B3 → Акжарский район",)),
    Case(
        "misspelt unit of an office",
        covered(unit="Отдел образования Акжырского района"),
        ("unit.unknown Титул!B3 → Акжарский район",),
    ),
    Case("a number for yes", covered(nil_return=1), ("cell.unknown_code Титул!B9",)),
    Case("no unit", covered(unit=None), ("cell.required Титул!B3",)),
    Case("no year", covered(year=None), ("cell.required Титул!B4",)),
    Case("year of two digits", covered(year=26), ("cell.out_of_range Титул!B4",)),
    Case("seminar without a title", raid(kind="семинар"), ("cell.required Іс-шаралар!C2",)),
    Case(
        "title that is an error",
        {"activity": [SEMINAR], "cells": {"activity!C2": "#NAME?"}},
        ("cell.formula_error Іс-шаралар!C2",),
    ),
)

READ_AS = [
    ("participants", "1 020", 1020),
    ("participants", "1\N{NO-BREAK SPACE}020", 1020),
    ("participants", "1\N{NARROW NO-BREAK SPACE}020", 1020),
    ("participants", " 7 ", 7),
    ("participants", "12,0", 12),
    ("participants", "1'074", 1074),
    ("participants", "1\N{THIN SPACE}074", 1074),
    ("participants", "1\N{FIGURE SPACE}074", 1074),
    ("participants", "1,074.00", 1074),
    ("participants", "1.074,00", 1074),
    ("participants", "+12", 12),
    ("participants", "\N{ZERO WIDTH SPACE}12", 12),
    ("participants", "１２", 12),
    ("violations", "—", None),
    ("held_on", "2026 жылдың 5 маусымы", date(2026, 6, 5)),
    ("held_on", "5 маусым 2026 ж. (жұма)", date(2026, 6, 5)),
    ("held_on", "пятница, 5 июня 2026 г.", date(2026, 6, 5)),
    ("held_on", "June 5, 2026", date(2026, 6, 5)),
    ("held_on", "05.июн.26", date(2026, 6, 5)),
    ("held_on", "5 мау. 2026", date(2026, 6, 5)),
    ("held_on", "20260605", date(2026, 6, 5)),
    ("held_on", "2026-06-05T00:00:00", date(2026, 6, 5)),
    ("held_on", "05.06.2026 10:30", date(2026, 6, 5)),
    ("held_on", "05,06,2026", date(2026, 6, 5)),
    ("participants", 0, 0),
    ("violations", None, None),
    ("violations", 0, 0),
    ("activities", None, 1),
    ("held_on", "05.06.2026", date(2026, 6, 5)),
    ("held_on", "05.06.2026 ж.", date(2026, 6, 5)),
    ("held_on", "05.06.2026г.", date(2026, 6, 5)),
    ("held_on", "5.6.26", date(2026, 6, 5)),
    ("held_on", "2026-06-05", date(2026, 6, 5)),
    ("held_on", "5 маусым 2026", date(2026, 6, 5)),
    ("held_on", "2026 жылғы 5 маусым", date(2026, 6, 5)),
    ("held_on", "5 июня 2026 г.", date(2026, 6, 5)),
    ("held_on", "5 June 2026", date(2026, 6, 5)),
    ("held_on", "25/05/2026", date(2026, 5, 25)),
    ("held_on", "05/25/2026", date(2026, 5, 25)),
    ("held_on", "«5» июня 2026 г.", date(2026, 6, 5)),
    ("participants", "1\N{THIN SPACE}020", 1020),
    ("participants", "'1020", 1020),
    ("held_on", "46178", date(2026, 6, 5)),
    ("held_on", datetime(2026, 6, 5, 15, 30), date(2026, 6, 5)),  # noqa: DTZ001  # a workbook knows no zones
    ("kind", "РЕЙД ", "raid"),
    ("kind", "рейдтер", "raid"),
    ("kind", "Круглые столы", "round_table"),
    ("kind", "прочее", "other"),
    ("kind", "round table", "round_table"),
    ("kind", "Круглый\N{NO-BREAK SPACE}стол", "round_table"),
    ("kind", "донгелек устел", "round_table"),
    ("venue", 12, "12"),
    ("note", "=1+1", "=1+1"),
]
"""Values as typed into a row, and the values that are loaded without an issue."""

UNITS_AS = [
    ("Ақжар ауданы", "akzhar"),
    ("АКЖАР", "akzhar"),
    ("Акжарский  район", "akzhar"),
    ("СҚО Ақжар ауд.", "akzhar"),
    ("Aкжap", "akzhar"),
    ("Аи\u0306ыртау ауданы", "aiyrtau"),
    ("М. Жұмабаев ауд.", "zhumabaev"),
    ("Г. Мусрепова р-н", "musrepov"),
    ("Кызылжар\N{NO-BREAK SPACE}ауданы", "kyzylzhar"),
    ("г. Петропавловск", "petropavl"),
    ("Esil district", "esil"),
    ("Отдел образования Акжарского района", "akzhar"),
    ("ГУ «Отдел образования по Акжарскому району»", "akzhar"),
    ("Ақжар ауданының білім бөлімі", "akzhar"),
    ("Ақ жар", "akzhar"),
    ("в Акжарском районе", "akzhar"),
    ("АкжарскийРайон", "akzhar"),
    ("Шал Ақын", "shalakyn"),
    ("Аппарат акима района Шал акына", "shalakyn"),
    ("Тайынша аудандық білім бөлімі", "taiynsha"),
    ("Управление образования г. Петропавловска", "petropavl"),
    ("Петропавл қ.", "petropavl"),
    ("Г. Мусрепов", "musrepov"),
    ("departMENT", "department"),
    ("Шалақын ауд.", "shalakyn"),
    ("Уалиханов р-он", "ualikhanov"),
]
"""Spellings of units (also with Latin letters that look Cyrillic, and with й as two characters), and the codes."""

MONTHS = (
    ("қаңтар", "января", "January"),
    ("ақпан", "февраля", "February"),
    ("наурыз", "марта", "March"),
    ("сәуір", "апреля", "April"),
    ("мамыр", "мая", "May"),
    ("маусым", "июня", "June"),
    ("шілде", "июля", "July"),
    ("тамыз", "августа", "August"),
    ("қыркүйек", "сентября", "September"),
    ("қазан", "октября", "October"),
    ("қараша", "ноября", "November"),
    ("желтоқсан", "декабря", "December"),
)
