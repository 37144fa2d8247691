"""The page: one HTML file with all figures of a period in the languages of the place. It needs no network."""

from base64 import b64encode
from functools import cache, partial
from hashlib import sha256
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from schemas.basics.text import LANGUAGES, Language
from schemas.basics.texts import Texts
from schemas.checks.catalogue import CHECKS
from schemas.records.period_report import PeriodReport
from schemas.records.unplaced_return import UNPLACED_STATES
from svod.reports.hidden import hidden_note
from svod.reports.html.changes import changes
from svod.reports.html.charts import charts
from svod.reports.html.figures import figures
from svod.reports.html.printed import printed_tables
from svod.reports.html.survey import survey
from svod.reports.html.words import filled, say
from svod.reports.status_flags import StatusFlags

TEXTS = Texts(__package__)

_OWN_NAMES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}


@cache
def _template(languages: tuple[Language, ...]) -> Template:
    """The template of pages in some languages."""
    templates = Environment(
        loader=PackageLoader("svod.reports.html", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    templates.filters |= {"filled": filled, "say": partial(say, languages)}
    return templates.get_template("page.html", globals={"languages": {one: _OWN_NAMES[one] for one in languages}})


def page(report: PeriodReport, languages: tuple[Language, ...] = LANGUAGES) -> str:
    """The page of a report. The same figures always give the same text.

    Of what a clerk typed, the page shows only counts, dates and codes.
    """
    script, shown = _part("page.js"), figures(report)
    return _template(languages).render(
        report=report,
        words=TEXTS.group("page"),
        checks=CHECKS,
        states=UNPLACED_STATES,
        notes=StatusFlags(report).notes,
        figures=shown,
        changes=changes(report, shown),
        charts=charts(report),
        printed=list(printed_tables(report)),
        survey=survey(report),
        hidden_note=hidden_note(report),
        style=_part("page.css"),
        script=script,
        # Only the page's own script may run, even if another gets into the page.
        script_hash=b64encode(sha256(script.encode()).digest()).decode(),
    )


def _part(name: str) -> str:
    return resources.files(__name__).joinpath(name).read_text(encoding="utf-8")
