"""What a machine can't test is listed at the end of a run, and fails it in CI."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
COMMAND = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "tests/reports/test_page_in_chromium.py", "-k", "keyboard"]


def test_skipped_tests_are_named_and_fail_ci(environment: dict[str, str]) -> None:
    without_chromium = environment | {"PATH": str(Path(sys.executable).parent), "CI": "true"}
    done = subprocess.run(COMMAND, cwd=ROOT, env=without_chromium, capture_output=True, text=True, check=False)
    assert "2 in tests/reports/test_page_in_chromium.py: needs chromium (Debian: apt-get install chromium)\n" in done.stdout
    assert done.returncode == 1
