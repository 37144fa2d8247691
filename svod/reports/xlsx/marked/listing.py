"""The list of findings: a first sheet that says it is for reference, so that the workbook can be sent again with it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from xml.sax.saxutils import quoteattr

from schemas.basics.cell import a1
from schemas.basics.texts import Texts
from schemas.declaration.own_sheets import reference_sheet
from schemas.records.issue import SEVERITIES, Issue
from svod.reports.xlsx.book import LINE_HEIGHT
from svod.reports.xlsx.marked.findings import Finding, Wording, grouped
from svod.reports.xlsx.marked.styles import Styles
from svod.reports.xlsx.marked.xml import written

TEXTS = Texts(__package__)

_WIDTHS = (12, 20, 20, 70, 22, 44, 22)
_CELLS = 2
"""The column with links to the cells."""
_HEADINGS, _FIRST = 3, 4
_MOST_LINKS = 65_000
"""Excel opens no sheet with more."""

_XML = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<worksheet xmlns="{space}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>'
    '<sheetView tabSelected="1" workbookViewId="0">'
    '<pane ySplit="{first}" topLeftCell="A{next}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    '<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>{rows}</sheetData>{links}'
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
)
_COLUMN = '<col min="{0}" max="{0}" width="{1}" customWidth="1"/>'
_ROW = '<row r="{}"{}>{}</row>'
_TEXT = '<c r="{}" s="{}" t="inlineStr"><is><t xml:space="preserve">{}</t></is></c>'
_BLANK = '<c r="{}" s="{}"/>'


@dataclass(frozen=True, slots=True)
class Listing:
    """The list of a workbook's issues as the XML of a sheet."""

    wording: Wording
    styles: Styles

    def xml(self, issues: Sequence[Issue], namespace: str) -> bytes:
        """The sheet."""
        findings, styles, language = grouped(issues), self.styles, self.wording.language
        columns = [text.in_(language) for text in TEXTS.group("column").values()]
        counts = Counter(issue.severity for issue in issues)
        gravest = next(filter(counts.get, SEVERITIES), "info")
        count = TEXTS.fill("count", errors=counts["error"], queries=counts["query"], infos=counts["info"])
        rows = [
            _row(0, [reference_sheet().in_(language)], [styles.title]),
            _row(1, [TEXTS.group("step")[gravest].in_(language)], [styles.title]),
            _row(_HEADINGS, columns, [styles.heading] * len(columns)),
            *(self._finding(number, finding) for number, finding in enumerate(findings, _FIRST)),
            _row(_FIRST + len(findings), [count.in_(language)], [styles.title]),
        ]
        links = [_link(number, finding) for number, finding in enumerate(findings, _FIRST) if self._is_here(finding)]
        xml = _XML.format(
            space=namespace,
            first=_FIRST,
            next=_FIRST + 1,
            columns="".join(_COLUMN.format(number, width) for number, width in enumerate(_WIDTHS, 1)),
            rows="".join(rows),
            links=f"<hyperlinks>{''.join(links[:_MOST_LINKS])}</hyperlinks>" if links else "",
        )
        return xml.encode()

    def _finding(self, row: int, finding: Finding) -> str:
        issue, language, plain = finding.issue, self.wording.language, self.styles.plain
        values = [
            SEVERITIES[issue.severity].in_(language),
            issue.sheet or "",
            finding.places,
            issue.message.in_(language),
            issue.suggestion or "",
            self.wording.explanation(finding),
            issue.code,
        ]
        styles = [self.styles.kinds[issue.severity], *[plain] * (len(values) - 1)]
        if self._is_here(finding):
            styles[_CELLS] = self.styles.link
        lines = max(len(wrap(value, width)) for value, width in zip(values, _WIDTHS, strict=True))
        return _row(row, values, styles, LINE_HEIGHT * lines)

    def _is_here(self, finding: Finding) -> bool:
        return bool(finding.cells) and finding.issue.sheet in self.wording.sheets


def _row(row: int, values: Sequence[str], styles: Sequence[int], height: float | None = None) -> str:
    cells = (
        _TEXT.format(a1(row, column), style, written(value)) if value else _BLANK.format(a1(row, column), style)
        for column, (value, style) in enumerate(zip(values, styles, strict=True))
    )
    high = f' ht="{min(height, 409):g}" customHeight="1"' if height else ""
    return _ROW.format(row + 1, high, "".join(cells))


def _link(row: int, finding: Finding) -> str:
    """The link to the first of a finding's cells."""
    place = "'{}'!{}".format(str(finding.issue.sheet).replace("'", "''"), finding.ranges[0])
    return f'<hyperlink ref="{a1(row, _CELLS)}" location={quoteattr(place)}/>'
