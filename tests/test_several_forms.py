"""With a second form known, a command about one form says which it took, or asks; with one form nothing is asked."""

from collections.abc import Callable
from pathlib import Path

import pytest

from flows.cli.app import main
from schemas.basics.text import LANGUAGES
from schemas.declaration.form import Form

Run = Callable[..., tuple[int, str, str]]


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


def test_a_form_without_a_sample_is_said_to_have_none(visits: Form, run: Run) -> None:
    said = (
        f"«{visits.code}» нысанының үлгі есептері жоқ.",
        f"У формы «{visits.code}» нет образцов отчётов.",
        f"The form “{visits.code}” has no sample returns.",
    )
    for lang, sentence in zip(LANGUAGES, said, strict=True):
        assert run("sample", "--form", visits.code, lang=lang) == (2, "", f"{sentence}\n")
