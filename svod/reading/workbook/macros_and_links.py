"""Macros and links to other files: never run and never followed, only reported."""

from functools import lru_cache

from schemas.basics.texts import Texts
from schemas.checks.catalogue import CHECKS
from schemas.records.issue import Issue

TEXTS = Texts(__package__)

_MACRO_FOLDERS = ("xl/macrosheets/", "basic/", "scripts/")
_LINK_PARTS = ("xl/externallinks/", "xl/connections.", "xl/querytables/")
_EMPTY_LIBRARY = ("/script-lc.xml", "/script-lb.xml", "/")


def external_content(*, macros: bool, links: bool) -> list[Issue]:
    """Return an issue that names what the file holds of the two; none if it holds neither."""
    held = [*([TEXTS["macros"]] if macros else []), *([TEXTS["links"]] if links else [])]
    return [CHECKS["file.external_content"].issue(what=held)] if held else []


@lru_cache(maxsize=64)
def holds_macros(parts: frozenset[str]) -> bool:
    """True if a package has a part with macros. Cached: returns filled in from the same blank have the same parts."""
    return any(
        name.endswith("/vbaproject.bin") or (name.startswith(_MACRO_FOLDERS) and not name.endswith(_EMPTY_LIBRARY))
        for name in parts
    )


@lru_cache(maxsize=64)
def holds_links(parts: frozenset[str]) -> bool:
    """True if a package has a part that refers to another file or to an external source of data."""
    return any(name.startswith(_LINK_PARTS) for name in parts)
