"""Programs that some tests need besides Python. If one is missing, its tests are skipped and say how to run them."""

import shutil

import pytest

from flows.browser.parts import Parts
from schemas.basics.exceptions import NotAllowed

_PACKAGES = {
    "chromium": "chromium",
    "localc": "libreoffice-calc",
    "lowriter": "libreoffice-writer",
    "pdfinfo": "poppler-utils",
    "pdftotext": "poppler-utils",
}
"""The Debian package of each program."""


def needs(*programs: str) -> pytest.MarkDecorator:
    """Mark a test that needs some programs."""
    missing = [program for program in programs if shutil.which(program) is None]
    packages = " ".join(sorted({_PACKAGES[program] for program in missing}))
    return pytest.mark.skipif(bool(missing), reason=f"needs {', '.join(missing)} (Debian: apt-get install {packages})")


def needs_parts_of_page() -> pytest.MarkDecorator:
    """Mark a test that needs what the page in the browser is made of."""
    made = True
    try:
        Parts.of_environment()
    except NotAllowed:
        made = False
    return pytest.mark.skipif(not made, reason="needs the parts of the page (apt-get install nodejs npm; make browser)")
