"""Cases of measures stated elsewhere than beside a figure, and of rows under the headings that say what is counted."""

from tests.cases.case import Case
from tests.cases.context import ACTIVITY, ASKED, COVER, RAIDS, SURVEY, above, titled, under_headings

MEASURED = (
    *(
        Case(f"measure above the headings: {text}", {"activity": RAIDS, **above(text)}, (f"cell.unread {ACTIVITY}!A1",))
        for text in (
            *("Өлшем бірлігі: мың адам", "Сандар мыңмен берілген", "Единица измерения: тыс. чел.", "Ед. изм. – тыс. человек"),
            *(
                "Все показатели таблицы приведены в тысячах человек",
                "Unit of measure: thousand persons",
                "All figures in thousands",
            ),
            *("Единицa измepения: тыc. чел.", "Барлық деректер мың адам есебімен көрсетілген", "Показатели, в %"),
        )
    ),
    *(
        Case(
            f"measure below the rows: {text}",
            {"activity": RAIDS, "cells": {"activity!A6": text}},
            (f"cell.unread {ACTIVITY}!A6",),
        )
        for text in ("* данные в тыс. человек", "Ескерту: деректер мың адаммен берілген", "(мың адам)", "in thousands")
    ),
    Case("measure below, in another column", {"cells": {"activity!C5": "тыс. чел."}}, (f"cell.unread {ACTIVITY}!C5",)),
    Case(
        "measure in a section's title",
        {"activity": RAIDS, **titled((3, "Рейды (тыс. чел.)"))},
        (f"cell.unread {ACTIVITY}!A3",),
    ),
    Case(
        "measure over some counts",
        {"activity": RAIDS, **above("Численность, в тыс. человек", column=7)},
        (f"cell.unread {ACTIVITY}!G1",),
    ),
    Case(
        "measure in a column of its own",
        {"activity": RAIDS, "cells": {"activity!Q1": "Өлшем бірлігі", "activity!Q2": "мың адам"}},
        (f"cell.unread {ACTIVITY}!Q2", f"column.unknown {ACTIVITY}!Q1"),
    ),
    Case(
        "measure in the sheet's name",
        {"edit": lambda workbook: setattr(workbook[ACTIVITY], "title", "Рейды, тыс. чел.")},
        ("cell.unread Рейды, тыс. чел.",),
    ),
    *(
        Case(f"measure on the cover: {text}", {"cells": {f"cover!{cell}": text}}, (f"cell.unread {COVER}!{cell}",))
        for cell, text in (
            ("A2", "Өлшем бірлігі: мың адам"),
            ("A20", "Все показатели указаны в тысячах человек"),
            ("D2", "(единица измерения – тыс. чел.)"),
        )
    ),
    Case(
        "measure on the cover, beside its label",
        {"cells": {"cover!A20": "Единица измерения", "cover!B20": "тыс. чел."}},
        (f"cell.unread {COVER}!B20",),
    ),
    Case("what is counted on the cover", {"cells": {"cover!A20": "Өлшем бірлігі", "cover!B20": "адам"}}),
    Case(
        "measure above the answers",
        {**ASKED, **above("Өлшем бірлігі – мың адам", sheet=SURVEY)},
        (f"cell.unread {SURVEY}!A1",),
    ),
    *(
        Case(f"no measure: {text}", {"activity": RAIDS, **above(text), "cells": {"activity!A6": text}})
        for text in (
            *(
                "«Мың бала» акциясы",
                "Акция «Мың бала»",
                "«Тысяча добрых дел»",
                "Өлшем бірлігі: адам",
                "Единица измерения: человек",
            ),
            *("Роздано около 2 тыс. листовок", "Рейдтерге 2 мың адам қатысты деп есептеледі"),
        )
    ),
)

UNDER_HEADINGS = (
    Case("letters and numbers", {"activity": RAIDS, **under_headings(*"АБВГД", *range(1, 12))}),
    Case("Kazakh letters and numbers as text", {"activity": RAIDS, **under_headings(*"АӘБВГ", *map(str, range(1, 12)))}),
    Case("Latin letters and numbers", {"activity": RAIDS, **under_headings(*"ABCDE", *range(1, 12))}),
    Case("numbers with letters", {"activity": RAIDS, **under_headings(1, 2, 3, 4, 5, 6, 7, "7а", "7б", "7в", *range(8, 14))}),
    Case("numbers in brackets", {"activity": RAIDS, **under_headings(*(f"({number})" for number in range(1, 17)))}),
    Case(
        "units",
        {"activity": RAIDS, **under_headings("кк.аа.жжжж", None, None, None, None, "бірлік", *["адам"] * 4, "ед.", "дана")},
    ),
    Case(
        "units and numbers",
        {
            "activity": RAIDS,
            "edit": lambda workbook: (
                under_headings(*range(1, 17))["edit"](workbook),
                under_headings("дд.мм.гггг", None, None, None, None, "ед.", "чел.")["edit"](workbook),
            ),
        },
    ),
    Case(
        "units in thousands",
        {"activity": RAIDS, **under_headings(None, None, None, None, None, "ед.", *["тыс. чел."] * 4, "ед.")},
        (f"cell.unread {ACTIVITY}!G2",),
    ),
    Case("Roman numbers", {"activity": RAIDS, **under_headings("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")}),
    Case(
        "numbers with what they add up",
        {"activity": RAIDS, **under_headings("А", "Б", "В", "Г", "Д", 1, "2=3+4+5", 3, 4, 5, 6, 7, 8, 9)},
    ),
    Case(
        "units, and words of their own beside them",
        {"activity": RAIDS, **under_headings("күнтізбелік күн", "тізімнен таңдаңыз", "мәтін", None, None, "ед.", "чел.")},
    ),
    Case(
        "row of data right under the headings with what is counted",
        {"activity": [{**RAIDS[0], "held_on": "05.06.2026", "participants": "адам", "activities": "рет"}]},
        (f"cell.not_a_number {ACTIVITY}!F2", f"cell.not_a_number {ACTIVITY}!G2"),
    ),
    Case("units of answers", {**ASKED, **under_headings(None, None, "адам", sheet=SURVEY)}),
)
