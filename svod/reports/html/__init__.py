"""The page: one HTML file with all figures of a period in three languages. It needs no network."""

from base64 import b64encode
from hashlib import sha256
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined

from schemas.basics.texts import Texts
from schemas.checks.catalogue import CHECKS
from schemas.records.period_report import PeriodReport
from schemas.records.unplaced_return import UNPLACED_STATES
from svod.reports.hidden import hidden_note
from svod.reports.html.changes import changes
from svod.reports.html.charts import charts
from svod.reports.html.figures import figures
from svod.reports.html.survey import survey
from svod.reports.html.words import filled, say
from svod.reports.status_flags import StatusFlags

TEXTS = Texts(__package__)

_TEMPLATES = Environment(
    loader=PackageLoader("svod.reports.html", "."),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
_TEMPLATES.filters |= {"filled": filled, "say": say}


def page(report: PeriodReport) -> str:
    """The page of a report. The same figures always give the same text.

    Of what a clerk typed, the page shows only counts, dates and codes.
    """
    script, shown = _part("page.js"), figures(report)
    return _TEMPLATES.get_template("page.html").render(
        report=report,
        words=TEXTS.group("page"),
        checks=CHECKS,
        states=UNPLACED_STATES,
        notes=StatusFlags(report).notes,
        figures=shown,
        changes=changes(report, shown),
        charts=charts(report),
        survey=survey(report),
        hidden_note=hidden_note(report),
        style=_part("page.css"),
        script=script,
        # Only the page's own script may run, even if another gets into the page.
        script_hash=b64encode(sha256(script.encode()).digest()).decode(),
    )


def _part(name: str) -> str:
    return resources.files(__name__).joinpath(name).read_text(encoding="utf-8")
