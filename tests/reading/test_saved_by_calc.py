"""A return opened and saved by LibreOffice Calc, as by clerks without Excel, is read like the blank that was handed out."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from schemas.forms import forms
from schemas.forms.labour12.sample import sample_returns
from svod.reports.xlsx.form_workbook import write_return
from tests.builders.workbooks import REGISTER, check
from tests.support.programs import needs


@pytest.mark.slow
@needs("localc")
@pytest.mark.parametrize("ending", ["ods", "xlsx"])
def test_return_saved_by_calc_reads_the_same(tmp_path: Path, libreoffice: dict[str, str], ending: str) -> None:
    sample = next(one for one in sample_returns() if one.file.endswith("/Ақжар ауданы.xlsx"))
    content = write_return(forms()["labour12"], REGISTER, sample)
    (tmp_path / "return.xlsx").write_bytes(content)
    program = shutil.which("soffice", path=libreoffice["PATH"])
    assert program
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", ending, "--outdir", "saved", "return.xlsx"]
    subprocess.run(command, cwd=tmp_path, env=os.environ | libreoffice, check=True, capture_output=True, timeout=120)
    written, saved = check(content), check((tmp_path / "saved" / f"return.{ending}").read_bytes(), f"return.{ending}")
    assert (saved.status, saved.unit, saved.issues) == ("accepted", "akzhar", [])
    assert saved.indicators == written.indicators
    assert {code: table.columns for code, table in saved.tables.items()} == {
        code: table.columns for code, table in written.tables.items()
    }
