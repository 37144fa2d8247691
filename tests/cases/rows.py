"""Cases of rows that are not activities, or not clearly: each cause gives one issue, however much it affects."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from openpyxl import Workbook

from schemas.forms.labour12.codes import SurveyQuestion
from tests.builders.workbooks import RAID
from tests.cases.case import Case, covered
from tests.cases.cells import SEMINAR

TWO = [RAID, {**RAID, "held_on": date(2026, 6, 6), "participants": 5}]
DAY = date(2026, 6, 5)


def down(columns: str, rows: Iterable[int], value: object) -> dict[str, Any]:
    """A value filled down over rows of the sheet of activities."""
    return {"cells": {f"activity!{column}{row}": value for row in rows for column in columns}}


def _below(*lines: tuple[object, ...], first: int = 4) -> dict[str, object]:
    """Lines below the only row of activities, after a blank row."""
    return {
        "cells": {
            f"activity!{'ABCDEFGHIJKLMNOPQRS'[at]}{row}": value
            for row, line in enumerate(lines, first)
            for at, value in enumerate(line)
        }
    }


def _written(sheet: str, *lines: tuple[object, ...], merged: tuple[str, ...] = ()) -> dict[str, Any]:
    """Lines below the headings of a sheet."""

    def edit(workbook: Workbook) -> None:
        for row, line in enumerate(lines, 2):
            for column, value in enumerate(line, 1):
                workbook[sheet].cell(row, column).value = value  # type: ignore[assignment]  # openpyxl checks the type itself
        for cells in merged:
            workbook[sheet].merge_cells(cells)

    return {"edit": edit}


def _answers(*lines: tuple[object, ...], merged: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"cover": {"survey_respondents": 10}, "survey_answer": [], **_written("Сауалнама", *lines, merged=merged)}


KNOWS, WHERE = SurveyQuestion.knows_term.labels.kk, SurveyQuestion.sectors.labels.kk
ANSWERED = ((None, "иә", 6), (None, "жоқ", 4))

PREFILLED = (
    Case(
        "kind pulled down below the rows",
        {"activity": TWO, **down("B", range(4, 24), "рейд")},
        ("cell.required Іс-шаралар!A4",),
    ),
    Case(
        "kind for which something more must stand, pulled down",
        {"activity": TWO, **down("B", range(4, 24), "семинар"), **covered(raids_control=9)},
        ("cell.required Іс-шаралар!A4",),
    ),
    Case("day pulled down", {"activity": TWO, **down("A", range(4, 24), DAY)}, ("cell.required Іс-шаралар!B4",)),
    Case(
        "kinds that were not held, with zeros, among the rows",
        {
            "activity": [
                TWO[0],
                {"kind": "семинар", "activities": 0, "participants": 0},
                TWO[1],
                {"kind": "радио", "participants": 3},
                {"kind": "дөңгелек үстел", "participants": 0},
            ]
        },
        ("cell.required Іс-шаралар!A3", "cell.required Іс-шаралар!A5", "cell.unknown_code Іс-шаралар!B5"),
    ),
    Case(
        "kinds pulled down in a nil return",
        {"activity": [], **covered(nil_return=True), **down("B", range(2, 9), "рейд")},
        ("cell.required Іс-шаралар!A2",),
    ),
    Case(
        "kinds pulled down and nothing else",
        {"activity": [], **down("B", range(2, 9), "рейд")},
        ("cell.required Іс-шаралар!A2",),
    ),
    Case(
        "kind without a day or people in one row",
        {"activity": [RAID, {"kind": "рейд"}]},
        ("cell.required Іс-шаралар!A3", "cell.required Іс-шаралар!G3"),
    ),
    Case(
        "days and kinds without people",
        {"activity": [{**each, "participants": None} for each in TWO]},
        ("cell.required Іс-шаралар!G2", "cell.required Іс-шаралар!G3"),
    ),
    Case(
        "answers printed and not counted",
        {
            "cover": {"survey_respondents": 10},
            "survey_answer": [
                {"question": "knows_term", "answer": "иә", "respondents": 6},
                {"question": "knows_term", "answer": "жоқ"},
                {"question": "sectors", "answer": "базар"},
            ],
        },
        ("cell.required Сауалнама!C3",),
    ),
    Case(
        "numbers of rows where days belong",
        {"activity": TWO, "cells": {f"activity!A{row}": row - 1 for row in range(4, 24)}},
        ("cell.required Іс-шаралар!B4",),
    ),
    Case(
        "text that goes on in a row of its own",
        {"activity": [RAID, {"title": "мектеп директорлары қатысты"}, TWO[1], {"venue": "№ 5 мектеп", "note": "тексерілді"}]},
        ("cell.required Іс-шаралар!A3",),
    ),
    Case(
        "answers printed in a return without a survey",
        {
            "survey_answer": [
                {"question": "knows_term", "answer": "иә"},
                {"question": "sectors", "answer": "базар", "respondents": "–"},
            ]
        },
        ("cell.required Сауалнама!C2",),
    ),
    Case(
        "formula pulled down and not calculated",
        {"activity": TWO, "cells": {f"activity!G{row}": f"=SUM(H{row}:J{row})" for row in range(4, 24)}},
        ("cell.required Іс-шаралар!A4",),
    ),
    Case("error pulled down", {"activity": TWO, **down("BG", range(4, 24), "#N/A")}, ("cell.required Іс-шаралар!A4",)),
    Case(
        "formula not calculated in rows that were filled in",
        {"activity": TWO, **down("G", range(2, 4), "=SUM(H2:J2)")},
        ("cell.formula_not_calculated Іс-шаралар!G2", "cell.formula_not_calculated Іс-шаралар!G3"),
    ),
    Case("zeros pulled down", {"activity": TWO, **down("FGHI", range(4, 9), 0)}, ("cell.ambiguous Іс-шаралар!F4",)),
    Case("dashes pulled down", {"activity": TWO, **down("FGHI", range(4, 9), "–")}, ("cell.ambiguous Іс-шаралар!F4",)),
    Case(
        "zeros pulled down in a nil return",
        {"activity": [], **covered(nil_return=True), **down("G", range(2, 9), 0)},
        ("cell.ambiguous Іс-шаралар!G2",),
    ),
    Case(
        "zeros of a day and kind merged downwards",
        {
            "activity": [TWO[0], {**TWO[1], "held_on": None, "kind": None, "participants": 0}],
            "edit": lambda workbook: [workbook["Іс-шаралар"].merge_cells(f"{column}2:{column}3") for column in "AB"],
        },
    ),
)

GROUPED = (
    Case("question above its answers", _answers((KNOWS,), *ANSWERED, (f"2. {WHERE}",), (None, "базар", 10))),
    Case(
        "question above its answers, merged over the row",
        _answers((KNOWS,), *ANSWERED, (), (WHERE,), (None, "базар", 10), merged=("A2:C2", "A6:C6")),
    ),
    Case(
        "question above its answers, and their total below",
        _answers((KNOWS,), *ANSWERED, ("Барлығы", None, 10), (WHERE,), (None, "базар", 10)),
    ),
    Case(
        "answers above do not add up",
        _answers((KNOWS,), (None, "иә", 6), (None, "жоқ", 3)),
        ("survey.sum_mismatch Сауалнама!C4",),
    ),
    Case(
        "unknown question above its answers",
        _answers(("Балалар қайда жүр?",), *ANSWERED),
        (f"cell.unknown_code Сауалнама!A2 → {WHERE}",),
    ),
    Case(
        "question above one answer, left out before another that has its own",
        _answers((KNOWS,), (None, "иә", 6), (WHERE, "базар", 1), (None, "жоқ", 4)),
        ("cell.required Сауалнама!A5",),
    ),
    Case(
        "kinds above their rows",
        {
            "activity": [
                {"kind": "рейд"},
                *({**each, "kind": None} for each in TWO),
                {"kind": "семинар"},
                {**RAID, "kind": None, "title": "Құқық"},
            ],
            **covered(raids_control=2),
        },
    ),
    Case(
        "kinds above their rows, as titles",
        {
            "activity": [{"kind": None}, *({**each, "kind": None} for each in TWO)],
            "cells": {"activity!A2": "1. Рейд"},
            **covered(raids_control=2),
        },
    ),
    Case(
        "kind merged over the table, above rows that have theirs, where kinds stand first",
        {
            "activity": [{"kind": "Рейдтер"}, *TWO],
            "layout": {"activity": {"order": ("kind", "held_on", "participants", "title")}},
            "edit": lambda workbook: workbook["Іс-шаралар"].merge_cells("A2:D2"),
            **covered(raids_control=2),
        },
    ),
    Case(
        "days above their rows",
        {"activity": [{"held_on": DAY}, *({**each, "held_on": None} for each in TWO)], **covered(raids_control=2)},
    ),
    Case(
        "days above their rows, as text",
        {"activity": [{"held_on": "5 маусым 2026 ж."}, *({**each, "held_on": None} for each in TWO)]},
    ),
    Case(
        "day outside the period above its rows",
        {"activity": [{"held_on": date(2026, 5, 1)}, *({**each, "held_on": None} for each in TWO)]},
        ("cell.out_of_period Іс-шаралар!A2",),
    ),
    Case(
        "month above rows without days",
        {"activity": [{"held_on": "Маусым айы"}, *({**each, "held_on": None} for each in TWO)]},
        ("cell.required Іс-шаралар!A3", "cell.required Іс-шаралар!A4"),
    ),
    Case(
        "kind that is not in the list, merged over its rows",
        {
            "activity": [{**RAID, "kind": "рэйд"}, {**TWO[1], "kind": None}],
            "edit": lambda workbook: workbook["Іс-шаралар"].merge_cells("B2:B3"),
        },
        ("cell.unknown_code Іс-шаралар!B2 → рейд",),
    ),
    Case(
        "day outside the period, merged over its rows",
        {
            "activity": [{**RAID, "held_on": date(2026, 5, 1)}, {**TWO[1], "held_on": None}],
            "edit": lambda workbook: workbook["Іс-шаралар"].merge_cells("A2:A3"),
        },
        ("cell.out_of_period Іс-шаралар!A2",),
    ),
    Case(
        "row given twice on a day that is merged over both",
        {
            "activity": [RAID, {**RAID, "held_on": None}],
            "edit": lambda workbook: workbook["Іс-шаралар"].merge_cells("A2:A3"),
        },
        ("row.duplicate Іс-шаралар!A3",),
    ),
)

_NO = (None,) * 4
SIGNED_ON, PHONE = date(2026, 6, 14), 87150000000

SIGNED = (
    Case("day and who signs", _below((SIGNED_ON, None, "Орындаушы"))),
    Case("day as text and who signs, in the columns of day and kind", _below(("14.06.2026", "Орындаушы", "Сынақова С."))),
    Case("who signs, and a day under a count", _below(("Бекітті", "Үлгінов Ү.", None, None, None, None, SIGNED_ON))),
    Case("who signs, and a phone under a count", _below(("Исполнитель: Сынақова С.", None, None, None, None, PHONE))),
    Case(
        "who signs, and a phone as text under a count",
        _below(("Орындаушы", "Сынақова С.", None, None, None, "Телефон", "8 (715) 000-00-00"), first=3),
    ),
    Case("phone under its short name", _below(("Тел.:", None, None, None, None, None, PHONE))),
    Case(
        "who signs, and what may be a count",
        _below(("Орындаушы", None, None, None, None, None, 12)),
        ("cell.not_a_date Іс-шаралар!A4", "cell.required Іс-шаралар!B4"),
    ),
    Case("row of a raid that names who signs", _below((date(2026, 6, 6), "рейд", "Орындаушы", None, None, None, 5))),
    Case(
        "error beside who signs",
        _below(("Орындаушы", None, None, None, None, None, "#REF!")),
        ("cell.formula_error Іс-шаралар!G4", "cell.not_a_date Іс-шаралар!A4", "cell.required Іс-шаралар!B4"),
    ),
    Case("day alone, apart", _below((SIGNED_ON,)), ("cell.unread Іс-шаралар!A4",)),
    Case("day and another's name, apart", _below((SIGNED_ON, None, "Бөлім басшысы")), ("cell.unread Іс-шаралар!A4",)),
    Case(
        "day between lines of a signature",
        _below(("Бөлім басшысы", None, "Үлгінов Ү."), ("14.06.2026",), ("М.О.",)),
        ("cell.unread Іс-шаралар!A5",),
    ),
    Case("phone alone, apart", _below((None, None, None, None, None, None, str(PHONE))), ("cell.unread Іс-шаралар!G4",)),
    Case("words apart, right of the table", _below((*[None] * 17, "тексерілді"))),
    Case("office and a name", _below(("Аудан әкімінің орынбасары", None, None, None, None, None, "Үлгінов Ү."))),
    Case("office, a line to sign on and a name", _below((None, "Главный специалист", "__________", None, "Үлгінов Ү."))),
    Case("two who sign in one row", _below(("Составил", "Сынақова", None, "Проверил", "Үлгінов"))),
    Case(
        "who signs, and a phone as text where it may be a count", _below(("Әзірлеген", "Сынақова С.", *_NO, "8-715-000-00-00"))
    ),
    Case("day with its word", _below(("Дата", SIGNED_ON))),
    Case("seal and a day", _below(("М.П.", None, SIGNED_ON))),
    Case("name alone, under a count", _below(("Бөлім басшысы",), (*[None] * 6, "Үлгінов Ү."))),
    Case("note in two sentences", _below(("Ескерту: деректер тексерілді. Бәрі дұрыс.",), ("Деректер мектептерден жиналды",))),
    Case(
        "day alone below the rows",
        _below((DAY,), first=3),
        ("cell.required Іс-шаралар!B3", "cell.required Іс-шаралар!G3"),
    ),
)

_NOT_A_ROW = ("cell.required Іс-шаралар!A4", "cell.unknown_code Іс-шаралар!B4", "cell.not_a_number Іс-шаралар!G4")
_MEDIA = {"published_on": date(2026, 6, 2), "outlet": "Ақжар-хабар", "kind": "газет"}


def _summed(*lines: tuple[object, ...]) -> dict[str, Any]:
    """Two rows, their totals, and lines directly below these."""
    return {"activity": TWO, **_below(("Барлығы", *_NO, 2, 9), *lines)}


OF_TOTALS = (
    Case("part of the totals", _summed(("оның ішінде рейдтер", *_NO, 2, 5))),
    Case("part of the totals in Russian, and another", _summed(("в том числе рейды", *_NO, 2, 5), ("из них летом", *_NO, 1))),
    Case("part of the totals below a blank row", _summed((), ("оның ішінде рейдтер", *_NO, 2, 5))),
    Case("share of the totals", _summed(("%", *_NO, None, None, 0.9))),
    Case("more than the totals", _summed(("оның ішінде рейдтер", *_NO, 2, 50)), ("cell.unread Іс-шаралар!A5",)),
    Case(
        "part of the totals in words",
        _summed(("оның ішінде рейдтер", *_NO, None, "көп")),
        ("cell.unread Іс-шаралар!A5",),
    ),
    Case(
        "row of its own below the totals",
        _summed((DAY, "рейд", "в том числе школы", *_NO[:3], 5)),
        ("cell.ambiguous Іс-шаралар!C5",),
    ),
    Case(
        "totals in other words",
        {"activity": TWO, **_below(("В целом по району", *_NO, 2, 10))},
        ("total_row.mismatch Іс-шаралар!G4",),
    ),
    Case(
        "sums with words of their own",
        {"activity": TWO, **_below(("По району", *_NO, 2, 9))},
        ("cell.ambiguous Іс-шаралар!F4",),
    ),
    Case(
        "words and figures that are no sums",
        {"activity": TWO, **_below(("По району", *_NO, 2, 8))},
        ("cell.not_a_date Іс-шаралар!A4", "cell.required Іс-шаралар!B4"),
    ),
)

NOT_SIGNED = (
    Case("words where a count belongs, apart", _below((*[None] * 6, "двадцать")), ("cell.unread Іс-шаралар!G4",)),
    Case(
        "words where a count belongs, with what is counted", _below((*[None] * 14, "екі факт")), ("cell.unread Іс-шаралар!O4",)
    ),
    Case("words where counts belong", _below((*[None] * 7, "көп", "көп", "көп")), ("cell.required Іс-шаралар!A4",)),
    Case("words for a kind and for people", _below((None, "беседа", "Т", *_NO[:3], "двадцать")), _NOT_A_ROW),
    Case("words for a kind, apart", _below((None, "беседа")), ("cell.unread Іс-шаралар!B4",)),
    Case(
        "day that there is not, kind and title",
        _below(("31.06.2026", "беседа", "т")),
        ("cell.not_a_date Іс-шаралар!A4", "cell.required Іс-шаралар!G4", "cell.unknown_code Іс-шаралар!B4"),
    ),
    Case(
        "words below a totals row",
        _below(("Барлығы", None, *_NO, 4), (None, "беседа", *_NO, "он"), first=3),
        _NOT_A_ROW,
    ),
    Case(
        "words below the heading of a group",
        _below(("Басқа іс-шаралар",), ("июнь", "беседа", "т"), first=3),
        ("cell.not_a_date Іс-шаралар!A4", "cell.required Іс-шаралар!G4", "cell.unknown_code Іс-шаралар!B4"),
    ),
    *(
        Case(
            f"row of words in which {word} is a place",
            {"activity": TWO, **_below(("июнь", "беседа", "Тақырып", word, None, None, "двадцать"))},
            ("cell.not_a_date Іс-шаралар!A4", "cell.not_a_number Іс-шаралар!G4", "cell.unknown_code Іс-шаралар!B4"),
        )
        for word in ("мектеп", "Аудан", "Район", "Телефон", "Исполнитель", "Бекітті", "Барлығы")
    ),
    *(
        Case(
            f"row of words in which {word} is a newspaper",
            {
                "media_item": [_MEDIA, {"published_on": "июнь", "outlet": word, "kind": "журнал"}, {**_MEDIA, "outlet": "Б"}],
            },
            ("cell.not_a_date БАҚ!A3", "cell.unknown_code БАҚ!C3"),
        )
        for word in ("Вести", "Аудан", "Телефон", "Итоги недели")
    ),
    Case(
        "newspaper named as a total, on a day written as text",
        {"media_item": [_MEDIA, {**_MEDIA, "published_on": "10.06.2026", "outlet": "Итоги недели", "kind": "газет"}]},
    ),
    Case(
        "kind named as a total, on a day written as text",
        {"activity": [RAID, {"held_on": "10.06.2026", "kind": "Итоговый семинар", "participants": 9}]},
        ("cell.unknown_code Іс-шаралар!B3 → семинар",),
    ),
    Case(
        "kind named as a total, and words where a count belongs",
        _below((None, "Қорытынды сабақ", "Тақырып", "мектеп", None, None, "двадцать")),
        _NOT_A_ROW,
    ),
)


def _third(**values: object) -> dict[str, Any]:
    """A third row after two."""
    return {"activity": [*TWO, {**RAID, "held_on": date(2026, 6, 10), "participants": 3, **values}]}


TOLD_APART = (
    Case("plan", _third(note="жоспар"), ("cell.ambiguous Іс-шаралар!P4",)),
    Case("plan, in brackets and capitals", _third(title="(ПЛАН)"), ("cell.ambiguous Іс-шаралар!C4",)),
    Case("what was called off", _third(note="не состоялось"), ("cell.ambiguous Іс-шаралар!P4",)),
    Case("last year", _third(note="Прошлый год"), ("cell.ambiguous Іс-шаралар!P4",)),
    Case("figures in thousands", _third(note="мың адам"), ("cell.ambiguous Іс-шаралар!P4",)),
    Case("name that begins with thousands", _third(title="Мың бала", note="«Мың бала» акциясы")),
    Case("title that begins with a plan", _third(title="План действий на лето", note="жоспар бойынша өткізілді")),
    Case(
        "parts of the row above",
        {
            "activity": [
                *TWO,
                {**TWO[1], "note": "Оның ішінде мектептер", "participants": 3},
                {**TWO[1], "note": "– в том числе колледжи", "participants": 2},
            ]
        },
        ("cell.ambiguous Іс-шаралар!P4", "cell.ambiguous Іс-шаралар!P5"),
    ),
    Case("no part of the row above, for it has more people", _third(note="оның ішінде мектептер", participants=6)),
    Case("no part of a row that leaves out what it counts", _third(note="из них школы", materials=1)),
    Case(
        "part of the row above without a day and kind",
        {"activity": [RAID, {"title": "оның ішінде мектептер", "participants": 2}]},
        ("cell.required Іс-шаралар!A3", "cell.required Іс-шаралар!B3"),
    ),
    Case("part of no row", {"activity": [{**RAID, "note": "оның ішінде мектептер"}]}),
)

DITTOS = (
    Case(
        "ditto marks for day and kind",
        {
            "activity": [
                RAID,
                *({**RAID, "held_on": "-//-", "kind": '—"—', "participants": count} for count in (5, 6)),
                SEMINAR,
            ],
            **covered(raids_control=3),
        },
        ("cell.ambiguous Іс-шаралар!A3", "cell.ambiguous Іс-шаралар!B3"),
    ),
    Case(
        "ditto marks in words below a day merged over rows",
        {
            "activity": [RAID, {**RAID, "held_on": None, "participants": 5}, {**RAID, "held_on": "то же", "participants": 6}],
            "edit": lambda workbook: workbook["Іс-шаралар"].merge_cells("A2:A3"),
        },
        ("cell.ambiguous Іс-шаралар!A4",),
    ),
    Case(
        "ditto mark for a day in the first row", {"activity": [{**RAID, "held_on": "-//-"}]}, ("cell.not_a_date Іс-шаралар!A2",)
    ),
    Case(
        "ditto mark for a count", {"activity": [RAID, {**RAID, "participants": "-//-"}]}, ("cell.not_a_number Іс-шаралар!G3",)
    ),
    Case(
        "ditto marks below what is wrong",
        {"activity": [{**RAID, "kind": "рэйд"}, {**RAID, "kind": "-//-", "participants": 5}]},
        ("cell.ambiguous Іс-шаралар!B3", "cell.unknown_code Іс-шаралар!B2 → рейд"),
    ),
    Case(
        "one count merged over many rows",
        {
            "activity": [RAID, *({**RAID, "participants": None, "venue": str(number)} for number in range(5))],
            "edit": lambda workbook: workbook["Іс-шаралар"].merge_cells("G2:G7"),
        },
        ("cell.required Іс-шаралар!G3",),
    ),
    Case("sample row of the form left in", _third(title="(мысал)"), ("cell.ambiguous Іс-шаралар!C4",)),
)
