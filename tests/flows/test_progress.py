"""What a run shows while it works and when it has ended: its steps, what to do next, and when it last went well."""

import json
from pathlib import Path

import pytest

from tests.builders.workbooks import RAID, UNITS, build, put_raw
from tests.conftest import Svod
from tests.support.terminal import on_terminal

WRONG = build(cover={"unit": "esil"}, activity=[{**RAID, "participants": "көп"}])


@pytest.mark.parametrize(
    ("lang", "steps"),
    [
        ("kk", ("Файлдар қабылдануда…", "Есептер тексеріліп, жүктелуде…", "Жиынтық есептер жазылуда…")),
        ("ru", ("Приём файлов…", "Проверка и загрузка отчётов…", "Запись сводных отчётов…")),
    ],
)
def test_steps_are_shown_on_a_terminal_and_taken_away(
    svod: Svod, environment: dict[str, str], tmp_path: Path, lang: str, steps: tuple[str, ...]
) -> None:
    assert svod("init", cwd=tmp_path).returncode == 0
    (tmp_path / "a.xlsx").write_bytes(build())
    own = environment | {"TERM": "xterm", "SVOD_LANG": lang, "PYTHONUTF8": "1"}
    code, shown = on_terminal(["svod", "submit", "a.xlsx"], tmp_path, own)
    assert code == 0
    places = [shown.index(f"\r\x1b[K{step}") for step in steps]
    assert places == sorted(places)
    assert all("…" not in line.rpartition("\x1b[K")[2] for line in shown.split("\n"))
    assert "\x1b[K" not in on_terminal(["svod", "report"], tmp_path, own | {"TERM": "dumb"})[1]


def test_a_run_ends_with_what_to_do_next(svod: Svod, tmp_path: Path) -> None:
    sent = {f"2026-06-10/{unit}.xlsx": build(cover={"unit": unit}, activity=[RAID, RAID]) for unit in UNITS[2:]}
    put_raw(tmp_path / "data", {**sent, "2026-06-10/esil.xlsx": WRONG})
    done = svod("--lang", "en", "run", cwd=tmp_path)
    assert done.stdout.splitlines()[-4:] == [
        "Reports: data/reports/labour12/2026",
        "Open: data/reports/labour12/2026/page.html",
        "2026: still missing – Department for the Protection of Children's Rights, Petropavl city, Esil district.",
        "There is something to correct or explain: “svod issues”.",
    ]
    assert (tmp_path / "data/reports/labour12/2026/page.html").exists()


def test_status_says_when_a_run_last_went_well_also_if_nothing_came(svod: Svod, tmp_path: Path) -> None:
    put_raw(tmp_path / "data", {"2026-06-10/a.xlsx": build()})
    assert svod("run", cwd=tmp_path).returncode == 0
    last = tmp_path / "data/warehouse/last-run"
    assert "Last good run: " in svod("--lang", "en", "status", cwd=tmp_path).stdout
    last.write_text("2026-06-12T02:00:00+05:00", encoding="utf-8")
    assert "Последняя успешная обработка — 12.06.2026 02:00." in svod("--lang", "ru", "status", cwd=tmp_path).stdout
    assert "12.06.2026 02:00" not in svod("status", "--as-of", "2099-01-01", cwd=tmp_path).stdout
    assert svod("run", cwd=tmp_path).returncode == 0
    assert last.read_text(encoding="utf-8") > "2026-06-12T02:00:00+05:00"
    assert json.loads(svod("status", "--json", cwd=tmp_path).stdout)["units"]
