"""Programs that some tests need beside Python: where one is missing, its tests are skipped and say how to have them run."""

import shutil

import pytest

_PACKAGES = {
    "chromium": "chromium",
    "localc": "libreoffice-calc",
    "lowriter": "libreoffice-writer",
    "pdfinfo": "poppler-utils",
    "pdftotext": "poppler-utils",
}
"""The Debian package that each comes with."""


def needs(*programs: str) -> pytest.MarkDecorator:
    """Mark what can only be tested with some programs."""
    missing = [program for program in programs if shutil.which(program) is None]
    packages = " ".join(sorted({_PACKAGES[program] for program in missing}))
    return pytest.mark.skipif(bool(missing), reason=f"needs {', '.join(missing)} (Debian: apt-get install {packages})")
