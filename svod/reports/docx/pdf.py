"""Documents as PDF, by LibreOffice where its Writer is installed."""

import re
import shutil
import subprocess
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

_SECONDS = 120
_MADE_AT = re.compile(rb"(?<=/CreationDate\(D:)\d{14}")
_MADE_ON = b"20000101000000"
_DIGEST = re.compile(rb"(?<=[</])[0-9A-F]{32}(?=[>\n])")


def as_pdfs(documents: Sequence[bytes]) -> list[bytes]:
    """The PDFs of Word documents, all made at one start; none without LibreOffice and Writer. A document is always one PDF."""
    program = shutil.which("soffice")
    if program is None or not documents:
        return []
    with TemporaryDirectory() as name:
        folder = Path(name)
        sources = [folder / f"{number}.docx" for number in range(len(documents))]
        for source, document in zip(sources, documents, strict=True):
            source.write_bytes(document)
        # A profile of its own: one that is in use elsewhere would take the work over, or refuse it.
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", name, *map(str, sources)]
        subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
        made = [source.with_suffix(".pdf") for source in sources]
        return [_dateless(pdf.read_bytes()) for pdf in made] if made[0].exists() else []


def _dateless(pdf: bytes) -> bytes:
    """A PDF without the moment at which it was made, and with digests that don't follow from it.

    All of them stand after the last stream, and what replaces them is as long: the places of the objects stay true.
    """
    end = pdf.rfind(b"endstream")
    body, tail = pdf[:end], _MADE_AT.sub(_MADE_ON, pdf[end:])
    digest = sha256(body + _DIGEST.sub(b"", tail)).hexdigest()[:32].upper().encode()
    return body + _DIGEST.sub(digest, tail)
