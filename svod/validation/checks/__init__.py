"""The checks of one return.

A check is a function in a module of this package that says which codes of the catalogue its issues have:

    @finds("row.duplicate")
    def repeated_rows(typed: TypedReturn) -> Iterator[Issue]: ...

It is found by that: no list names it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from schemas.records.issue import Issue
from svod.validation.typed_return import TypedReturn

Find = Callable[[TypedReturn], Iterable[Issue]]


@dataclass(frozen=True, slots=True)
class ReturnCheck:
    """A function that finds issues in a typed return, and the codes of these issues.

    A check that `refuses` removes the values that it finds wrong, so it runs before the indicators are computed.
    """

    find: Find
    codes: tuple[str, ...]
    refuses: bool


def finds(*codes: str, refuses: bool = False) -> Callable[[Find], ReturnCheck]:
    """Turn a function into a check that finds issues with these codes."""
    return lambda find: ReturnCheck(find, codes, refuses)


@cache
def return_checks(*, refusing: bool) -> tuple[ReturnCheck, ...]:
    """The checks that refuse values, or those that don't, in the order of their modules' names."""
    modules = [import_module(f"{__name__}.{name}") for name in sorted(module.name for module in iter_modules(__path__))]
    checks = (value for module in modules for value in vars(module).values() if isinstance(value, ReturnCheck))
    return tuple(check for check in dict.fromkeys(checks) if check.refuses is refusing)
