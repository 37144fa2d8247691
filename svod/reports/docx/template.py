"""The text of a form's written report: the form's template filled in with the values of a report.

A template is plain text with Jinja's tags. The start of a line says what begins: `# ` the title, `## ` a heading, `### ` an
appendix on a new page, `> ` a notice, `* ` an item of a list, `| a | b` a row of a table, `|| a | b` a bold row. Any other
line continues the block above it; after a blank line it begins a paragraph. A value filled in never begins a block.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import CodeType
from typing import Any, Literal

from jinja2 import StrictUndefined, Template, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from schemas.basics.text import Language, in_quotes, write
from schemas.language import kazakh, russian
from schemas.records.period_report import PeriodReport
from svod.reports.docx.template_values import Bound, Day, Figure, Hidden, Source, Words

Kind = Literal["title", "heading", "appendix", "notice", "item", "row", "bold_row", "paragraph"]

_MARKS: tuple[tuple[str, Kind], ...] = (
    ("### ", "appendix"),
    ("## ", "heading"),
    ("# ", "title"),
    ("> ", "notice"),
    ("* ", "item"),
    ("|| ", "bold_row"),
    ("| ", "row"),
)
_SHIELDED = {ord(mark): 0xE000 + ord(mark) for mark in "#>*|"}
_UNSHIELDED = {shield: mark for mark, shield in _SHIELDED.items()}
# "12 – 15" and "50 %" break neither before the dash nor before the percent sign; "№ 5" doesn't break after the №.
_KEPT_TOGETHER = re.compile(r" (?=[–—%])|(?<=№) ")
_NO_BREAK = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, or one row of a table with its cells."""

    kind: Kind
    cells: tuple[str, ...]

    @property
    def text(self) -> str:
        """The paragraph's text."""
        return self.cells[0]


@dataclass(frozen=True, slots=True)
class Written:
    """A value as it was written into the text, and its source in the warehouse."""

    text: str
    value: object
    source: Source


@dataclass(frozen=True, slots=True)
class Narrative:
    """The blocks of a report, and all its bound values in the order in which they were written."""

    blocks: Sequence[Block]
    written: Sequence[Written]


def narrate(report: PeriodReport, language: Language) -> Narrative | None:
    """The text of the form's report in a language. None if the form has no template in that language."""
    template = report.form.report.get(language)
    return None if template is None else narrate_template(template, report, language)


def narrate_template(template: str, report: PeriodReport, language: Language) -> Narrative:
    """Fill in a template."""
    writer = _Writer(language)
    environment = writer.environment()
    compiled = Template.from_code(environment, _compiled(template, language), environment.make_globals(None))
    return Narrative(tuple(_blocks(compiled.render(Bound(report, language).names()))), writer.written)


@lru_cache(maxsize=16)
def _compiled(template: str, language: Language) -> CodeType:
    """The code of a template. It is the same for every report, and making it takes longer than filling it in."""
    return _Writer(language).environment().compile(template)


@dataclass
class _Writer:
    """Turns bound values into text, and records each of them. Nothing else does."""

    language: Language
    written: list[Written] = field(default_factory=list)

    def environment(self) -> ImmutableSandboxedEnvironment:
        environment = ImmutableSandboxedEnvironment(
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=self._fill,
            autoescape=False,  # values are escaped by _SHIELDED instead: the text is not HTML
        )
        grammar = {"kk": kazakh, "ru": russian}[self.language]
        filters: dict[str, Any] = {
            "case": self._kazakh_case if self.language == "kk" else self._russian_case,
            "day": lambda day, *case: self._note(day, grammar.day(day.date, *case)),
            "stopped": self._stopped,
            "quoted": lambda words: _quoted(self._fill(words), self.language),
            "listed": lambda words: grammar.join([self._fill(word) for word in words]),
            "plural": russian.plural,
        }
        environment.filters.update(filters)
        environment.tests["hidden"] = lambda value: isinstance(value, Hidden)
        return environment

    def _fill(self, value: object) -> str:
        """The text of a value. Raises for a number without a source and for a name that doesn't exist."""
        match value:
            case Figure():
                text = self._note(value, write(value, self.language))
            case Words():
                text = self._note(value, value)
            case str() | Undefined():  # an if without else is empty; an unknown name raises here
                text = str(value)
            case _:
                raise TypeError(f"{value!r} is neither a figure nor words")
        return text.translate(_SHIELDED)

    def _kazakh_case(self, value: Figure | Words, case: kazakh.Case, *, possessive: bool = False) -> str:
        if isinstance(value, Words):
            return self._note(value, kazakh.decline(value, case))
        return f"{self._fill(value)}-{kazakh.numeral_ending(int(value), case, possessive=possessive)}"

    def _russian_case(self, value: Words, case: russian.Case) -> str:
        return self._note(value, russian.decline(value, case))

    def _stopped(self, words: Words) -> str:
        """Words that end a sentence: a full stop is added unless they end in one themselves."""
        return self._fill(words) + ("" if words.endswith((".", "!", "?", "…")) else ".")

    def _note(self, value: Figure | Words | Day, text: str) -> str:
        self.written.append(Written(text, value, value.source))
        return text


def _quoted(text: str, language: Language) -> str:
    """Words in quotes. Quotes around the whole are dropped first; quotes inside become second-level ones.

    "Жұмыс" and «Жұмыс» both become «Жұмыс».
    """
    for opening, closing in ("«»", "“”", "„“", '""'):
        within = text[1:-1]
        if text.startswith(opening) and text.endswith(closing) and not {opening, closing} & set(within):
            text = within.strip()
    return f"«{in_quotes(text, language)}»"


def _blocks(text: str) -> Iterator[Block]:
    block: tuple[Kind, str] | None = None
    for line in map(str.strip, text.splitlines()):
        kind = next((kind for mark, kind in _MARKS if line.startswith(mark)), None)
        if block and line and not kind:
            block = block[0], f"{block[1]} {line}"
            continue
        if block:
            yield _block(*block)
        block = (kind or "paragraph", line.lstrip("#>*|")) if line else None
    if block:
        yield _block(*block)


def _block(kind: Kind, text: str) -> Block:
    cells = text.split("|") if kind in ("row", "bold_row") else [text]
    return Block(kind, tuple(_cell(cell) for cell in cells))


def _cell(text: str) -> str:
    one_line = re.sub(" +", " ", text).strip(" ")
    return _KEPT_TOGETHER.sub(_NO_BREAK, one_line).translate(_UNSHIELDED)
