"""Macros and links to other files: never run and never followed, but said."""

from functools import lru_cache

from schemas.basics.texts import Texts
from schemas.checks.catalogue import CHECKS
from schemas.records.issue import Issue

TEXTS = Texts(__package__)

_MACRO_FOLDERS = ("xl/macrosheets/", "basic/", "scripts/")
_LINK_PARTS = ("xl/externallinks/", "xl/connections.", "xl/querytables/")
_EMPTY_LIBRARY = ("/script-lc.xml", "/script-lb.xml", "/")


def external_content(*, macros: bool, links: bool) -> list[Issue]:
    """The remark that a file holds either, if it does."""
    held = [*([TEXTS["macros"]] if macros else []), *([TEXTS["links"]] if links else [])]
    return [CHECKS["file.external_content"].issue(what=held)] if held else []


@lru_cache(maxsize=64)
def holds_macros(parts: frozenset[str]) -> bool:
    """Whether a package has a part with macros. Cached: the returns made from one blank have the same parts."""
    return any(
        name.endswith("/vbaproject.bin") or (name.startswith(_MACRO_FOLDERS) and not name.endswith(_EMPTY_LIBRARY))
        for name in parts
    )


@lru_cache(maxsize=64)
def holds_links(parts: frozenset[str]) -> bool:
    """Whether a package has a part that names another file, or a source of data elsewhere."""
    return any(name.startswith(_LINK_PARTS) for name in parts)
