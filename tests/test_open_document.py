"""Returns in LibreOffice's own format are read like the others."""

from schemas.submission import CheckedReturn
from tests.cases import findings
from tests.open_document import number, open_document, written
from tests.workbooks import check

COVER = {
    "Аудан (қала)": "Ақжар ауданы",
    "Науқан жылы": "2026",
    "Кезеңнің басы": "15.05.2026",
    "Кезеңнің соңы": "12.06.2026",
    "Орындаушы": "Сынақова С.",
    "Тапсырылған күні": "14.06.2026",
}
HEADINGS = ("Күні", "Түрі", "Қатысушылар саны", "Анықталған фактілер")


def _checked(participants: str, violations: str) -> CheckedReturn:
    cover = [[written(label), written(value)] for label, value in COVER.items()]
    row = [written("05.06.2026"), written("рейд"), participants, violations]
    content = open_document({"Титул": cover, "Іс-шаралар": [map(written, HEADINGS), row]})
    return check(content, "x.ods")


def test_reads_a_return() -> None:
    checked = _checked(number(4), number(0))
    assert (findings(checked), checked.status, checked.unit) == ([], "accepted", "akzhar")
    assert {code: checked.indicators[code] for code in ("raid_participants", "violations")} == {
        "raid_participants": 4,
        "violations": 0,
    }
