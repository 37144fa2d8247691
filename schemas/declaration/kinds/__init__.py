"""The kinds of elements: every module of this package declares one as `KIND`."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from schemas.declaration.kind import Kind


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind by its name."""
    declared = (import_module(f"{__name__}.{module.name}").KIND for module in iter_modules(__path__))
    return {kind.name: kind for kind in declared}


def kind_named(name: str) -> Kind:
    """The kind of that name."""
    return kinds()[name]


def kind_of(annotated: type, kind_name: str | None) -> Kind:
    """The kind that an element states, or the one that its type means: bool is a truth, though it is an int too."""
    if kind_name is not None:
        kind = kinds()[kind_name]
        if not issubclass(annotated, kind.value_type):
            raise TypeError(
                f"an element of the kind {kind_name} needs the type {kind.value_type.__name__}, not {annotated.__name__}"
            )
        return kind
    by_type = {kind.value_type: kind for kind in kinds().values() if not kind.is_stated}
    for base in annotated.__mro__:
        if base in by_type:
            return by_type[base]
    raise TypeError(f"no kind of element has the type {annotated.__name__}")
