"""Prints each guide as a PDF of one A4 page: `make guides`. Needs Chromium."""

import subprocess
import sys
import tempfile
from pathlib import Path

from markdown_it import MarkdownIt

GUIDES = Path(__file__).parent / "guides"

_STYLE = """
@page { size: A4; margin: 12mm 14mm }
body { font: 9.4pt/1.3 "Liberation Sans", Arial, sans-serif; margin: 0 }
h1 { font-size: 15pt; margin: 0 0 4px }
p { margin: 4px 0 }
pre { background: #f3f3f3; font-size: 8.2pt; margin: 3px 0; padding: 3px 6px; white-space: pre-wrap }
table { border-collapse: collapse }
td, th { border: 1px solid #bbb; padding: 1px 5px; text-align: left }
img { border: 1px solid #ccc; box-sizing: border-box; max-width: 100%; vertical-align: top }
"""


def main() -> None:
    """Print all guides into the folder that the command line names."""
    for printed in print_guides(Path(sys.argv[1])):
        sys.stdout.write(f"{printed}\n")


def print_guides(folder: Path) -> list[Path]:
    """Print all guides into a folder. Returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    return [_printed(guide, folder / f"{guide.stem}.pdf") for guide in sorted(GUIDES.glob("*.md"))]


def _printed(guide: Path, target: Path) -> Path:
    text = MarkdownIt("commonmark", {"html": True}).enable("table").render(guide.read_text(encoding="utf-8"))
    head = f'<!doctype html><meta charset="utf-8"><base href="{GUIDES.as_uri()}/"><title>svod</title><style>{_STYLE}</style>'
    with tempfile.TemporaryDirectory() as name:
        page = Path(name) / "guide.html"
        page.write_text(head + text, encoding="utf-8")
        browser = ("chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={name}/chromium")
        words = (*browser, "--no-pdf-header-footer", f"--print-to-pdf={target}", page.as_uri())
        subprocess.run(words, check=True, capture_output=True)
    return target


if __name__ == "__main__":
    main()
