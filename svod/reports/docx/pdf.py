"""Word documents converted to PDF by LibreOffice Writer, if it is installed."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

_SECONDS = 120


def as_pdfs(documents: Sequence[bytes]) -> list[bytes]:
    """The PDFs of Word documents, converted in one run of LibreOffice. Empty if Writer isn't installed."""
    program = shutil.which("soffice")
    if program is None or not documents:
        return []
    with TemporaryDirectory() as name:
        folder = Path(name)
        sources = [folder / f"{number}.docx" for number in range(len(documents))]
        for source, document in zip(sources, documents, strict=True):
            source.write_bytes(document)
        # Another LibreOffice running with the same profile would take over the conversion or refuse it.
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", name, *map(str, sources)]
        subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
        made = [source.with_suffix(".pdf") for source in sources]
        return [pdf.read_bytes() for pdf in made] if made[0].exists() else []
