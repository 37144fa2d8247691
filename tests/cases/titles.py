"""Cases of titles above rows and of group headings above counts that tell of something else than what was done."""

from tests.cases.case import Case
from tests.cases.context import ACTIVITY, ASKED, COVER, MEDIA, PUBLISHED, SURVEY, THREE, above, titled

NOT_HELD = (
    *("Жоспарланған іс-шаралар", "Өткізілмеген іс-шаралар", "Жоспар", "Кейінге қалдырылған рейдтер", "Толтыру үлгісі"),
    *("Запланированные мероприятия", "Рейды (план)", "Не проведены", "ОТМЕНЁННЫЕ", "Зaплaниpoвaнo на июнь", "План мероприятий"),
    *("Planned activities", "Cancelled", "Not held"),
)
OTHER_TIME = (
    *("Өткен жыл", "2025 жыл", "Прошлый год", "АППГ", "За 2025 год", "Аналогичный период прошлого года", "Last year"),
    *("Предыдущий период", "Былтырғы іс-шаралар"),
)
BELONGING = (
    *("Мамыр айы", "2026 жыл", "Өткізілген іс-шаралар", "Жоспар бойынша өткізілген іс-шаралар", "Проведённые мероприятия"),
    *("Внеплановые рейды", "Ақжар ауданы", "Акжарский район", "Приложение к приказу от 12 марта 2024 года № 45", "Факт"),
    *("2025-2026 оқу жылы", "Рейды и семинары", "Сравнение с прошлым годом", "Held"),
)

TITLED = (
    *(
        Case(
            f"section of what was not held: {text}", {"activity": THREE, **titled((4, text))}, (f"row.doubtful {ACTIVITY}!A4",)
        )
        for text in NOT_HELD
    ),
    *(
        Case(f"section of another time: {text}", {"activity": THREE, **titled((3, text))}, (f"row.doubtful {ACTIVITY}!A3",))
        for text in OTHER_TIME
    ),
    *(
        Case(f"section of another district: {text}", {"activity": THREE, **titled((3, text))}, (f"row.doubtful {ACTIVITY}!A3",))
        for text in ("Есіл ауданы", "Рейды Есильского района", "г. Петропавловск", "Esil district")
    ),
    *(Case(f"section that belongs: {text}", {"activity": THREE, **titled((3, text))}) for text in BELONGING),
    *(Case(f"title above the headings: {text}", {"activity": THREE, **above(text)}) for text in BELONGING),
    Case(
        "section merged over the row, and one that belongs below it",
        {"activity": THREE, **titled((4, "Өткізілген"), (3, "Жоспар"), merge="A3:H3")},
        (f"row.doubtful {ACTIVITY}!A3",),
    ),
    Case("title without rows below it", {"activity": THREE, "cells": {"activity!A7": "Жоспар"}}),
    Case("plan above the headings", {"activity": THREE, **above("План мероприятий")}, (f"row.doubtful {ACTIVITY}!A1",)),
    Case("plan above the cover", {"cells": {"cover!A1": "План мероприятий"}}, (f"row.doubtful {COVER}!A1",)),
    Case("names above the rows", {"activity": THREE, **above("«Болашақ» клубы")}),
    Case(
        "sheet named as a plan",
        {"edit": lambda workbook: setattr(workbook[ACTIVITY], "title", "План")},
        ("row.doubtful План",),
    ),
    Case(
        "sheet named as another year",
        {"edit": lambda workbook: setattr(workbook[ACTIVITY], "title", "2025 жыл")},
        ("row.doubtful 2025 жыл",),
    ),
    Case("section of a survey", {**ASKED, **titled((2, "Өткен жыл"), sheet=SURVEY)}, (f"row.doubtful {SURVEY}!A2",)),
    Case(
        "section of media that don't count anything",
        {"media_item": [PUBLISHED], **titled((2, "Запланированные публикации"), sheet=MEDIA)},
        (f"row.doubtful {MEDIA}!A2",),
    ),
    *(
        Case(
            f"group heading: {text}",
            {"activity": THREE, **above(text, column=6, merge="F1:O1")},
            (f"row.doubtful {ACTIVITY}!F1",),
        )
        for text in ("План", "прошлый год", "Last year", "Өткен жыл", "2025 ж.")
    ),
    *(
        Case(f"group heading that belongs: {text}", {"activity": THREE, **above(text, column=6, merge="F1:O1")})
        for text in ("Факт", "2026 жыл", "Сандар", "План/факт")
    ),
    Case("group heading over blanks", {"activity": THREE, **above("План", column=13, merge="M1:O1")}),
    Case(
        "group heading over some counts, not merged",
        {"activity": THREE, **above("Жоспар", "", "Факт", column=7)},
        (f"row.doubtful {ACTIVITY}!G1",),
    ),
)
