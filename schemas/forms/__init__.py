"""The forms that svod knows: every module of this package declares one as `FORM`."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from schemas.basics.exceptions import UnknownName
from schemas.basics.text import Text
from schemas.declaration.form import Form


@cache
def forms() -> dict[str, Form]:
    """Every declared form by its code."""
    declared = (import_module(f"{__name__}.{module.name}").FORM for module in iter_modules(__path__))
    return {form.code: form for form in declared}


def form_named(code: str | None) -> Form:
    """The form of that code; without a code, the only form there is."""
    known = forms()
    if code is None and len(known) == 1:
        return next(iter(known.values()))
    if code is None or code not in known:
        named = ", ".join(sorted(known))
        raise UnknownName(
            Text(
                f"Нысанды --form арқылы көрсетіңіз. Бар нысандар: {named}",
                f"Укажите форму через --form. Есть формы: {named}",
                f"Name the form with --form. The forms are: {named}",
            )
        )
    return known[code]
