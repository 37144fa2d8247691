"""A form: the blank questionnaire, declared once. All that svod does with its returns follows from the declaration."""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from itertools import product
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.dataclasses import dataclass

from schemas.basics.exact import MOST_DECIMALS
from schemas.basics.place import Place
from schemas.basics.text import Language, Text
from schemas.basics.texts import Texts
from schemas.declaration.element import CodeList, DataElement, Row, data_elements
from schemas.declaration.period import Period, PeriodType
from schemas.declaration.rule import Condition, Rule
from schemas.declaration.spelling import Spelling
from schemas.language.measures import Scale
from schemas.language.name_key import key

TEXTS = Texts(__package__)

INSTRUCTIONS_SHEET = "Нұсқаулық – Инструкция"
LISTS_SHEET = "svod"
"""The blank's own hidden sheet, which holds the lists behind its drop-downs."""

ANSWERS_SHEET = "svod answers"
"""One, with the survey's questions and answers. A blank that has it prints them as rows: those left blank mean nothing."""

OWN_SHEETS = frozenset({INSTRUCTIONS_SHEET, LISTS_SHEET, ANSWERS_SHEET})
"""The sheets of a blank that are no sheets of a form."""


def reference_sheet() -> Text:
    """What the first cell of a sheet says that is no part of the return, whatever headings it has."""
    return TEXTS["reference_sheet"]


_NOT_IN_CODES = re.compile(r"\W")

RESERVED = frozenset({"core", "history", "main", "svod", "information_schema", "pg_catalog", "system", "temp"})
"""Names that no form may have: each form has a schema of its name in the warehouse, beside these."""


class Declaration(BaseModel):
    """The base of a form's parts: they are frozen and refuse what isn't declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def __pydantic_init_subclass__(cls, **_: object) -> None:
        """Compare and hash declarations by identity: each exists once in the program, and is a key of caches."""
        for name in ("__eq__", "__hash__"):
            setattr(cls, name, getattr(object, name))


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedRow:
    """A row that is printed in the form, by the code of its line.

    It is `part_of` another row: all parts of that row add up to it, or, unless they are `exact`, to no more than it. In the
    columns of the elements `not_asked` nothing is filled in; printed forms have х there.
    """

    code: str
    part_of: str | None = None
    exact: bool = True
    not_asked: tuple[str, ...] = ()


class Table(Declaration):
    """One sheet of the form.

    `reports` is False for a sheet of remarks, such as explanations: what is wrong in its rows is a query and refuses nothing.
    `accepted` are spellings of its headings, codes and sheet's name that were accepted beside the declared ones. The rows of a
    fixed table are printed in the form: `row_element` is the element whose code says which row it is, `printed` are the rows.
    """

    code: str
    model: type[Row]
    sheet: Text
    grain: Text
    required: bool = False
    reports: bool = True
    row_element: str | None = None
    printed: tuple[PrintedRow, ...] = ()
    accepted: tuple[Spelling, ...] = ()

    @cached_property
    def elements(self) -> dict[str, DataElement]:
        """The data elements by name, in the order of their columns."""
        return {name: self._spelled(element) for name, element in data_elements(self.model).items()}

    @cached_property
    def required_columns(self) -> tuple[str, ...]:
        """The elements that every row must have."""
        return tuple(name for name, element in self.elements.items() if element.required)

    @cached_property
    def not_asked(self) -> frozenset[tuple[str, str]]:
        """The cells of a fixed table in which nothing is filled in, by row and element."""
        return frozenset((row.code, name) for row in self.printed for name in row.not_asked)

    @cached_property
    def depths(self) -> dict[str, int]:
        """How many printed rows each one is a part of, directly or by way of others."""
        wholes = {row.code: row.part_of for row in self.printed}

        def depth(code: str | None) -> int:
            return 1 + depth(wholes[code]) if code in wholes else -1

        return {code: depth(code) for code in wholes}

    @cached_property
    def bounded_dates(self) -> tuple[DataElement, ...]:
        """The dates that must lie in the form's window or the cover's period."""
        return tuple(element for element in self.elements.values() if element.element.within)

    @cached_property
    def identifying_columns(self) -> tuple[str, ...]:
        """The required elements that say which row it is, not how many: no totals row has them."""
        return tuple(name for name in self.required_columns if not self.elements[name].kind.is_figure)

    @cached_property
    def scales(self) -> frozenset[Scale]:
        """What a figure of 1 means in the table's columns."""
        return frozenset(element.scale for element in self.elements.values() if element.kind.is_figure)

    @cached_property
    def element_keys(self) -> dict[str, str]:
        """The elements by the keys of their headings and labels."""
        declared = {key(name): element.name for element in self.elements.values() for name in element.names}
        prefix = f"{self.code}."
        headings = (spelling for spelling in self.accepted if spelling.kind == "heading")
        return {key(spelling.text): spelling.target.removeprefix(prefix) for spelling in headings} | declared

    @cached_property
    def code_keys(self) -> frozenset[str]:
        """The keys of all names of the table's codes."""
        return frozenset(name for element in self.elements.values() for name in element.code_keys)

    def _spelled(self, element: DataElement) -> DataElement:
        """The element with the names of its codes that were accepted."""
        prefix = f"{self.code}.{element.name}."
        accepted = {
            key(spelling.text): code
            for spelling in self.accepted
            for code in element.codes or ()
            if spelling.kind == "code" and spelling.target == prefix + code
        }
        return replace(element, code_keys={**accepted, **element.code_keys}) if accepted else element


_Declared = TypeVar("_Declared", bound=Declaration)


def _changed(declaration: _Declared, **changes: object) -> _Declared:
    """A copy with changes. It is made anew, because the original keeps what was computed from its own values."""
    values = {name: getattr(declaration, name) for name in type(declaration).model_fields}
    return type(declaration)(**(values | changes))


Aggregation = Literal["sum", "max", "min", "mean", "ratio", "none"]
OverTime = Literal[Aggregation, "last"]
Counted = tuple[str, str | None]
"""A table and the element that is added up; None if its rows are counted."""


class Indicator(Declaration):
    """A figure computed from one return: the sum of an element over some rows, or their number.

    The rows are those whose elements have one of the values in `where`. The figure is zero where there are no such rows, and
    unknown (null) where there are some but none has a value. `asked` names an element of `where` with one value: where no row
    has that value, the question was not asked, and the figure is unknown too. A `sensitive` figure counts children or cases so
    few that a unit's small number may be left out of what is published.

    `aggregation` says what rows come to in a return, and units in a region: their sum, largest or smallest value, their `mean`
    weighted by the element `weight`, or nothing. A `ratio` is `times` the indicator `part` divided by the indicator `whole`,
    both added up first. Means and ratios are rounded to `decimals`. `over_time` says what the periods of a year come to, where
    that is something else: a stock is that of the last period.
    """

    code: str
    labels: Text
    meaning: Text
    table: str
    element: str | None = None
    where: dict[str, tuple[str, ...]] = {}
    asked: str | None = None
    sensitive: bool = False
    aggregation: Aggregation = "sum"
    over_time: OverTime | None = None
    weight: str | None = None
    part: str | None = None
    whole: str | None = None
    times: int = 1
    decimals: Annotated[int, Field(ge=0, le=MOST_DECIMALS)] = 1

    @property
    def counted(self) -> Counted:
        """What the figure is computed from."""
        return self.table, self.element

    @property
    def parts(self) -> tuple[str, ...]:
        """The indicators that it is computed from: those of a ratio."""
        return tuple(filter(None, (self.part, self.whole)))

    @property
    def is_pooled(self) -> bool:
        """True if a figure is a quotient: its parts are added up, and its wholes, before one is divided by the other."""
        return self.aggregation in ("mean", "ratio")

    @property
    def aggregation_over_time(self) -> OverTime:
        """How the periods of a year come to one figure: as units do, unless the indicator says otherwise."""
        return self.over_time or self.aggregation

    @cached_property
    def by(self) -> tuple[str, ...]:
        """The elements whose values choose the rows."""
        return tuple(self.where)

    @cached_property
    def combinations(self) -> tuple[tuple[str, ...], ...]:
        """Every combination of these elements' values that chooses a row."""
        return tuple(product(*self.where.values()))


def cell_indicators(table: Table) -> Iterator[Indicator]:
    """One indicator for each cell of a fixed table, none of others: t1_01_3 is the figure of row 01 in column 3."""
    if table.row_element is None:
        return
    labels = table.elements[table.row_element].code_labels
    for row in table.printed:
        for name, element in table.elements.items():
            if element.kind.is_figure and name not in row.not_asked:
                text = Text(*(": ".join(pair) for pair in zip(labels[row.code].all, element.labels.all, strict=True)))
                yield Indicator(
                    code=_NOT_IN_CODES.sub("_", f"{table.code}_{row.code}_{element.element.number or name}").lower(),
                    labels=text,
                    meaning=text,
                    table=table.code,
                    element=name,
                    where={table.row_element: (row.code,)},
                    asked=table.row_element,
                    aggregation="sum" if element.kind.adds_up else "none",
                )


class Question(Declaration):
    """A survey question; with `several`, a respondent may give more than one answer."""

    code: CodeList
    answers: tuple[CodeList, ...]
    several: bool = False


class Survey(Declaration):
    """A table of answers (a row: question, answer, number of respondents) and the cover's number of people asked.

    `base` is the cover's element for the people asked, `base_indicator` the indicator that sums it.
    """

    table: str
    question: str
    answer: str
    respondents: str
    base: str
    base_indicator: str
    questions: tuple[Question, ...]

    def indicators(self) -> tuple[Indicator, ...]:
        """One indicator for each answer: how many respondents gave it."""
        return tuple(self._indicator(question, answer) for question in self.questions for answer in question.answers)

    @staticmethod
    def indicator(question: str, answer: str) -> str:
        """The code of the indicator that counts an answer."""
        return f"{question}_{answer}"

    def _indicator(self, question: Question, answer: CodeList) -> Indicator:
        labels = (f"{q.rstrip('?')}: {a}" for q, a in zip(question.code.labels.all, answer.labels.all, strict=True))
        return Indicator(
            code=self.indicator(question.code, answer),
            labels=Text(*labels),
            meaning=TEXTS["respondents"],
            table=self.table,
            element=self.respondents,
            where={self.question: (question.code,), self.answer: (answer,)},
            asked=self.question,
        )


class Explanations(Declaration):
    """A table in which the clerk explains queries: its elements for the check's code, the cell and the explanation."""

    table: str
    code: str
    cell: str
    text: str


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day that is the same every year."""

    month: int
    day: int

    def in_year(self, year: int) -> date:
        """The day in a year."""
        return date(year, self.month, self.day)


DueRule = Literal["calendar_day", "next_working_day", "working_days"]
"""A return is due on the day stated, on the next working day if nobody works then, or after so many working days."""


class Form(Declaration):
    """A form: its sheets, rules, indicators, and the period that a return is about.

    `period_elements` are the cover's elements that name the period, in the order year, then quarter or month. The window
    is the days that a return may be about; without one, the days of the period. A return is due on `due_date` of the
    period's year, or `due_days` after its last day; `due_rule` says what follows if nobody works then. `correction` is what
    the cover of a corrected return says. `report` has the written report's template in each language. `spellings` are other
    titles, as it had before. The form holds from the period `valid_from` on, if it is given; `earlier` is the version adopted
    before it. `adopted` is the hash of its definition, if it didn't come with the program.
    """

    code: str
    version: str = "1"
    valid_from: str | None = None
    title: Text
    spellings: tuple[str, ...] = ()
    period_type: PeriodType
    period_elements: tuple[str, ...]
    unit_element: str
    due_date: MonthDay | None = None
    due_days: int = 0
    due_rule: DueRule = "calendar_day"
    window: tuple[MonthDay, MonthDay] | None = None
    within_elements: tuple[str, str] | None = None
    nil_element: str | None = None
    cover: Table
    tables: tuple[Table, ...]
    rules: tuple[Rule, ...] = ()
    own_indicators: tuple[Indicator, ...]
    survey: Survey | None = None
    correction: Condition | None = None
    explanations: Explanations | None = None
    report: dict[Language, str] = {}
    earlier: "Form | None" = None
    adopted: str | None = None

    def after(self, earlier: "Form | None") -> "Form":
        """The form as the version that was adopted after an earlier one."""
        return _changed(self, earlier=earlier) if earlier else self

    @property
    def versions(self) -> Iterator["Form"]:
        """The version itself and those adopted before it, the latest first. Returns may have been read with any of them.

        One that was adopted again, as when another is taken back, comes once.
        """
        form: Form | None = self
        seen: set[str | None] = set()
        while form:
            if form.adopted not in seen:
                yield form
            seen.add(form.adopted)
            form = form.earlier

    def version_for(self, period: Period) -> "Form":
        """The version that holds for a period: the one adopted last of those whose first period isn't after it.

        Before all of them, the one that begins first.
        """
        begun = (form for form in self.versions if not form.valid_from or Period.parse(form.valid_from) <= period)
        return next(begun, None) or min(self.versions, key=lambda form: Period.parse(form.valid_from or ""))

    def breaks_since(self, earlier: "Form") -> frozenset[str]:
        """The indicators that an earlier version computed otherwise, or in another measure: figures can't be compared."""
        both = self.indicators.keys() & earlier.indicators.keys() if earlier is not self else ()
        return frozenset(code for code in both if self.computation(code) != earlier.computation(code))

    def computation(self, indicator: str) -> tuple[object, ...]:
        """How an indicator is computed, and what its figure of 1 means; the wording doesn't matter."""
        own = self.indicators[indicator]
        element = self.all_tables[own.table].elements[own.element] if own.element else None
        scale = element and (element.scale, element.measure)
        return own.model_dump(exclude={"labels", "meaning", "sensitive", "over_time"}), scale, *map(self.computation, own.parts)

    @cached_property
    def all_indicators(self) -> dict[str, Indicator]:
        """The indicators of all versions by code, each as the latest version that has it declares it; its own come first."""
        found: dict[str, Indicator] = {}
        for version in self.versions:
            for code, indicator in version.indicators.items():
                found.setdefault(code, indicator)
        return found

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that the form may be called in the name of a folder or file."""
        return (self.code, *self.title.all, *self.spellings)

    @cached_property
    def all_tables(self) -> dict[str, Table]:
        """The cover and every other table, by code."""
        return {table.code: table for table in (self.cover, *self.tables)}

    @cached_property
    def scales(self) -> frozenset[Scale]:
        """What a figure of 1 means in the form's tables."""
        return frozenset[Scale]().union(*(table.scales for table in self.all_tables.values()))

    @cached_property
    def sheet_keys(self) -> dict[str, str]:
        """The tables by the keys of their sheets' names."""
        declared = {key(name): table.code for table in self.all_tables.values() for name in table.sheet.all}
        accepted = ((spelling, table.code) for table in self.all_tables.values() for spelling in table.accepted)
        return {key(spelling.text): code for spelling, code in accepted if spelling.kind == "sheet"} | declared

    def spelled(self, accepted: Iterable[Spelling]) -> "Form":
        """The form with accepted spellings of its names."""
        accepted = tuple(accepted)
        by_table: dict[str, list[Spelling]] = {}
        for spelling in accepted:
            by_table.setdefault(spelling.target.partition(".")[0], []).append(spelling)
        if not by_table:
            return self
        earlier = self.earlier and self.earlier.spelled(accepted)
        tables = {code: _changed(table, accepted=tuple(by_table.get(code, ()))) for code, table in self.all_tables.items()}
        cover = tables.pop(self.cover.code)
        return _changed(self, cover=cover, tables=tuple(tables.values()), earlier=earlier)

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """The declared indicators and those of the survey's answers, by code, in official order."""
        survey = self.survey.indicators() if self.survey else ()
        cells = (indicator for table in self.tables for indicator in cell_indicators(table))
        return {indicator.code: indicator for indicator in (*self.own_indicators, *survey, *cells)}

    @cached_property
    def others_than_sums(self) -> tuple[Indicator, ...]:
        """The indicators that are no sums."""
        return tuple(indicator for indicator in self.indicators.values() if indicator.aggregation != "sum")

    def period(self, *numbers: int) -> Period:
        """The period that the cover's period elements name."""
        return Period(numbers[0], self.period_type, numbers[1] if len(numbers) > 1 else 1)

    def days(self, period: Period) -> tuple[date, date]:
        """The first and last day that a return of the period may be about."""
        if self.window is None:
            return period.first_day, period.last_day
        return self.window[0].in_year(period.year), self.window[1].in_year(period.year)

    def due(self, period: Period, place: Place) -> date:
        """The last day on which a return is on time."""
        if self.due_rule == "working_days":
            return place.working_day_after(period.last_day, self.due_days)
        after = period.last_day + timedelta(days=self.due_days)
        day = after if self.due_date is None else self.due_date.in_year(period.year)
        return place.working_day_from(day) if self.due_rule == "next_working_day" else day

    @model_validator(mode="after")
    def _name_is_free(self) -> "Form":
        if self.code.lower() in RESERVED:
            raise ValueError(f"a form can't be named {self.code}: the warehouse has something of this name")
        return self

    @model_validator(mode="after")
    def _names_exist(self) -> "Form":
        known = {(table.code, element) for table in self.all_tables.values() for element in table.elements}
        cover = self.cover.code
        named = {(cover, name) for name in (self.unit_element, *self.period_elements, *(self.within_elements or ()))}
        named |= {(indicator.table, indicator.element) for indicator in self.indicators.values() if indicator.element}
        named |= {(indicator.table, indicator.weight) for indicator in self.indicators.values() if indicator.weight}
        if self.nil_element:
            named.add((cover, self.nil_element))
        if unknown := named - known:
            raise ValueError(f"form {self.code} names elements that it doesn't declare: {sorted(unknown)}")
        return self

    @model_validator(mode="after")
    def _indicators_aggregate(self) -> "Form":
        sensitive = {indicator.counted for indicator in self.indicators.values() if indicator.sensitive}
        for indicator in self.indicators.values():
            element = self.all_tables[indicator.table].elements[indicator.element] if indicator.element else None
            if fault := _fault_of(indicator, element, self.indicators, sensitive):
                raise ValueError(f"form {self.code}, indicator {indicator.code}: {fault}")
        return self


def _fault_of(
    indicator: Indicator, element: DataElement | None, others: Mapping[str, Indicator], sensitive: Set[Counted]
) -> str | None:
    """What is wrong with how an indicator is aggregated. None if nothing is. `sensitive` is what sensitive ones add up."""
    parts = [others.get(name) if name else None for name in (indicator.part, indicator.whole)]
    is_own_time = indicator.over_time in (None, "last", "max", "min", "mean", "none", indicator.aggregation)
    faults = {
        "an element that doesn't add up has no sum": indicator.aggregation == "sum" and element and not element.kind.adds_up,
        "a mean needs an element and its weight": indicator.aggregation == "mean" and not (element and indicator.weight),
        "only a mean has a weight": indicator.aggregation != "mean" and indicator.weight,
        "a ratio needs a part and a whole that are sums, and nothing of its own": indicator.aggregation == "ratio"
        and (element or not all(part and part.aggregation == "sum" for part in parts)),
        "only a ratio has a part and a whole": indicator.aggregation != "ratio" and (indicator.part or indicator.whole),
        "periods can't be aggregated so if units aren't": not is_own_time,
        "what is sensitive is a count": indicator.sensitive and element and element.kind.name != "count",
        "what is sensitive can only be added up": indicator.aggregation != "sum"
        and not sensitive.isdisjoint(
            part.counted for part in (parts if indicator.aggregation == "ratio" else [indicator]) if part
        ),
    }
    return next((fault for fault, is_so in faults.items() if is_so), None)
