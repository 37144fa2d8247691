"""What the marked workbook says: the findings in the order of the sheets, equal ones together, and how a query is explained."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import islice

from schemas.basics.cell import cell_ranges
from schemas.basics.text import LANGUAGES, Language, fill, joined
from schemas.basics.texts import Texts
from schemas.declaration.form import Form
from schemas.records.issue import SEVERITIES, Issue

TEXTS = Texts(__package__)
_RANGES_NAMED = _CELLS_NAMED = 20


@dataclass(slots=True)
class Finding:
    """An issue, and all cells of its sheet that have the same one."""

    issue: Issue
    cells: dict[str, None] = field(default_factory=dict)
    """In order, each once."""

    @property
    def ranges(self) -> list[str]:
        """The cells as ranges, in the order of rows."""
        return cell_ranges(self.cells)

    @property
    def places(self) -> str:
        """The cells as people write them: A3, A7–A12 (7)."""
        ranges = [cells.replace(":", "–") for cells in self.ranges]
        named = ", ".join(ranges[:_RANGES_NAMED]) + (" …" if len(ranges) > _RANGES_NAMED else "")
        return f"{named} ({len(self.cells)})" if len(self.cells) > 1 else named


def grouped(issues: Sequence[Issue]) -> list[Finding]:
    """The findings in the order of their first cells."""
    found: dict[Issue, Finding] = {}
    for issue in issues:
        same = issue.model_copy(update={"cell": None, "value": None})
        finding = found.setdefault(same, Finding(issue))
        if issue.cell:
            finding.cells[issue.cell] = None
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Wording:
    """Sentences about issues in one language. `form` tells how queries are explained, `sheets` are those of the workbook."""

    language: Language
    form: Form | None
    sheets: Collection[str]

    @property
    def explanations(self) -> str | None:
        """The sheet on which the clerk explains queries; its name in this workbook may be in another language."""
        if self.form is None or self.form.explanations is None:
            return None
        names = self.form.all_tables[self.form.explanations.table].sheet
        return next((name for name in names.all if name in self.sheets), names.in_(self.language))

    def note(self, issue: Issue) -> str:
        """What the note at a cell says of an issue."""
        message = joined(*filter(None, (issue.message, issue.advice))).in_(self.language)
        said = f"{SEVERITIES[issue.severity].in_(self.language).capitalize()}: {message}"
        return "\n".join(filter(None, (said, self.explanation(*grouped([issue])))))

    def explanation(self, finding: Finding) -> str:
        """How a query is explained, with what is written into each column of the sheet for that; "" if it is no query."""
        sheet = self.explanations
        if finding.issue.severity != "query" or sheet is None:
            return ""
        assert self.form
        assert self.form.explanations
        declared = self.form.explanations
        table = self.form.all_tables[declared.table]
        # The columns are called as on that sheet, whatever the language of the messages.
        named = next((language for language in LANGUAGES if table.sheet.in_(language) == sheet), self.language)
        columns = {name: table.elements[name].labels.in_(named) for name in (declared.code, declared.cell, declared.text)}
        kind = "cells" if len(finding.cells) > 1 else "cell" if finding.cells else "file"
        values = {
            "sheet": sheet,
            "code_column": columns[declared.code],
            "code": finding.issue.code,
            "cell_column": columns[declared.cell],
            "cell": ", ".join(islice(finding.cells, _CELLS_NAMED)) + (" …" if len(finding.cells) > _CELLS_NAMED else ""),
            "text_column": columns[declared.text],
        }
        return fill(TEXTS.group("explain")[kind], values).in_(self.language)
