"""Settings: environment over svod.toml over defaults. Errors are reported in the user's language."""

from collections.abc import Callable
from pathlib import Path

import pytest
from prefect.client.schemas.schedules import CronSchedule

from flows.settings import Settings
from schemas.basics.exceptions import WrongSetting
from schemas.basics.text import Text
from tests.conftest import Svod

WRONG = ("nonsense", -1, 0.5, 1e300, "nan", True, [1], {"a": 1})
CRON = "a cron expression of five parts, such as 0 2 * * * (every day at 02:00), or @hourly, @daily, @weekly, @monthly, @yearly"

WriteFile = Callable[[str], None]


@pytest.fixture
def svod_toml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WriteFile:
    """Writes svod.toml in the working directory."""
    monkeypatch.chdir(tmp_path)

    def write(text: str) -> None:
        Path("svod.toml").write_text(text, encoding="utf-8")

    return write


def _told(**options: object) -> Text | None:
    """The error message for the settings as they are. None if they can be read."""
    try:
        Settings.read(**options)
    except WrongSetting as error:
        return error.message
    return None


def test_environment_goes_over_file_and_file_over_defaults(svod_toml: WriteFile, monkeypatch: pytest.MonkeyPatch) -> None:
    svod_toml('\N{BOM}lang = "ru"\nworkers = 2\nmax_rows = 5\nlock_wait = 3\n')
    monkeypatch.setenv("SVOD_WORKERS", "3")
    monkeypatch.setenv("SVOD_LOCK_WAIT", "")
    found = Settings.read(lang="en", data=None)
    assert (found.lang, found.workers, found.lock_wait, found.limits.max_rows) == ("en", 3, 3, 5)
    assert (found.data, found.schedule, found.limits.max_sheets) == (Path("data"), "0 2 * * *", 250)


def test_wrong_value_is_told_with_its_place(svod_toml: WriteFile, monkeypatch: pytest.MonkeyPatch) -> None:
    svod_toml("workers = 65\n")
    assert _told() == Text(
        "svod.toml, workers: «65» деген мән жарамайды. Күтілетіні: ең көбі 64.",
        "svod.toml, workers: значение «65» не подходит. Ожидается: не больше 64.",
        "svod.toml, workers: the value “65” won't do. Expected: at most 64.",
    )
    monkeypatch.setenv("SVOD_WORKERS", "many")
    assert (told := _told())
    assert told.ru == "SVOD_WORKERS: значение «many» не подходит. Ожидается: целое число."


@pytest.mark.parametrize("setting", Settings.model_fields)
def test_no_wrong_value_is_told_in_pydantics_words(svod_toml: WriteFile, setting: str) -> None:
    svod_toml("")
    told = [message for value in WRONG if (message := _told(**{setting: value}))]
    assert len(told) >= 3
    assert all(message.en.startswith(f"{setting}: the value “") for message in told)
    assert not any("Input" in text for message in told for text in message.all)


def test_secret_is_not_told(svod_toml: WriteFile) -> None:
    svod_toml("sql_token = 1234567890123456\n")
    assert (told := _told())
    assert told.en == "svod.toml, sql_token: the value “***” won't do. Expected: a text in quotes."


def test_unknown_setting_is_refused_with_one_like_it(svod_toml: WriteFile) -> None:
    svod_toml("workrs = 3\n")
    assert (told := _told())
    assert told.kk == "svod.toml файлында белгісіз баптау бар: «workrs». Ұқсас баптау: workers."
    svod_toml("[server]\nport = 1\n")
    assert (told := _told())
    assert told.en == "svod.toml has an unknown setting: “server”."


@pytest.mark.parametrize("text", ['lang = "ru"\nworkers\n', 'lang = "ru"\ndata = """', 'lang = "ru"\n# \udcff'])
def test_file_that_is_no_toml_names_its_line(svod_toml: WriteFile, text: str) -> None:
    svod_toml("")
    Path("svod.toml").write_bytes(text.encode(errors="surrogateescape"))
    assert (told := _told())
    assert told.ru == "Файл svod.toml не читается как TOML: проверьте строку 2."


@pytest.mark.parametrize(
    "cron", ["0 2 * * *", "*/15 6-22 * * MON-FRI", "30 1 L * *", "0 3 1,15 jan-jun 1#2", "@daily", "@annually"]
)
def test_schedule_is_one_that_prefect_keeps(svod_toml: WriteFile, cron: str) -> None:
    svod_toml(f'schedule = "{cron}"\n')
    assert CronSchedule(cron=Settings.read().schedule).cron == cron


@pytest.mark.parametrize(
    "cron", ["nonsense", "61 2 * * *", "0 2 * *", "0 0 31 2 *", "0 0 LW * *", "0 2 * * 5L", "0 0 2 * * *", "@reboot"]
)
def test_schedule_that_prefect_would_not_keep_is_refused(svod_toml: WriteFile, cron: str) -> None:
    svod_toml(f'schedule = "{cron}"\n')
    assert (told := _told())
    assert told.en == f"svod.toml, schedule: the value “{cron}” won't do. Expected: {CRON}."


def test_commands_follow_the_file(svod: Svod, tmp_path: Path) -> None:
    (tmp_path / "svod.toml").write_text('lang = "ru"\ndata = "elsewhere"\n', encoding="utf-8")
    written = svod("sample", cwd=tmp_path)
    assert written.stdout.startswith("Образцы отчётов (15) записаны в elsewhere/raw.")
    refused = svod("status", cwd=tmp_path, SVOD_SCHEDULE="nonsense")
    assert (refused.returncode, refused.stderr.split(":")[0]) == (2, "SVOD_SCHEDULE")
    assert "cron" in refused.stderr
