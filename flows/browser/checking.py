"""Runs in the page: checks and marks returns with the functions of `svod check` and `svod feedback`, and words what is shown.

The page's worker writes a file's bytes to RETURN, calls `check` or `mark`, and reads a marked workbook from MARKED. Verdicts go
to the page as JSON, with the texts that it shows in every language.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path, PurePath
from typing import Any, Literal

from flows.browser.carried import Carried
from schemas.basics.exact import exact_json
from schemas.basics.text import Language, Text
from schemas.basics.texts import Texts
from schemas.declaration.form import Form
from schemas.declaration.period import Period
from schemas.records.as_json import verdict_as_json
from schemas.records.issue import SEVERITIES, Issue
from schemas.records.submission import CheckedReturn
from schemas.units.path import path_of_given
from svod.pipeline.check_return import check_at_path, lost_return

TEXTS = Texts(__package__)

RETURN, MARKED = Path("/return"), Path("/marked.xlsx")
_NOTHING = Text("–", "–", "–")


class Checking:
    """Checks returns by the forms and units that the page carries."""

    def __init__(self, carried: str) -> None:
        self._carried = Carried.model_validate_json(carried)
        self._known = self._carried.known

    def check(self, name: str, loss: Literal["time", "crash"] | None = None) -> str:
        """The verdict on a file, as `svod check --json` gives it and as the page shows it.

        A `loss` is why the file was given up: it took too long, or ended the worker that read it.
        """
        if loss:
            checked = lost_return(RETURN, loss)
        else:
            path = path_of_given(PurePath(name), self._known.units)
            checked = check_at_path(RETURN, path, self._known, self._carried.limits)
        verdict = exact_json(verdict_as_json(name, checked), indent=2, default=str)
        return json.dumps({"verdict": verdict, "status": checked.status, "shown": self._shown(checked)}, default=asdict)

    def mark(self, name: str, language: Language, verdict: str, *, lost: bool = False) -> str:
        """Mark the issues of a verdict in the workbook, and return the name for it; list them alone if that was too much."""
        from svod.pipeline.mark_return import file_ending, list_alone, mark_return  # takes as long to import as everything else

        told = json.loads(verdict)
        issues = [Issue.model_validate(issue) for issue in told["issues"]]
        checked = CheckedReturn(told["sha256"], told["form"], told["unit"], told["period"], issues=issues)
        if lost:
            marked = list_alone(checked, language)
        else:
            marked = mark_return(RETURN.read_bytes(), name, checked, self._known.forms, language, self._carried.limits)
        MARKED.write_bytes(marked)
        return f"{PurePath(name).stem}-svod{file_ending(marked)}"

    def _shown(self, checked: CheckedReturn) -> Mapping[str, object]:
        form = self._known.forms.get(checked.form or "")
        if form and checked.period:
            form = form.version_for(Period.parse(checked.period))
        return {
            "called": TEXTS.group("verdict")[checked.status],
            "about": list(self._about(checked, form)),
            "findings": list(map(_finding, checked.issues)),
            "counts": _counts(checked.issues),
            "sent": list(_sent(checked, form)) if form and checked.status == "accepted" else [],
        }

    def _about(self, checked: CheckedReturn, form: Form | None) -> Iterator[tuple[Text, Text]]:
        """The unit, form and period of a return, as far as they are known."""
        if checked.unit and (unit := self._known.units.names_of(checked.unit)):
            yield TEXTS["about.unit"], unit
        if form:
            yield TEXTS["about.form"], form.title
        if checked.period:
            yield TEXTS["about.period"], Text(checked.period, checked.period, checked.period)


def _finding(issue: Issue) -> Mapping[str, Any]:
    place = "!".join(part for part in (issue.sheet, issue.cell) if part)
    return {
        "severity": issue.severity,
        "called": SEVERITIES[issue.severity],
        "code": issue.code,
        "place": place,
        "message": issue.message,
        "advice": issue.advice,
    }


def _counts(issues: list[Issue]) -> list[Text]:
    counts = Counter(issue.severity for issue in issues)
    found = ((called, counts[severity]) for severity, called in SEVERITIES.items() if counts[severity])
    return [TEXTS.fill("count", severity=called, count=count) for called, count in found]


def _sent(checked: CheckedReturn, form: Form) -> Iterator[tuple[Text, Text]]:
    """What a return brings: its rows by sheet, and its indicators."""
    for code, count in checked.row_counts.items():
        yield TEXTS.fill("rows", sheet=form.all_tables[code].sheet), TEXTS.fill("number", number=count)
    for code, value in checked.indicators.items():
        yield form.indicators[code].labels, _NOTHING if value is None else TEXTS.fill("number", number=value)
