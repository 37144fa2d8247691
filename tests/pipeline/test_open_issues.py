"""`svod issues`: what is left to correct or explain, in the words that `svod answer` takes."""

import json
import shlex
from pathlib import Path

from tests.builders.workbooks import RAID, build, load
from tests.conftest import Run

TWICE = [RAID, RAID]
NO_COUNT = [{**RAID, "participants": "көп"}]


def _listed(run: Run, *words: str) -> list[tuple[str | None, str, str, str | None]]:
    code, printed, _ = run("issues", *words, "--json")
    assert code == 0
    return [(each["unit"], each["severity"], each["code"], each["cell"]) for each in json.loads(printed)["issues"]]


def test_open_queries_and_rejections_are_listed_until_they_are_settled(run: Run, tmp_path: Path) -> None:
    load(
        tmp_path,
        {
            "2026-06-10/esil.xlsx": build(cover={"unit": "esil"}, activity=NO_COUNT),
            "2026-06-10/akzhar.xlsx": build(activity=TWICE),
            "2026-06-10/lost.xlsx": build(cover={"unit": "Қостанай облысы"}),
        },
    )
    query, error = ("akzhar", "query", "row.duplicate", "A3"), ("esil", "error", "cell.not_a_number", "G2")
    unknown = (None, "error", "unit.unknown", None)
    assert set(_listed(run)) == {query, error, unknown}
    assert _listed(run, "akzhar") == _listed(run, "Ақжар ауданы") == [query]
    assert set(_listed(run, "sko")) == {query, error}
    load(tmp_path, {"2026-06-11/esil.xlsx": build(cover={"unit": "esil"})})
    assert set(_listed(run)) == {query, unknown}
    _, printed, _ = run("issues", "akzhar")
    (line,) = [line for line in printed.splitlines() if "row.duplicate" in line]
    _, code, place = line.split(":")[0].split(maxsplit=2)
    assert run("answer", "akzhar", code, place, *shlex.split("--text 'екеуі де дұрыс'"))[0] == 0
    assert _listed(run, "akzhar") == []


def test_correction_that_is_rejected_stands_beside_what_counts(run: Run, tmp_path: Path) -> None:
    load(tmp_path, {"2026-06-10/akzhar.xlsx": build(activity=TWICE)})
    load(tmp_path, {"2026-06-11/akzhar.xlsx": build(activity=NO_COUNT)})
    assert [(severity, cell) for _, severity, _, cell in _listed(run)] == [("query", "A3"), ("error", "G2")]
    load(tmp_path, {"2026-06-12/akzhar.xlsx": build()})
    assert _listed(run) == []


def test_each_file_is_named_with_its_unit_and_the_issues_are_counted(run: Run, tmp_path: Path) -> None:
    load(
        tmp_path,
        {"2026-06-10/akzhar.xlsx": build(activity=TWICE), "2026-06-10/x.xlsx": build(cover={"unit": "Қостанай облысы"})},
    )
    for lang, unknown, counted in (
        ("kk", "Ұйымы белгісіз: «2026-06-10/x.xlsx», 10.06.2026 00:00 келіп түсті", "Ашық сұратулар: 1, қателер: 1."),
        ("ru", "Организация неизвестна: «2026-06-10/x.xlsx», получен 10.06.2026 00:00", "Открытых вопросов: 1, ошибок: 1."),
        ("en", "Unit not known: “2026-06-10/x.xlsx”, received 10.06.2026 00:00", "Open queries: 1, errors: 1."),
    ):
        code, printed, _ = run("issues", lang=lang)
        assert code == 0
        assert unknown in printed
        assert printed.endswith(f"\n{counted}\n")
