"""A form: the blank questionnaire, declared once. All that svod does with its returns follows from the declaration."""

from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from pydantic import Field, model_validator
from pydantic.dataclasses import dataclass

from schemas.basics.place import Place
from schemas.basics.text import Language, Text
from schemas.declaration.element import DataElement, measured
from schemas.declaration.indicator import Counted, Indicator, cell_indicators
from schemas.declaration.period import Period, PeriodType
from schemas.declaration.rule import Condition, Rule
from schemas.declaration.spelling import Spelling
from schemas.declaration.survey import Explanations, Survey
from schemas.declaration.table import Declaration, Table, changed
from schemas.language.measures import Scale
from schemas.language.name_key import key

_PERCENT = Text("%", "%", "%")

RESERVED = frozenset({"core", "history", "main", "svod", "information_schema", "pg_catalog", "system", "temp"})
"""Names that no form may have: each form has a schema of its name in the warehouse, beside these."""


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
    report: dict[Language, str] = Field(default_factory=dict)
    earlier: "Form | None" = None
    adopted: str | None = None

    def after(self, earlier: "Form | None") -> "Form":
        """The form as the version that was adopted after an earlier one."""
        return changed(self, earlier=earlier) if earlier else self

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

    def begun_in_year(self, last: Period) -> dict[Period, "Form"]:
        """The versions that hold in a year up to its period `last`, each by the first period of the year for which it does."""
        begun: dict[Period, Form] = {}
        latest: Form | None = None
        for number in range(1, last.number + 1):
            period = Period(last.year, last.type, number)
            if (version := self.version_for(period)) is not latest:
                latest = begun[period] = version
        return begun

    def breaks_since(self, earlier: "Form") -> frozenset[str]:
        """The indicators that an earlier version computed otherwise, or in another measure: figures can't be compared."""
        both = self.indicators.keys() & earlier.indicators.keys() if earlier is not self else ()
        return frozenset(code for code in both if self.computation(code) != earlier.computation(code))

    def computation(self, indicator: str) -> tuple[object, ...]:
        """How an indicator is computed, and what its figure of 1 means; the wording doesn't matter."""
        own = self.indicators[indicator]
        element = self._element_of(own)
        scale = element and (element.scale, element.measure)
        return own.model_dump(exclude={"labels", "meaning", "sensitive", "over_time"}), scale, *map(self.computation, own.parts)

    def heading_of(self, indicator: Indicator) -> Text:
        """An indicator's label with the unit of measure: "Шығыстар, мың теңге". What is only counted goes without saying."""
        if indicator.aggregation == "ratio":
            return measured(indicator.labels, _PERCENT) if self._is_share(indicator) else indicator.labels
        element = self._element_of(indicator)
        return element.measured(indicator.labels) if element and element.kind.name != "count" else indicator.labels

    def _is_share(self, ratio: Indicator) -> bool:
        """True if a ratio is how many per cent one figure is of another in the same measure."""
        part, whole = (self._element_of(self.indicators[code]) for code in ratio.parts)
        if ratio.times != 100 or not (part and whole and part.measure):
            return False
        return (part.scale, part.measure) == (whole.scale, whole.measure)

    def _element_of(self, indicator: Indicator) -> DataElement | None:
        return self.all_tables[indicator.table].elements[indicator.element] if indicator.element else None

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
        tables = {code: changed(table, accepted=tuple(by_table.get(code, ()))) for code, table in self.all_tables.items()}
        cover = tables.pop(self.cover.code)
        return changed(self, cover=cover, tables=tuple(tables.values()), earlier=earlier)

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
