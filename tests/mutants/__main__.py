"""python -m tests.mutants: plant each fault of faults.toml in a copy of the code; the tests beside it must fail."""

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("flows", "schemas", "svod", "tests")


@dataclass(frozen=True)
class Fault:
    """A text in a file that is replaced by a wrong one, and the tests that must notice."""

    name: str
    file: str
    right: str
    wrong: str
    tests: list[str]

    def is_caught(self, copy: Path) -> bool:
        """True if a test fails once the fault is planted in a copy of the code."""
        file = copy / self.file
        code = file.read_text(encoding="utf-8")
        assert code.count(self.right) == 1, f"{self.name}: {self.file} has changed; plant the fault anew"
        file.write_text(code.replace(self.right, self.wrong), encoding="utf-8")
        words = [sys.executable, "-m", "pytest", "-x", "-p", "no:cacheprovider", *self.tests]
        done = subprocess.run(words, cwd=copy, env=os.environ | {"PYTHONPATH": str(copy)}, capture_output=True, check=False)
        file.write_text(code, encoding="utf-8")
        assert done.returncode in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED), done.stdout.decode()
        return done.returncode == pytest.ExitCode.TESTS_FAILED


def main() -> None:
    """Try each fault, and end with 1 if one is not caught."""
    faults = [Fault(**fault) for fault in tomllib.loads((Path(__file__).parent / "faults.toml").read_text("utf-8"))["fault"]]
    survived = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in FOLDERS:
            shutil.copytree(ROOT / name, copy / name)
        shutil.copy(ROOT / "pyproject.toml", copy)
        for fault in faults:
            caught = fault.is_caught(copy)
            survived += not caught
            print(f"{'caught' if caught else 'SURVIVED'}  {fault.file}: {fault.name}", flush=True)
    sys.exit(bool(survived))


if __name__ == "__main__":
    main()
