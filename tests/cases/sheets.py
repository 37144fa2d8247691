"""Cases of sheets, columns and rows, and of rules that compare cells."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.table import Table

from tests.builders.workbooks import RAID, Values
from tests.cases.case import Case, covered, raid, typed
from tests.cases.cells import SEMINAR

TWO = [RAID, {**RAID, "held_on": date(2026, 6, 6), "participants": 5}]
SUMMED = {"activity": {"totals_label": "Барлығы"}}


def _below(*lines: tuple[object, ...]) -> dict[str, object]:
    """Lines below the only row of activities, from row 4 on."""
    return {f"activity!{'ABCDEFG'[at]}{row}": value for row, line in enumerate(lines, 4) for at, value in enumerate(line)}


def _sums(activities: int | None, participants: int) -> dict[str, Any]:
    """A row with nothing but figures below the rows."""
    return {"cells": {"activity!F5": activities, "activity!G5": participants}}


def _laid_out(*order: str, **more: Any) -> dict[str, Any]:
    return {"layout": {"activity": {"order": order}}, **more}


def _surveyed(asked: int | None, *answers: tuple[str, str, object]) -> dict[str, Any]:
    rows = [{"question": question, "answer": answer, "respondents": count} for question, answer, count in answers]
    return {"cover": {"survey_respondents": asked}, "survey_answer": rows}


def _renamed(old: str, new: str) -> dict[str, Callable[[Workbook], object]]:
    return {"edit": lambda workbook: setattr(workbook[old], "title", new)}


def _without(sheet: str) -> dict[str, Callable[[Workbook], object]]:
    return {"edit": lambda workbook: workbook.remove(workbook[sheet])}


def _hidden(sheet: str) -> dict[str, Callable[[Workbook], object]]:
    return {"edit": lambda workbook: setattr(workbook[sheet], "sheet_state", "hidden")}


def _merged(cells: str) -> dict[str, Callable[[Workbook], object]]:
    return {"edit": lambda workbook: workbook["Іс-шаралар"].merge_cells(cells)}


def _hollow(sheet: str) -> dict[str, Callable[[Workbook], object]]:
    return {"edit": lambda workbook: workbook[sheet].delete_rows(1, 50)}


def _numbered(workbook: Workbook) -> None:
    cover = workbook["Титул"]
    cover.insert_cols(1)
    for row in range(3, 17):
        cover.cell(row, 1).value = row - 2


def _as_excel_table(workbook: Workbook) -> None:
    """The rows as an Excel table with a calculated totals row; a comment; protection of sheets and workbook."""
    sheet = workbook["Іс-шаралар"]
    sheet["A4"], sheet["G4"], sheet["P4"] = "Итог", "=SUBTOTAL(109,G2:G3)", 0
    sheet.add_table(Table(displayName="Кесте1", ref="A1:P4", totalsRowCount=1))
    sheet["G2"].comment = Comment("тексеру: 100", "x")
    workbook.security = WorkbookProtection(workbookPassword="x", lockStructure=True)
    for each in workbook.worksheets:
        each.protection.sheet = True


def _struck(*ranges: str) -> Callable[[Workbook], object]:
    def edit(workbook: Workbook) -> None:
        for cells in ranges:
            for row in workbook["Іс-шаралар"][cells]:
                for cell in row:
                    cell.font = Font(strike=True)

    return edit


def _total_above(participants: int) -> dict[str, Any]:
    """A totals row between the headings and the rows."""

    def edit(workbook: Workbook) -> None:
        sheet = workbook["Іс-шаралар"]
        sheet.insert_rows(2)
        sheet["A2"], sheet["G2"] = "Барлығы", participants

    return {"edit": edit}


def _beside_itself(workbook: Workbook) -> None:
    """The rows of activities repeated to their right."""
    sheet = workbook["Іс-шаралар"]
    for row in range(1, sheet.max_row + 1):
        for column in range(1, 17):
            sheet.cell(row, column + 18).value = sheet.cell(row, column).value


def everything(tables: Iterable[Values] = ()) -> dict[str, Any]:
    """A valid return that uses every sheet."""
    media = {"published_on": date(2026, 6, 2), "outlet": "Ақжар-хабар", "kind": "газет", "title": "Балалық шақ", "url": None}
    return {
        "activity": [*TWO, SEMINAR, *tables],
        "media_item": [media],
        **_surveyed(10, ("knows_term", "иә", 6), ("knows_term", "жоқ", 4), ("sectors", "базар", 10)),
        "explanation": [],
    }


SHEETS = (
    Case(
        "value beside what is no label",
        {"cells": {"cover!A30": "Есеп типі", "cover!B30": "түзетілген"}},
        ("cell.unread Титул!B30",),
    ),
    Case(
        "another who signs on the cover",
        {"cells": {"cover!A18": "Басшы", "cover!B18": "Б. Үлгінов", "cover!D18": "Үлгінов Б.Қ."}},
    ),
    Case(
        "office on the cover, and no name beside it",
        {"cells": {"cover!A18": "Басшы", "cover!B18": 7}},
        ("cell.unread Титул!B18",),
    ),
    Case(
        "title of the cover by a formula that was not calculated",
        {"cells": {"cover!A1": "=D1"}},
        ("cell.unread Титул!A1",),
    ),
    Case(
        "captions and hints on the cover", {"cells": {"cover!C3": "тізімнен таңдаңыз", "cover!D1": "үлгі", "cover!A40": "М.О."}}
    ),
    Case(
        "rows above the headings",
        {
            "layout": {"activity": {"title": "Іс-шаралар"}},
            "cells": {"activity!A2": date(2026, 6, 1), "activity!B2": "рейд", "activity!G2": 77},
        },
        ("cell.unread Іс-шаралар!A2",),
    ),
    Case("district of another region", {"cover": {"unit": "Жамбыл облысы"}}, ("unit.unknown Титул!B3",)),
    Case(
        "one question wrong, another that does not add up",
        _surveyed(9, ("attitude", "базар", 9), ("knows_term", "yes", 8)),
        ("cell.unknown_code Сауалнама!B2", "survey.sum_mismatch Сауалнама!C3"),
    ),
    Case("stray cell in a row of its own", {"cells": {"activity!ZZ9": 5}}, ("cell.unread Іс-шаралар!ZZ9",)),
    Case(
        "spaces between label and value",
        {"cover": {"raids_control": 1}, "cells": {"cover!B11": " ", "cover!D11": 1, "cover!E11": " "}},
    ),
    Case(
        "printed choice of answers, one of them underlined",
        {"cells": {"cover!B7": "бастапқы", "cover!C7": "түзетілген"}},
        ("cell.unread Титул!C7",),
    ),
    Case(
        "answers in two languages",
        {"cells": {"cover!B7": "бастапқы", "cover!C7": "первичный", "cover!B9": "жоқ", "cover!C9": "нет"}},
    ),
    Case("printed choice of yes and no", {"cells": {"cover!B9": "жоқ", "cover!C9": "иә"}}, ("cell.unread Титул!C9",)),
    Case("printed choice of answers in one cell", {"cells": {"cover!B7": "бастапқы", "cover!C7": "бастапқы/түзетілген"}}),
    Case("label and value in one cell", {"cells": {"cover!A3": "Аудан (қала): Ақжар ауданы", "cover!B3": None}}),
    Case("question mark for a count", {"cells": {"cover!B11": "?"}}, ("cell.not_a_number Титул!B11",)),
    Case("what is counted, right of a count", {"cover": {"raids_control": 1}, "cells": {"cover!C11": "рейд"}}),
    Case(
        "thousands, right of a count",
        {"cover": {"survey_respondents": 2}, "cells": {"cover!C10": "мың адам"}},
        ("cell.unread Титул!C10",),
    ),
    Case(
        "per cent, right of a count",
        {"cover": {"survey_respondents": 86}, "cells": {"cover!C10": "%"}},
        ("cell.unread Титул!C10",),
    ),
    Case("labels numbered in a column of their own", {"edit": _numbered}),
    Case("hint beside a blank", {"cells": {"cover!B10": "адам", "cover!B15": "(қолы)"}}),
    Case(
        "hint beside a blank where something must stand",
        {"cells": {"cover!B4": "(жылы)"}},
        ("cell.required Титул!C4",),
    ),
    Case(
        "label much like the form's",
        {"cells": {"cover!A16": "Тапсырылған күн"}},
        ("cell.unread Титул!B16", "column.missing Титул!A16 → Тапсырылған күні"),
    ),
    Case(
        "labels in Russian, one of them missing",
        {"language": "ru", "cells": {"cover!A4": None, "cover!B4": None}},
        ("column.missing Титул → Год кампании",),
    ),
    Case("hidden sheet", _hidden("Іс-шаралар"), ("sheet.hidden Іс-шаралар",)),
    Case("hidden sheet without rows", {"media_item": [], **_hidden("БАҚ")}),
    Case(
        "sheet much like the form's",
        {"edit": lambda workbook: workbook.create_sheet("Анкетирования")},
        ("sheet.unknown Анкетирования → Анкетирование",),
    ),
    Case("no sheet of activities", _without("Іс-шаралар"), ("sheet.missing → Іс-шаралар",)),
    Case("no cover", _without("Титул"), ("sheet.missing → Титул",)),
    Case("sheet under another name", _renamed("Іс-шаралар", "Парақ1")),
    Case("sheet in another spelling", _renamed("Іс-шаралар", "ІС ШАРАЛАР ")),
    Case("sheet with a number", _renamed("Іс-шаралар", "1. Іс-шаралар")),
    Case("sheet in Latin letters", _renamed("Титул", "Tитyл")),
    Case(
        "sheet of the clerk's own",
        {"edit": lambda workbook: workbook.create_sheet("Бюджет 2026")},
        ("sheet.unknown Бюджет 2026",),
    ),
    Case("sheet of activities without headings", _hollow("Іс-шаралар"), ("header.missing Іс-шаралар",)),
    Case(
        "workbook of something else",
        {
            "edit": lambda workbook: (
                [workbook.remove(sheet) for sheet in workbook.worksheets] and workbook.create_sheet("Бағалар")
            )
        },
        ("sheet.missing → Титул",),
    ),
)

COLUMNS = (
    Case("columns in another order", _laid_out("participants", "kind", "held_on")),
    Case("no column of participants", _laid_out("held_on", "kind", "title"), ("column.missing Іс-шаралар → Қатысушылар саны",)),
    Case(
        "no column of titles for a seminar",
        _laid_out("held_on", "kind", "participants", activity=[SEMINAR]),
        ("column.missing Іс-шаралар",),
    ),
    Case(
        "column of the clerk's own",
        {"cells": {"activity!Q1": "Бюджет", "activity!Q2": 100}},
        ("column.unknown Іс-шаралар!Q1",),
    ),
    Case(
        "heading much like the form's",
        _laid_out("held_on", "kind", "participants", cells={"activity!D1": "Анықталган фактылар", "activity!D2": 0}),
        ("column.unknown Іс-шаралар!D1 → Анықталған фактілер",),
    ),
    Case("numbers of rows under a heading", {"cells": {"activity!Q1": "№ п/п", "activity!Q2": 1, "activity!Q3": 2}}),
    Case(
        "words under the heading of a running number",
        {"cells": {"activity!Q1": "№", "activity!Q2": "бірінші"}},
        ("column.unknown Іс-шаралар!Q1",),
    ),
    Case("empty column of the clerk's own", typed("Q1", "Бюджет")),
    Case(
        "column twice",
        {"cells": {"activity!Q1": "Қатысушылар", "activity!Q2": 4}},
        ("column.duplicate Іс-шаралар!Q1",),
    ),
    Case("label on the cover twice", {"cells": {"cover!A18": "Жылы", "cover!B18": 2025}}, ("column.duplicate Титул!A18",)),
    Case(
        "second table beside the first",
        {"activity": TWO, "edit": _beside_itself},
        ("cell.unread Іс-шаралар!S2",),
    ),
    Case("headings of a second table beside the first", {"activity": [], **covered(nil_return=True), "edit": _beside_itself}),
    Case("number beside the table", typed("S2", 7), ("cell.unread Іс-шаралар!S2",)),
    Case("spaces beside the table", {"cells": {"activity!S2": " ", "activity!S9": "\N{NO-BREAK SPACE}\n"}}),
    Case("words beside the table", typed("S2", "тексерілді"), ("cell.unread Іс-шаралар!S2",)),
    Case("number beside the cover", {"cells": {"cover!D20": 7}}, ("cell.unread Титул!D20",)),
    *(
        Case(f"part in other words: {text}", {"cells": {"activity!H1": text, "activity!H2": 3}})
        for text in ("в т.ч. учащиеся", "Из них: учащиеся", "соның ішінде оқушылар", "о.і. оқушылар", "incl. pupils")
    ),
    *(
        Case(
            f"no part: {text}",
            {"cells": {"activity!H1": text, "activity!H2": 3}},
            (f"column.unknown Іс-шаралар!H1{suggested}",),
        )
        for text, suggested in (("в т.ч. учащиеся, %", " → учащиеся"), ("из них участников", ""), ("из них прочие", ""))
    ),
    Case(
        "part in other words, beside itself",
        {"cells": {"activity!Q1": "в т.ч. учащиеся", "activity!Q2": 3}},
        ("column.unknown Іс-шаралар!Q1",),
    ),
    Case(
        "part in two other words",
        {"cells": {"activity!H1": "в т.ч. учащиеся", "activity!Q1": "из них учащиеся", "activity!H2": 1, "activity!Q2": 1}},
        ("column.unknown Іс-шаралар!H1 → учащиеся", "column.unknown Іс-шаралар!Q1 → учащиеся"),
    ),
    Case(
        "required column by another name",
        {"cells": {"activity!G1": "Қатысушы балалар"}},
        ("column.missing Іс-шаралар!G1 → Қатысушылар саны",),
    ),
    Case(
        "required column by one of two other names",
        {"cells": {"activity!G1": "Қатысушылар сны", "activity!Q1": "Қатысушы балалар", "activity!Q2": 4}},
        ("column.missing Іс-шаралар!G1 → Қатысушылар саны", "column.unknown Іс-шаралар!Q1 → Қатысушылар"),
    ),
    Case(
        "heading of per cent",
        {"cells": {"activity!G1": "Қатысушылар саны, %"}},
        ("column.missing Іс-шаралар → Қатысушылар саны", "column.unknown Іс-шаралар!G1 → Қатысушылар саны"),
    ),
    Case(
        "heading of per cent under a group",
        {
            "layout": {"activity": {"title": "Есеп"}},
            "cells": {"activity!A1": None, "activity!G1": "пайызбен", "activity!G2": "Қатысушылар саны"},
        },
        ("cell.unread Іс-шаралар!G1",),
    ),
    Case("thousands above the headings", {"layout": {"activity": {"title": "(мың адам)"}}}, ("cell.unread Іс-шаралар!A1",)),
    Case("title above the headings", {"layout": {"activity": {"title": "Есеп"}}}),
)

ROWS = (
    Case("rows as a table of Excel's own", {"activity": TWO, "edit": _as_excel_table}),
    Case(
        "totals row in a sheet without counts",
        {**everything(), "cells": {"media_item!A3": "Барлығы", "media_item!B3": 1}},
    ),
    Case("row struck out", {"activity": TWO, "edit": _struck("A3:P3")}, ("cell.ambiguous Іс-шаралар!A3",)),
    Case("count struck out", {"activity": TWO, "edit": _struck("F3:G3")}, ("cell.ambiguous Іс-шаралар!G3",)),
    Case("headings, blanks and cells below struck out", {"activity": TWO, "edit": _struck("A1:P1", "H2:P3", "A4:P9")}),
    Case("row of spaces", {"cells": _below((" ", None, None, None, None, None, "\N{NO-BREAK SPACE}"))}),
    Case("spaces in a count of a row of spaces", {"cells": _below((None, None, None, None, None, None, "  "))}),
    Case(
        "another table of the form's below",
        {"cells": _below(("Сұрақ", "Жауап", "Жауап бергендер"), ("Балалар көбіне қайда жұмыс істейді?", "базар", 6))},
        ("cell.unread Іс-шаралар!A4",),
    ),
    Case("totals row above the rows", {"activity": TWO, **_total_above(9)}),
    Case(
        "totals row above the rows that differs",
        {"activity": TWO, **_total_above(10)},
        ("total_row.mismatch Іс-шаралар!G2",),
    ),
    Case("totals row that agrees", {"activity": TWO, "layout": SUMMED}),
    Case(
        "totals row that differs",
        {"activity": TWO, "layout": SUMMED, "cells": {"activity!G4": 10}},
        ("total_row.mismatch Іс-шаралар!G4",),
    ),
    Case("totals row that counts blanks as one", {"activity": TWO, "layout": SUMMED, "cells": {"activity!F4": 2}}),
    Case("totals row that counts blanks as nothing", {"activity": TWO, "layout": SUMMED, "cells": {"activity!F4": 0}}),
    Case("sums without a label", {"activity": TWO, **_sums(2, 9)}, ("cell.ambiguous Іс-шаралар!F5",)),
    Case(
        "sums without a label that count blanks as nothing",
        {"activity": [{**TWO[0], "activities": 3}, TWO[1]], **_sums(3, 9)},
        ("cell.ambiguous Іс-шаралар!F5",),
    ),
    Case(
        "figures without a label that are no sums",
        {"activity": TWO, **_sums(2, 8)},
        ("cell.required Іс-шаралар!A5", "cell.required Іс-шаралар!B5"),
    ),
    Case(
        "figures that are sums by chance, of a day and kind merged downwards",
        {
            "activity": [*TWO, {**RAID, "held_on": None, "kind": None, "participants": 9}],
            "edit": lambda workbook: [workbook["Іс-шаралар"].merge_cells(f"{column}3:{column}4") for column in "AB"],
        },
    ),
    Case(
        "figures without a label below one row",
        {**_sums(None, 4)},
        ("cell.required Іс-шаралар!A5", "cell.required Іс-шаралар!B5"),
    ),
    Case("signature below", {"cells": _below(("Орындаушы: Сынақова С.",), ("Тел. 8 (715) 000-00-00",))}),
    Case("signature in two cells", {"cells": _below(("Бекітті", "Үлгінов Ү."))}),
    Case("row apart from the others", {"cells": _below((date(2026, 6, 6), "рейд", None, None, None, None, 3))}),
    Case(
        "row apart from the others, all of it text",
        {"cells": _below(("06.06.2026", None, None, None, None, None, "12"))},
        ("cell.required Іс-шаралар!B4",),
    ),
    Case(
        "rows that differ in what is no number",
        {"activity": [{**RAID, "participants": "көп"}, {**RAID, "participants": "аз"}]},
        ("cell.not_a_number Іс-шаралар!G2", "cell.not_a_number Іс-шаралар!G3"),
    ),
    Case("row given twice", {"activity": [RAID, RAID]}, ("row.duplicate Іс-шаралар!A3",)),
    Case(
        "hidden rows",
        {"activity": TWO, "edit": lambda workbook: setattr(workbook["Іс-шаралар"].row_dimensions[3], "hidden", True)},
        ("row.hidden Іс-шаралар",),
    ),
    Case(
        "hidden columns",
        {"activity": TWO, "edit": lambda workbook: setattr(workbook["Іс-шаралар"].column_dimensions["G"], "hidden", True)},
        ("column.hidden Іс-шаралар",),
    ),
    Case(
        "one count merged over two rows",
        {"activity": [TWO[0], {**TWO[1], "activities": None}], **_merged("F2:F3"), "cells": {"activity!F2": 2}},
        ("cell.required Іс-шаралар!F3",),
    ),
    Case("one kind merged over two rows", {"activity": [TWO[0], {**TWO[1], "kind": None}], **_merged("B2:B3")}),
    Case(
        "columns in another order further down",
        {"cells": {"activity!A4": "Түрі", "activity!B4": "Күні", "activity!A5": "рейд", "activity!G5": 9}},
        ("cell.unread Іс-шаралар!A4",),
    ),
    Case(
        "row of words apart from the others",
        {"cells": _below(("маусымның басы", "рэйд", None, None, None, None, "көп"))},
        (
            "cell.not_a_date Іс-шаралар!A4",
            "cell.not_a_number Іс-шаралар!G4",
            "cell.unknown_code Іс-шаралар!B4 → рейд",
        ),
    ),
    Case("parts exceed participants", raid(pupils=3, teachers=2), ("row.parts_exceed_whole Іс-шаралар!G2",)),
    Case("parts are the participants", raid(pupils=3, teachers=1)),
    Case(
        "more answers than questions",
        raid(questions_received=1, questions_answered=2),
        ("row.parts_exceed_whole Іс-шаралар!M2",),
    ),
    Case("parts of what is no number", raid(participants="көп", pupils=3), ("cell.not_a_number Іс-шаралар!G2",)),
)

RULES = (
    Case("control figure that agrees", covered(raids_control=1, raid_participants_control=4)),
    Case("control figure that differs", covered(raids_control=5), ("control.mismatch Титул!B11 → 1",)),
    Case(
        "control figure of what is no number",
        {**raid(participants="көп"), **covered(raid_participants_control=4)},
        ("cell.not_a_number Іс-шаралар!G2",),
    ),
    Case(
        "control figure of a column that is missing",
        _laid_out("held_on", "kind", "title", cover={"raid_participants_control": 4}),
        ("column.missing Іс-шаралар → Қатысушылар саны",),
    ),
    Case(
        "control figure of kinds that are missing",
        _laid_out("held_on", "participants", cover={"raids_control": 1}),
        ("column.missing Іс-шаралар → Түрі",),
    ),
    Case(
        "control figure of an unknown kind",
        {**raid(kind="рэйд"), **covered(raids_control=1)},
        ("cell.unknown_code Іс-шаралар!B2 → рейд",),
    ),
    Case(
        "answers don't add up",
        _surveyed(10, ("knows_term", "yes", 6), ("knows_term", "no", 3)),
        ("survey.sum_mismatch Сауалнама!C3",),
    ),
    Case("answers add up", _surveyed(10, ("knows_term", "yes", 6), ("knows_term", "no", 4), ("sectors", "market", 10))),
    Case("more answers than asked", _surveyed(10, ("sectors", "market", 11)), ("survey.exceeds_base Сауалнама!C2",)),
    Case(
        "more answers than asked, in two rows",
        _surveyed(10, ("sectors", "market", 6), ("sectors", "market", 5)),
        ("survey.exceeds_base Сауалнама!C3", "row.duplicate Сауалнама!A3"),
    ),
    Case(
        "what is counted, right of an answer's count",
        {**_surveyed(10, ("sectors", "market", 6)), "cells": {"survey_answer!D2": "адам"}},
    ),
    Case(
        "thousands, right of an answer's count",
        {**_surveyed(10, ("sectors", "market", 6)), "cells": {"survey_answer!D2": "тыс. чел."}},
        ("cell.unread Сауалнама!D2",),
    ),
    Case(
        "per cent right of an answer's count, and a word further right",
        {**_surveyed(10, ("sectors", "market", 6)), "cells": {"survey_answer!D2": "%", "survey_answer!E2": "тексерілді"}},
        ("cell.unread Сауалнама!D2", "cell.unread Сауалнама!E2"),
    ),
    Case("answers without people asked", _surveyed(None, ("sectors", "market", 1)), ("cell.required Титул!B10",)),
    Case(
        "total of each question",
        {
            **_surveyed(10, ("knows_term", "yes", 6), ("knows_term", "no", 4), ("knows_term", "Барлығы", 10)),
        },
    ),
    Case("answer to another question", _surveyed(9, ("attitude", "базар", 9)), ("cell.unknown_code Сауалнама!B2",)),
    Case("answers of no number", _surveyed(9, ("knows_term", "yes", "көп")), ("cell.not_a_number Сауалнама!C2",)),
    Case("people asked of no number", _surveyed("көп", ("knows_term", "yes", 1)), ("cell.not_a_number Титул!B10",)),  # type: ignore[arg-type]
    Case("nil return", {**covered(nil_return="иә"), "activity": []}),
    Case("nothing at all", {"activity": []}, ("return.empty Титул!B9",)),
    Case("nil return with rows", covered(nil_return=True), ("return.nil_with_rows Титул!B9",)),
    Case(
        "nil return with an explanation",
        {
            **covered(nil_return=True),
            "activity": [],
            "explanation": [
                {"code": "region.outlier", "cell": "B9", "explanation": "карантин"},
            ],
        },
    ),
    Case("correction without a reason", covered(return_type="түзетілген"), ("return.correction_reason Титул!B8",)),
    Case("correction with a reason", covered(return_type="уточнённый", correction_reason="рейд қосылды")),
)


CLEAN = (Case("every sheet", everything()), Case("one raid"))
