"""Returns in LibreOffice's own format are read like the others."""

import re
from collections.abc import Callable
from xml.dom.minidom import parseString

import pytest

from schemas.submission import CheckedReturn
from tests.cases import findings
from tests.hostile_files import packed, unpacked
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


def _as_utf_16(xml: bytes) -> bytes:
    return ('<?xml version="1.0" encoding="UTF-16"?>' + xml.decode()).encode("utf-16")


REWRITTEN: dict[str, Callable[[bytes], bytes]] = {
    "as it is": lambda xml: xml,
    "with white space": lambda xml: parseString(xml).toprettyxml(indent="  ").encode(),
    "in another encoding": _as_utf_16,
    "with other prefixes": lambda xml: re.sub(
        rb"(?<=[</ ])table:|(?<=xmlns:)table(?==)", lambda found: found[0].replace(b"table", b"t"), xml
    ),
}


@pytest.mark.parametrize("kind", [True, False])
@pytest.mark.parametrize("name", REWRITTEN)
def test_reads_what_other_programs_write(name: str, kind: bool) -> None:
    sheets: dict[str, list[tuple[str, ...]]] = {
        "Титул": [*COVER.items()],
        "Іс-шаралар": [HEADINGS, ("05.06.2026", "рейд", "4", "0")],
    }
    parts = unpacked(open_document({title: [map(written, row) for row in rows] for title, rows in sheets.items()}))
    parts["content.xml"] = REWRITTEN[name](parts["content.xml"])
    checked = check(packed({part: content for part, content in parts.items() if kind or part != "mimetype"}), "x.ods")
    assert (findings(checked), checked.unit, checked.indicators["raid_participants"]) == ([], "akzhar", 4)
