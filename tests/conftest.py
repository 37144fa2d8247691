"""What tests share: the command line as a user has it, and the sample, loaded and published."""

import atexit
import multiprocessing.process
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import chdir
from pathlib import Path

import pytest
from hypothesis import settings
from typer.testing import CliRunner

import schemas.forms
from flows.cli import app
from flows.prefect_defaults import quiet_prefect
from schemas.basics.limits import LIMITS
from schemas.declaration.form import Form
from schemas.records.period_report import PeriodReport
from schemas.units.register import UnitRegister
from svod.pipeline.data_folder import make_data_folder
from svod.pipeline.known_names import declared
from svod.pipeline.run import consolidate
from svod.pipeline.workspace import Workspace
from tests.builders.form_workbooks import form_workbook
from tests.forms import visits12
from tests.support.campaign import campaign_of
from tests.support.regions import TWO_REGIONS

# The same cases in every run; `make search` looks for others. A deadline would judge the machine, not the program.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("search", max_examples=500, deadline=None)
settings.load_profile("steady")

# Prefect takes its settings when it is first imported, which may be by any test: those of svod, and a home of its own.
quiet_prefect("CRITICAL")
PREFECT_HOME = os.environ["PREFECT_HOME"] = tempfile.mkdtemp(prefix="prefect-")
atexit.register(shutil.rmtree, PREFECT_HOME, ignore_errors=True)

_LONGEST = (
    "test_readers",
    "test_decisions",
    "test_adopting",
    "test_docs",
    "test_sql_server",
    "test_feedback",
    "test_intake",
    "test_second_form",
    "test_unplaced",
    "test_releases",
    "test_namesakes",
)

_NOT_A_USERS = ("SVOD_", "PREFECT_", "LANG", "LC_", "COLUMNS", "LINES")
"""How variables begin that a user has otherwise. pytest-xdist sets COLUMNS, by which programs know the width of a terminal."""

Svod = Callable[..., subprocess.CompletedProcess[str]]
Run = Callable[..., tuple[int, str, str]]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end what was not tested, and how to get it tested."""
    if skipped := terminalreporter.stats.get("skipped", []):
        terminalreporter.section("not tested on this machine", yellow=True)
        for (file, reason), count in Counter((report.location[0], report.longrepr[2]) for report in skipped).items():
            terminalreporter.line(f"{count} in {file}: {reason.removeprefix('Skipped: ')}")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run of CI that skipped a test: CI has everything that tests need."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest: one of them begun last would be waited for by all other processors."""
    items.sort(key=lambda item: _LONGEST.index(item.path.stem) if item.path.stem in _LONGEST else len(_LONGEST))


@pytest.fixture(scope="session", autouse=True)
def path_of_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The PATH of this machine. Tests run as if its LibreOffice had no Writer, because each PDF takes seconds."""
    path = os.environ["PATH"]
    without_writer = tmp_path_factory.mktemp("bin")
    (without_writer / "soffice").write_text("#!/bin/sh\n", encoding="utf-8")
    (without_writer / "soffice").chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(without_writer), prepend=os.pathsep)
        yield path


@pytest.fixture(scope="session")
def environment() -> dict[str, str]:
    """A user's environment: its own home for Prefect, none of the machine's settings and locale, no LibreOffice."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(_NOT_A_USERS)}
    path = os.pathsep.join([str(Path(sys.executable).parent), own["PATH"]])
    return own | {"PREFECT_HOME": PREFECT_HOME, "PATH": path}


@pytest.fixture(scope="session")
def libreoffice(path_of_libreoffice: str) -> dict[str, str]:
    """A user's environment in which PDFs are made by the machine's LibreOffice."""
    return {"PATH": os.pathsep.join([str(Path(sys.executable).parent), path_of_libreoffice])}


@pytest.fixture(scope="session")
def svod(environment: dict[str, str]) -> Svod:
    """Runs `svod` in this process, in a folder of choice. It differs from a user's process only where a process is needed."""
    own: dict[str, str | None] = {name: None for name in os.environ if name not in environment}
    own |= {name: environment[name] for name in ("PATH", "PREFECT_HOME")}

    def run(*words: str, cwd: Path, **settings: str) -> subprocess.CompletedProcess[str]:
        with pytest.MonkeyPatch.context() as patch, chdir(cwd):
            patch.setattr(multiprocessing.process, "ORIGINAL_DIR", str(cwd))  # where workers start
            with CliRunner().isolation(env=own | settings) as (stdout, stderr, _):
                code = app.run(words)
                sys.stdout.flush()
                sys.stderr.flush()
                return subprocess.CompletedProcess(words, code, stdout.getvalue().decode(), stderr.getvalue().decode())

    return run


@pytest.fixture
def run(svod: Svod, tmp_path: Path) -> Run:
    """Runs `svod` over the data folder `tmp_path`: exit code, stdout, stderr."""
    make_data_folder(tmp_path)

    def command(*words: str, lang: str = "en") -> tuple[int, str, str]:
        done = svod("--data", str(tmp_path), "--lang", lang, *words, cwd=tmp_path)
        return done.returncode, done.stdout, done.stderr

    return command


@pytest.fixture(scope="session")
def svod_process(environment: dict[str, str]) -> Svod:
    """Runs `svod` as a separate process."""

    def run(*words: str, cwd: Path, **settings: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["svod", *words], cwd=cwd, env=environment | settings, capture_output=True, text=True, timeout=240, check=False
        )

    return run


@pytest.fixture(scope="session")
def sample(svod: Svod, environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the sample was written, loaded and published with its reports. Tests don't change it."""
    folder = tmp_path_factory.mktemp("sample")
    assert svod("sample", cwd=folder).returncode == 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", environment["PATH"])
        consolidate(Workspace.on_this_machine(folder / "data", 1, LIMITS))
    return folder


@pytest.fixture(scope="session")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> PeriodReport:
    """Two years with returns that were accepted, resubmitted, late, nil, rejected and missing, with a survey and issues."""
    return campaign_of(tmp_path_factory.mktemp("campaign"))


@pytest.fixture(scope="session")
def guarded_campaign(tmp_path_factory: pytest.TempPathFactory) -> PeriodReport:
    """The same campaign, where counts from 1 to 4 are hidden."""
    return campaign_of(tmp_path_factory.mktemp("guarded"), small=5)


@pytest.fixture(scope="session")
def adopted_folder(svod: Svod, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which the small form was adopted, beside its workbook. Tests copy it."""
    folder = tmp_path_factory.mktemp("adopted")
    make_data_folder(folder)
    (folder / "form.xlsx").write_bytes(form_workbook())
    words = ("form", "adopt", str(folder / "form.xlsx"), "--reason", "the order of June", "--by", "Head")
    assert svod("--data", str(folder), *words, cwd=folder).returncode == 0
    return folder


@pytest.fixture
def adopted(adopted_folder: Path, tmp_path: Path) -> None:
    """The small form as it is was adopted before."""
    shutil.copytree(adopted_folder, tmp_path, dirs_exist_ok=True)


@pytest.fixture
def visits(monkeypatch: pytest.MonkeyPatch) -> Iterator[Form]:
    """The small form, added to the others, and a second region."""
    monkeypatch.setattr(UnitRegister, "read", classmethod(lambda _: TWO_REGIONS))
    monkeypatch.setattr(schemas.forms, "__path__", [*schemas.forms.__path__, str(Path(__file__).parent / "forms")])
    # Forms are found among the modules of their package. A worker started afresh imports this one by its own name.
    monkeypatch.setitem(sys.modules, "schemas.forms.visits12", visits12)
    _forget_forms()
    yield schemas.forms.forms()["visits12"]
    _forget_forms()


def _forget_forms() -> None:
    schemas.forms.forms.cache_clear()
    declared.cache_clear()
