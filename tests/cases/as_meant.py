"""Cases of what is right though it looks otherwise: names in two languages, counts as computers calculate them."""

from typing import Any

from tests.cases.case import Case, covered
from tests.cases.cells import SEMINAR
from tests.cases.context import ACTIVITY, RAIDS, raid_of


def _headed(*headings: str) -> dict[str, Any]:
    return {"activity": RAIDS, "cells": {f"activity!{'ABCDEFGH'[at]}1": text for at, text in enumerate(headings)}}


RIGHT = (
    Case(
        "headings in two languages",
        _headed("Күні / Дата", "Түрі/Вид", "Тақырыбы | Тема", "Өткізілген орны (Место проведения)", "Серіктестер\nПартнёры"),
    ),
    Case(
        "headings in three languages, with hints",
        _headed(
            "Күні (кк.аа.жжжж) / Дата (дд.мм.гггг) / Date",
            "Түрі – Вид",
            "Тема, Title",
            "Venue",
            "Partners",
            "Іс-шара\nсаны / Количество\nмероприятий",
        ),
    ),
    Case(
        "heading of two elements",
        _headed("Күні / Түрі"),
        (f"column.missing {ACTIVITY}!A1 → Күні",),
    ),
    Case(
        "labels and values in two languages",
        {"cells": {"cover!A4": "Науқан жылы / Год кампании", "cover!B3": "Ақжар ауданы / Акжарский район"}},
    ),
    Case(
        "kind in two languages",
        {"activity": [raid_of(5, kind="рейд / рейды"), {**SEMINAR, "kind": "дөңгелек үстел (круглый стол)"}]},
    ),
    Case(
        "two kinds in one cell",
        {"activity": [raid_of(5, kind="рейд / семинар")]},
        (f"cell.unknown_code {ACTIVITY}!B2 → семинар",),
    ),
    Case("count as computers calculate it", {"cells": {"activity!G2": 0.57 * 100}, **covered(raid_participants_control=57)}),
    Case("fraction that shows", {"cells": {"activity!G2": 56.9999}}, (f"cell.not_whole {ACTIVITY}!G2",)),
    Case(
        "less than nothing, as computers calculate it",
        {"cells": {"activity!G2": -0.99999999999999999}},
        (f"cell.negative {ACTIVITY}!G2",),
    ),
)
