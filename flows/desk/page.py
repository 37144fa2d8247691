"""Makes pages from templates, in the language that the reader chose."""

from datetime import datetime
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from schemas.basics.clock import written
from schemas.basics.exact import Number
from schemas.basics.text import LANGUAGES, Language, Text, fill, write
from schemas.basics.texts import Texts
from schemas.checks.catalogue import CHECKS
from schemas.records.issue import SEVERITIES
from schemas.records.submission import SUBMISSION_STATUSES
from schemas.records.total import STATES
from schemas.records.unplaced_return import UNPLACED_STATES

TEXTS = Texts(__package__)

_OWN_NAMES: dict[Language, str] = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
_COOKIE = "lang"
_YEAR_SECONDS = 366 * 24 * 3600


def language_of(request: Request, default: Language) -> Language:
    """The language of a page: the one just chosen, else the one chosen before."""
    asked = request.query_params.get(_COOKIE) or request.cookies.get(_COOKIE)
    return next((language for language in LANGUAGES if language == asked), default)


def page(name: str, language: Language, status: int = 200, /, **values: Any) -> Response:
    """The page that a template gives with some values. The language is remembered."""
    shown = _environment(language).get_template(f"{name}.html").render(**values)
    response = HTMLResponse(shown, status)
    response.set_cookie(_COOKIE, language, _YEAR_SECONDS, httponly=True, samesite="lax")
    return response


def sentence(language: Language, status: int, text: Text, back: str | None = None) -> Response:
    """A page that says one sentence, and leads back."""
    return page("sentence", language, status, text=text, back=back)


@cache
def style() -> bytes:
    """The style of all pages."""
    return resources.files(__package__).joinpath("desk.css").read_bytes()


@cache
def _environment(language: Language) -> Environment:
    environment = Environment(
        loader=PackageLoader(__package__, "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def say(value: Text | str | Number | datetime | Path) -> str:
        """A value as the language writes it. Moments are written to the minute."""
        return written(value) if isinstance(value, datetime) else write(value, language)

    def filled(text: Text, **values: object) -> str:
        return fill(text, values).in_(language)

    environment.filters |= {"say": say, "filled": filled}
    environment.globals |= {
        "words": TEXTS.group("page"),
        "language": language,
        "languages": _OWN_NAMES,
        "severities": SEVERITIES,
        "statuses": SUBMISSION_STATUSES,
        "unplaced_states": UNPLACED_STATES,
        "states": STATES,
        "checks": CHECKS,
    }
    return environment
