"""Cases of rows that count what others count: totals filled in like rows, and parts below their whole."""

from collections.abc import Callable
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Alignment

from tests.cases.case import Case
from tests.cases.context import ACTIVITY, PEOPLE, RAIDS, THREE, raid_of, titled


def _indented(*cells: str) -> Callable[[Workbook], None]:
    def edit(workbook: Workbook) -> None:
        for cell in cells:
            workbook[ACTIVITY][cell].alignment = Alignment(indent=2)

    return edit


TOTALS_LIKE_ROWS = (
    *(
        Case(
            f"total with a day and kind: {text}",
            {"activity": [*RAIDS, PEOPLE, raid_of(37, 4, title=text, held_on=date(2026, 6, 12))]},
            (f"row.counted_twice {ACTIVITY}!C5",),
        )
        for text in ("Итого рейдов", "Рейдтер барлығы", "ВСЕГО", "Жиыны", "Total raids", "Итoгo", "Общее количество рейдов")
    ),
    Case(
        "total with a day and kind that is a little more than the sum",
        {"activity": [*RAIDS, raid_of(38, 4, note="Итого")]},
        (f"row.counted_twice {ACTIVITY}!P4",),
    ),
    Case(
        "total above its rows", {"activity": [raid_of(37, 4, title="Барлығы"), *RAIDS]}, (f"row.counted_twice {ACTIVITY}!A3",)
    ),
    Case(
        "sums with a day and kind, not called so",
        {"activity": [*RAIDS, PEOPLE, raid_of(37, 4)]},
        (f"row.counted_twice {ACTIVITY}!G5",),
    ),
    Case(
        "sums of all rows in the last",
        {"activity": [*RAIDS, PEOPLE, raid_of(77, 6, kind="өзге", title="Т")]},
        (f"row.counted_twice {ACTIVITY}!G5",),
    ),
    Case("no sum in one figure", {"activity": [*RAIDS, PEOPLE, raid_of(37, 5)]}),
    Case("small sum, as chance makes it", {"activity": [raid_of(1), raid_of(2, venue="базар"), raid_of(3)]}),
    *(
        Case(f"no total: {text}", {"activity": [*RAIDS, raid_of(38, 2, title=text)]})
        for text in (
            "Қорытынды семинар",
            "Подведение итогов рейда",
            "Всего охвачено 38 детей",
            "Всероссийский день",
            "Барлық мектептер",
        )
    ),
    Case("total that is less than a row", {"activity": [*RAIDS, raid_of(5, 1, note="Всего охвачено детей")]}),
    *(
        Case(
            f"subtotals of a program: {label}",
            {
                "activity": [*RAIDS, {"kind": f"рейд {label}", "participants": 37, "activities": 4}, PEOPLE],
                "cells": {
                    "activity!B6": f"Семинар {label}",
                    "activity!G6": 40,
                    "activity!B7": "Общий результат",
                    "activity!G7": 77,
                },
            },
        )
        for label in ("Результат", "Итог", "Нәтиже", "Result")
    ),
)

INDENTED = [raid_of(30, title="Т"), raid_of(10, title="б"), raid_of(20, title="к"), raid_of(5)]
PARTED = (
    *(
        Case(
            f"parts under a title: {text}",
            {"activity": [*THREE[::-1], raid_of(10, 1), raid_of(2, 0 or None)], **titled((5, text))},
            (f"row.counted_twice {ACTIVITY}!A5",),
        )
        for text in ("в том числе:", "Оның ішінде", "из них", "of which:", "Расшифровка")
    ),
    Case("parts of nothing", {"activity": THREE, **titled((2, "в том числе"))}),
    Case(
        "parts of totals",
        {
            "activity": [*RAIDS, {"participants": 37}, raid_of(30)],
            "cells": {"activity!A4": "Барлығы"},
            **titled((5, "оның ішінде:")),
        },
        (f"cell.unread {ACTIVITY}!A5",),
    ),
    Case(
        "parts by the numbers of their texts",
        {
            "activity": [
                raid_of(30, 3, title="1. Рейдтер"),
                raid_of(10, title="1.1. Базар"),
                raid_of(15, title="1.2. Кафе"),
                raid_of(40, title="2. Т"),
            ]
        },
        (f"row.counted_twice {ACTIVITY}!A3",),
    ),
    Case(
        "classes that begin with a number",
        {"activity": [raid_of(30, title="5Б сыныбы"), raid_of(10, title="5Б сыныбы, базар"), raid_of(9, title="5 сынып")]},
    ),
    Case(
        "rows by the numbers of their texts under a title",
        {"activity": [raid_of(10, title="1.1. Базар"), raid_of(15, title="1.2. Кафе")], **titled((2, "1. Рейдтер"))},
    ),
    Case(
        "numbered beneath, and more than the row above",
        {"activity": [raid_of(10, title="1. Базар"), raid_of(15, title="1.1. Кафе")]},
    ),
    Case(
        "rows that add up to the row above",
        {"activity": [PEOPLE, raid_of(30, 3), raid_of(10, 1), raid_of(20, 2)]},
        (f"row.counted_twice {ACTIVITY}!A4",),
    ),
    Case(
        "rows set off that add up to the row above",
        {"activity": [raid_of(30, title="Рейдтер"), raid_of(10, title="   базар"), raid_of(20, title="   кафе")]},
        (f"row.counted_twice {ACTIVITY}!A3",),
    ),
    Case(
        "rows of one day and kind that add up to the first",
        {"activity": [PEOPLE, raid_of(30, venue="аудан"), raid_of(10, venue="базар"), raid_of(20, venue="кафе")]},
        (f"row.counted_twice {ACTIVITY}!A4",),
    ),
    Case(
        "rows that add up by chance",
        {"activity": [raid_of(30), raid_of(10), raid_of(20), raid_of(7)]},
    ),
    Case(
        "small rows that add up by chance",
        {"activity": [raid_of(7), raid_of(3), raid_of(4)]},
    ),
    Case(
        "rows with indented texts that add up to the row above",
        {
            "activity": INDENTED,
            "edit": _indented("C3", "C4"),
        },
        (f"row.counted_twice {ACTIVITY}!A3",),
    ),
    Case(
        "all texts indented",
        {
            "activity": INDENTED,
            "edit": _indented("C2", "C3", "C4"),
        },
    ),
    Case(
        "total in a word alone",
        {"activity": [*RAIDS, raid_of(38, 4, title="Қорытынды")]},
        (f"row.counted_twice {ACTIVITY}!C4",),
    ),
    Case(
        "total beside its number",
        {"activity": [*RAIDS, raid_of(38, 4, title="Итого: 4 рейда")]},
        (f"row.counted_twice {ACTIVITY}!C4",),
    ),
    Case(
        "rows that add up and are of another kind",
        {"activity": [raid_of(30, 3), {**PEOPLE, "participants": 30, "activities": 3}]},
    ),
)
