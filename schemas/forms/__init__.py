"""The forms that come with the program: each package here declares one as `FORM`."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from schemas.declaration.form import Form


@cache
def forms() -> dict[str, Form]:
    """All declared forms by code."""
    declared = (import_module(f"{__name__}.{module.name}").FORM for module in iter_modules(__path__))
    return {form.code: form for form in declared}
