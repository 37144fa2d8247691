"""Whatever a user does wrong is explained in one sentence in their language, with an exit code, and changes nothing."""

from pathlib import Path

import pytest

from schemas.basics.exceptions import NotAllowed, NothingSaid
from schemas.basics.text import LANGUAGES
from schemas.declaration.spelling import NameKind, Spelling
from svod.pipeline.decisions import Actor, accept_spelling
from tests.builders.workbooks import ACTOR, RAID, REGISTER, build, load, workspace
from tests.conftest import Run, Svod

INVISIBLE = "\N{NO-BREAK SPACE}\N{ZERO WIDTH SPACE}"
WHY = ("--reason", "тексеру")


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which a unit has sent two returns, one of them with a query."""
    root = tmp_path_factory.mktemp("loaded")
    load(root / "data", {"2026-06-10/a.xlsx": build(activity=[RAID, RAID])})
    return root


@pytest.mark.parametrize(
    "words",
    [
        ("withdraw", "akzhar", "--reason", ""),
        ("withdraw", "akzhar", "--reason", INVISIBLE),
        ("withdraw", "akzhar", *WHY, "--by", " "),
        ("restore", "akzhar", "--reason", " "),
        ("close", "--reason", ""),
        ("close", "--waive", "akzhar"),
        ("close", "--waive", "akzhar", "--reason", " "),
        ("reopen", "--reason", ""),
        ("answer", "akzhar", "row.duplicate", "A3", "--text", " "),
        ("spelling", "add", "unit", "Ақжар бөлімі", "akzhar", "--reason", ""),
        ("spelling", "add", "unit", "", "akzhar", *WHY),
        ("spelling", "add", "code", " – ", "activity.kind.raid", *WHY),
    ],
)
def test_what_must_be_said_is_not_blank(svod: Svod, loaded: Path, words: tuple[str, ...]) -> None:
    ledger = workspace(loaded / "data").storage.ledger.path
    before = ledger.read_bytes()
    done = svod("--lang", "ru", *words, cwd=loaded)
    assert (done.returncode, done.stdout) == (2, "")
    assert any(word in done.stderr for word in ("причин", "имя", "Написание"))
    assert ledger.read_bytes() == before


def test_actor_says_who_and_why() -> None:
    with pytest.raises(NothingSaid):
        Actor("", "why")
    assert Actor("Analyst", None).reason is None


@pytest.mark.parametrize("text", ["ауданы", "г.", "Есіл қаласы", "г. Есиль"])
def test_spelling_that_can_name_no_unit_or_names_another_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        accept_spelling(workspace(tmp_path), Spelling("unit", None, "akzhar", text), ACTOR)
    assert not workspace(tmp_path).storage.ledger.path.exists()


def test_spelling_accepted_twice_is_known(tmp_path: Path) -> None:
    targets: dict[NameKind, str] = {"unit": "akzhar", "sheet": "activity", "heading": "activity.participants"}
    targets["code"] = "activity.kind.raid"
    for kind, target in targets.items():
        spelling = Spelling(kind, None if kind == "unit" else "labour12", target, "Бұрын-соңды естімеген")
        accept_spelling(workspace(tmp_path), spelling, ACTOR)
        with pytest.raises(NotAllowed, match="known already"):
            accept_spelling(workspace(tmp_path), spelling, ACTOR)


@pytest.mark.parametrize("text", ["–", "", "ауданы"])
def test_spelling_without_a_name_that_was_kept_once_names_nothing(text: str) -> None:
    register = REGISTER.spelled([Spelling("unit", None, "akzhar", text)])
    assert (register.find(text), register.find("Ақжар ауданы")) == (None, "akzhar")


def test_nothing_is_made_anew_of_nothing(svod: Svod, tmp_path: Path) -> None:
    assert svod("init", cwd=tmp_path).returncode == 0
    for _ in ("before the first run", "after it"):
        for words in (("rebuild",), ("rebuild", "--verify"), ("rebuild", "--verify", "--json"), ("rehearse",)):
            done = svod("--lang", "en", *words, cwd=tmp_path)
            assert (done.returncode, done.stdout) == (1, ""), words
            assert done.stderr.startswith("There is nothing to make a warehouse from")
        assert svod("run", cwd=tmp_path).returncode == 0


def test_verifying_without_a_warehouse_says_how_to_make_one(svod: Svod, tmp_path: Path) -> None:
    load(tmp_path / "data", {"2026-06-10/a.xlsx": build()})
    workspace(tmp_path / "data").warehouse.work.unlink()
    done = svod("--lang", "en", "rebuild", "--verify", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "There is no warehouse to compare with. “svod rebuild” makes it.\n")


@pytest.mark.parametrize(("lang", "status"), [("kk", "қолданыста"), ("ru", "действует"), ("en", "current")])
def test_statuses_of_revisions_are_told_in_words(svod: Svod, loaded: Path, lang: str, status: str) -> None:
    done = svod("--lang", lang, "withdraw", "akzhar", "--revision", "9", *WHY, cwd=loaded)
    assert done.returncode == 1
    assert f": 1 ({status})\n" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nonsense",), ("«nonsense» деген команда жоқ.", "Нет команды «nonsense».", "There is no command “nonsense”.")),
        (("totals", "--nope"), ("«--nope» деген параметр жоқ.", "Нет параметра «--nope».", "There is no option “--nope”.")),
        (("totals", "more"), ("Артық жазылған: more", "Лишнее: more", "Too many words: more")),
        (
            ("withdraw", "akzhar"),
            ("Көрсетілмеген: --reason (себебі).", "Не указано: --reason (причина).", "Missing: --reason (why)."),
        ),
        (("check", "no.xlsx"), ("Мұндай файл жоқ: no.xlsx", "Нет такого файла: no.xlsx", "There is no such file: no.xlsx")),
        (("check", "it's.xlsx"), ("Мұндай файл жоқ: it's.xlsx", "Нет такого файла: it's.xlsx", "no such file: it's.xlsx")),
        (("submit", "."), ("Бұл файл емес, қалта: .", "Это папка, а не файл: .", "This is a folder, not a file: .")),
        (
            ("query", "--format", "doc", "select 1"),
            ("«doc» деген мән жарамайды.", "Значение «doc» не подходит.", "[table|line|csv|csv-excel|xlsx|json|parquet]"),
        ),
        (
            ("withdraw", "akzhar", *WHY, "--revision", "0"),
            ("Күтілетіні: --revision (нұсқа", "Ожидается: --revision (номер", "Expected: --revision (number"),
        ),
        (("totals", "--form"), ("--form: мәні жазылмаған.", "--form: не указано значение.", "--form: its value is missing.")),
        (("totals", "--json=1"), ("--json: мәнсіз жазылады.", "--json: пишется без значения.", "--json takes no value.")),
        (("diff", "akzhar", "--from", "1"), ("--from мен --to бірге", "--from и --to", "--from and --to")),
    ],
)
def test_a_command_typed_wrong_is_told_in_the_language(
    svod: Svod, words: tuple[str, ...], said: tuple[str, ...], loaded: Path
) -> None:
    for language, sentence in zip(LANGUAGES, said, strict=True):
        done = svod("--lang", language, *words, cwd=loaded)
        assert (done.returncode, done.stdout) == (2, "")
        assert sentence in done.stderr
        assert "--help" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--data",), "--data: its value is missing.\nHelp: svod --help\n"),
        (
            ("--lang", "de", "totals"),
            "The value “de” won't do. Expected: --lang (language of messages (SVOD_LANG)) [kk|ru|en].\n",
        ),
        (("spelling", "nonsense"), "There is no command “nonsense”.\nHelp: svod spelling --help\n"),
        (("spelling", "add", "unit"), "Missing: SPELLING (as written in the return).\nHelp: svod spelling add --help\n"),
        (("spelling", "add", "row", "x", "y", *WHY), "“row” won't do. Expected: heading|sheet|unit|code ("),
        (("withdraw", "akzhar", *WHY, "--revision", "0"), "“0” won't do. Expected: --revision (number of the revision) ≥ 1.\n"),
        (("check", "/dev/null"), "This is no ordinary file: /dev/null\nHelp: svod check --help\n"),
        (("totals", "--json=1"), "--json takes no value.\nHelp: svod totals --help\n"),
    ],
)
def test_sentence_says_what_is_expected_and_where_help_is(
    svod: Svod, words: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    done = svod(*words, cwd=tmp_path, SVOD_LANG="en")
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_a_command_that_succeeds_says_nothing_on_stderr(svod: Svod, loaded: Path) -> None:
    done = svod("totals", cwd=loaded)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_unit_may_be_named_wherever_its_code_is_taken(run: Run, tmp_path: Path) -> None:
    load(tmp_path, {"2026-06-10/a.xlsx": build()})
    assert run("revisions", "Ақжар")[1] == run("revisions", "akzhar")[1]
    assert run("withdraw", "Акжарский район", "--reason", "x")[0] == 0
    assert run("restore", "Akzhar district", "--reason", "x")[0] == 0
    code, _, said = run("revisions", "Атбасар")
    assert (code, "akzhar" in said) == (2, True)


def test_a_refused_decision_names_the_period_that_it_was_about(svod: Svod, loaded: Path) -> None:
    for words in (("close",), ("withdraw", "esil"), ("restore", "akzhar")):
        done = svod("--lang", "ru", *words, *WHY, cwd=loaded)
        assert (done.returncode, "2026" in done.stderr) == (1, True), words
    assert (
        ", 2026: нет открытого вопроса"
        in svod("--lang", "ru", "answer", "esil", "row.duplicate", "A3", "--text", "x", cwd=loaded).stderr
    )
