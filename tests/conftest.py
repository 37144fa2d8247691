"""What tests share: the command as a user runs it, and one real run of the sample through the real flow."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

import schemas.forms
from flows.cli.app import main
from schemas.declaration.form import Form
from schemas.records.period_report import Edition
from schemas.units.register import UnitRegister
from svod.pipeline.known_names import declared
from tests.forms import visits12
from tests.support.campaign import campaign_of
from tests.support.regions import TWO_REGIONS

# The same cases in every run; `pytest --hypothesis-profile=default` looks for others.
# A deadline would judge the machine, not the program.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")

Svod = Callable[..., subprocess.CompletedProcess[str]]
Run = Callable[..., tuple[int, str, str]]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end what was not tested, and how to have it tested."""
    if skipped := terminalreporter.stats.get("skipped", []):
        terminalreporter.section("not tested on this machine", yellow=True)
        for (file, reason), count in Counter((report.location[0], report.longrepr[2]) for report in skipped).items():
            terminalreporter.line(f"{count} in {file}: {reason.removeprefix('Skipped: ')}")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run of CI that skipped a test: CI has all that tests need."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A user's environment: a home of its own for Prefect, no settings of the machine's, and no LibreOffice.

    PDFs take seconds after every command that changes a figure; they have tests of their own.
    """
    own = {name: value for name, value in os.environ.items() if not name.startswith(("SVOD_", "PREFECT_"))}
    home = str(tmp_path_factory.mktemp("prefect"))
    # Each PDF takes seconds: where a test isn't about them, LibreOffice makes none, as it does without its Writer.
    without_writer = tmp_path_factory.mktemp("bin")
    (without_writer / "soffice").symlink_to("/bin/true")
    path = os.pathsep.join([str(without_writer), str(Path(sys.executable).parent), own.get("PATH", "")])
    return own | {"PREFECT_HOME": home, "PATH": path}


@pytest.fixture(scope="session")
def libreoffice(environment: dict[str, str]) -> dict[str, str]:
    """What makes PDFs in a user's environment: the way to the machine's own LibreOffice."""
    return {"PATH": environment["PATH"].split(os.pathsep, 1)[1]}


@pytest.fixture(scope="session")
def svod(environment: dict[str, str]) -> Svod:
    """Runs `svod` as a process, in a folder of one's choice."""

    def run(*words: str, cwd: Path, **settings: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["svod", *words], cwd=cwd, env=environment | settings, capture_output=True, text=True, timeout=240, check=False
        )

    return run


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `svod` in this process, which alone knows the second form: exit code, stdout, stderr."""
    monkeypatch.setattr("flows.cli.app.do_without_pandas", lambda: None)  # other tests of this process want it

    def command(*words: str, lang: str = "en") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["svod", "--data", str(tmp_path), "--lang", lang, *words])
        with pytest.raises(SystemExit) as ended:
            main()
        code = ended.value.code
        assert code is None or isinstance(code, int)
        return (code or 0, *capsys.readouterr())

    return command


@pytest.fixture(scope="session")
def sample(svod: Svod, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the sample was written and the nightly flow run once. Tests don't change it."""
    folder = tmp_path_factory.mktemp("sample")
    for command in ("sample", "run"):
        done = svod(command, cwd=folder)
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """A year after a year: reported, sent again, late, nil, rejected and missing; a survey, and facts found."""
    return campaign_of(tmp_path_factory.mktemp("campaign"))


@pytest.fixture
def visits(monkeypatch: pytest.MonkeyPatch) -> Iterator[Form]:
    """The small form, put beside the others, and a second region beside the first."""
    monkeypatch.setattr(UnitRegister, "read", classmethod(lambda _: TWO_REGIONS))
    monkeypatch.setattr(schemas.forms, "__path__", [*schemas.forms.__path__, str(Path(__file__).parent / "forms")])
    # Forms are found among the modules of that package; a worker that starts afresh imports this one by its own name.
    monkeypatch.setitem(sys.modules, "schemas.forms.visits12", visits12)
    _forget_forms()
    yield schemas.forms.forms()["visits12"]
    _forget_forms()


def _forget_forms() -> None:
    schemas.forms.forms.cache_clear()
    declared.cache_clear()
