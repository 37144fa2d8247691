"""The formats in which the reports of a period are written. A new format is a new file and a line in RENDERERS."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from schemas.basics.place import PlaceVersion
from schemas.basics.text import LANGUAGES, Language
from schemas.records.period_report import PeriodReport


@dataclass(frozen=True, slots=True)
class Renderer:
    """A format of reports.

    `file` is the file's name, with `{language}` in it if each language has its own file. `render` returns the file's content,
    the same bytes for the same figures, or None if the form has no such report in that language.
    """

    file: str
    render: Callable[[PeriodReport, Language, PlaceVersion], bytes | None]

    @property
    def names(self) -> Iterator[str]:
        """The names that its files may have, in whichever languages."""
        return (self.file.format(language=language) for language in LANGUAGES)

    def files(self, report: PeriodReport, place: PlaceVersion) -> Iterator[tuple[str, bytes]]:
        """The names and contents of the files of a period's report."""
        for language in place.languages if "{language}" in self.file else place.languages[:1]:
            name = self.file.format(language=language)
            content = self.render(report, language, place)
            if content is not None:
                yield name, content


def _consolidated_workbook(report: PeriodReport, language: Language, _: PlaceVersion) -> bytes:
    from svod.reports.xlsx.consolidated import consolidated_workbook

    return consolidated_workbook(report, language)


def _written_report(report: PeriodReport, language: Language, place: PlaceVersion) -> bytes | None:
    from svod.reports.docx.document import written_report

    return written_report(report, language, place)


def _page(report: PeriodReport, _: Language, place: PlaceVersion) -> bytes:
    from svod.reports.html import page

    return page(report, place.languages).encode()


# A renderer imports its libraries when it is first called: a run with nothing new writes no reports and needs none of them.
RENDERERS: Sequence[Renderer] = (
    Renderer("consolidated-{language}.xlsx", _consolidated_workbook),
    Renderer("report-{language}.docx", _written_report),
    Renderer("page.html", _page),
)
