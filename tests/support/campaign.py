"""A campaign with everything that a report may have to show."""

from datetime import date
from pathlib import Path

from openpyxl import Workbook

from schemas.records.period_report import PeriodReport
from tests.builders.workbooks import RAID, Values, build, load
from tests.support.reports import published

PERSONAL = ("Сынақова", "8 777 000 11 22", "Бекітушінов", "Жасырынов", "evil.example", "onerror", "Рахымов")
_PLANTED: Values = {
    "title": "Жасырынов <img src=x onerror=alert(1)>",
    "venue": "https://evil.example/Жасырынов",
    "partners": "=Жасырынов",
    "note": "Жасырынов",
}


def _named_by_a_person(workbook: Workbook) -> None:
    workbook["Іс-шаралар"].title = "Рахымов есебі"


def campaign_of(root: Path, small: int | None = None) -> PeriodReport:
    """Two years with returns that were accepted, resubmitted, late, nil, rejected and missing, with a survey and issues.

    Counts from 1 to below `small` are hidden.
    """
    june = date(2026, 6, 6)
    people = {"prepared_by": "Сынақова С.", "phone": "8 777 000 11 22", "approved_by": "Бекітушінов Б."}
    answers = [
        {"question": "knows_term", "answer": "yes", "respondents": 30},
        {"question": "knows_term", "answer": "no", "respondents": 10},
        {"question": "sectors", "answer": "market", "respondents": 25},
    ]
    before = {
        "year": 2025,
        "period_start": date(2025, 5, 15),
        "period_end": date(2025, 6, 12),
        "submitted_on": date(2025, 6, 13),
    }
    raids = [{**RAID, "activities": 1200, "violations": 2}, {**RAID, "held_on": june, "kind": "семинар", **_PLANTED}]
    raids.append({**RAID, "held_on": june, "activities": 34, "participants": 9, "violations": None})
    files = {
        "2025-06-13/a.xlsx": build(cover=before, activity=[{**RAID, "held_on": date(2025, 6, 5), "activities": 1500}]),
        "2026-06-10/a.xlsx": build(activity=[{**RAID, "activities": 7}]),
        "2026-06-12/Рахымов.xlsx": build(
            cover={**people, "survey_respondents": 40}, activity=raids, survey_answer=answers, edit=_named_by_a_person
        ),
        "2026-06-12/b.xlsx": build(cover={"unit": "akkaiyn"}, activity=[{**RAID, "violations": 0}]),
        "2026-06-12/f.xlsx": build(cover={"unit": "petropavl"}, activity=[{**RAID, "violations": 0}]),
        "2026-06-12/c.xlsx": build(cover={"unit": "esil", "nil_return": True}, activity=[]),
        "2026-06-18/d.xlsx": build(cover={"unit": "zhambyl"}),
        "2026-06-12/e.xlsx": build(cover={"unit": "mamlyut"}, activity=[{**RAID, "participants": "көп"}]),
    }
    load(root, files, small=small)
    return published(root)
