"""A form as plain data: what a form workbook says, and what is stored of an adopted form.

A form that comes with the program is declared in Python, as pydantic models. `definition_of` turns it into the same data, and
`form_of` turns data into a form.
"""

import re
import warnings
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, cast

from pydantic import BaseModel, ConfigDict, Field, create_model

from schemas.basics.text import Language, Text
from schemas.basics.texts import Texts
from schemas.declaration.element import CodeList, DataElement, Element, Row, Validity
from schemas.declaration.form import DueRule, Form, MonthDay
from schemas.declaration.indicator import Indicator
from schemas.declaration.kinds import kind_named
from schemas.declaration.period import PeriodType
from schemas.declaration.rule import Condition, ExpressionRule, NilReturn, RowsOnce
from schemas.declaration.survey import Explanations, Question, Survey
from schemas.declaration.table import PrintedRow, Table

TEXTS = Texts(__package__)

LINE = "line"
"""The element of a fixed table that says which printed row it is."""

_make_list: Any = CodeList
"""The functional form of making an Enum, which type checkers take for the look-up of a member."""

_WORD_START = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class _Definition(BaseModel):
    """The base of a definition's parts. Unlike declarations they are compared by what they say."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class CodeDefinition(_Definition):
    """One code of a list. It may be used from the period `valid_from` to `valid_to`; then its `successor` takes its place."""

    code: str
    labels: Text
    spellings: tuple[str, ...] = ()
    valid_from: str | None = None
    valid_to: str | None = None
    successor: str | None = None


class ListDefinition(_Definition):
    """A closed list of codes."""

    name: str
    codes: tuple[CodeDefinition, ...]


class ColumnDefinition(_Definition):
    """One element of a table. `codes` names the list of a code; `default` is the value of a blank cell."""

    name: str
    kind: str
    element: Element
    codes: str | None = None
    required: bool = False
    default: bool | int | str | None = None
    least: int | Decimal | None = None
    most: int | Decimal | None = None
    longest: int | None = None


class RowDefinition(_Definition):
    """One printed row of a fixed table; the names are those of PrintedRow."""

    code: str
    labels: Text
    spellings: tuple[str, ...] = ()
    part_of: str | None = None
    exact: bool = True
    not_asked: tuple[str, ...] = ()


class TableDefinition(_Definition):
    """One sheet. `once` names the elements in which no two rows may be equal; empty means all of them, None allows it.

    A table with `rows` is fixed. The element `line`, which says which row it is, comes before its columns.
    """

    code: str
    sheet: Text
    grain: Text
    required: bool = False
    reports: bool = True
    once: tuple[str, ...] | None = None
    rows: tuple[RowDefinition, ...] = ()
    columns: tuple[ColumnDefinition, ...]


class QuestionDefinition(_Definition):
    """A survey question and its answers, by their codes."""

    code: str
    answers: tuple[str, ...]
    several: bool = False


class SurveyDefinition(_Definition):
    """The survey of a form; the names are those of Survey."""

    table: str
    question: str
    answer: str
    respondents: str
    base: str
    base_indicator: str
    questions: tuple[QuestionDefinition, ...]


class FormDefinition(_Definition):
    """A form. The first table is its cover; the names of the other fields are those of Form."""

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
    correction: Condition | None = None
    explanations: Explanations | None = None
    lists: tuple[ListDefinition, ...] = ()
    tables: tuple[TableDefinition, ...]
    rules: tuple[ExpressionRule, ...] = ()
    indicators: tuple[Indicator, ...]
    survey: SurveyDefinition | None = None
    report: dict[Language, str] = {}

    def __eq__(self, other: object) -> bool:
        """True if the other says the same, whether or not its rules' expressions were parsed already."""
        return isinstance(other, FormDefinition) and self._said() == other._said()

    def __hash__(self) -> int:
        return hash((self.code, self.version, self.valid_from))

    def _said(self) -> dict[str, Any]:
        return self.model_dump(exclude={"rules": {"__all__": {"compiled"}}})


_SHARED = (
    "code", "version", "valid_from", "title", "spellings", "period_type", "period_elements", "unit_element", "due_date",
    "due_days", "due_rule", "window", "within_elements", "nil_element", "correction", "explanations", "report",
)  # fmt: skip
"""The fields that a form and its definition have alike."""


def form_of(definition: FormDefinition, adopted: str | None = None) -> Form:
    """The form that a definition describes; `adopted` is the definition's hash if it was adopted."""
    lists = {each.name: code_list(each) for each in definition.lists}
    tables = tuple(table_of(table, lists) for table in definition.tables)
    once = [RowsOnce(table=table.code, elements=table.once) for table in definition.tables if table.once is not None]
    once += [RowsOnce(table=table.code, elements=(LINE,)) for table in definition.tables if table.rows]
    nil = [NilReturn(element=definition.nil_element)] if definition.nil_element else []
    return Form(
        **{name: getattr(definition, name) for name in _SHARED},
        cover=tables[0],
        tables=tables[1:],
        rules=(*nil, *definition.rules, *once),
        own_indicators=definition.indicators,
        survey=_survey(definition.survey, tables) if definition.survey else None,
        adopted=adopted,
    )


def table_of(definition: TableDefinition, lists: Mapping[str, type[CodeList]]) -> Table:
    """The table that a definition describes, with its rows as a pydantic model."""
    line = f"{definition.code}_{LINE}"
    columns = definition.columns
    if definition.rows:
        lists = {**lists, line: _line_list(line, definition.rows)}
        element = Element(labels=TEXTS["line"], spellings=TEXTS["line_spellings"].all)
        columns = (ColumnDefinition(name=LINE, kind="code", element=element, codes=line, required=True), *columns)
    fields: dict[str, Any] = {column.name: _field(column, lists) for column in columns}
    with warnings.catch_warnings():
        # An element may be called like a method of pydantic's models (json, copy): rows are judged by columns, never made.
        warnings.filterwarnings("ignore", "Field name .* shadows an attribute", UserWarning)
        model = create_model(definition.code, __base__=Row, **fields)
    return Table(
        code=definition.code,
        model=model,
        sheet=definition.sheet,
        grain=definition.grain,
        required=definition.required,
        reports=definition.reports,
        row_element=LINE if definition.rows else None,
        printed=tuple(
            PrintedRow(**{name: getattr(row, name) for name in ("code", "part_of", "exact", "not_asked")})
            for row in definition.rows
        ),
    )


def _line_list(name: str, rows: tuple[RowDefinition, ...]) -> type[CodeList]:
    codes = (CodeDefinition(code=row.code, labels=row.labels, spellings=row.spellings) for row in rows)
    return code_list(ListDefinition(name=name, codes=tuple(codes)))


def code_list(definition: ListDefinition) -> type[CodeList]:
    """The closed list that a definition describes."""
    # A code may be called as no member of an Enum can be: mro.
    members = [(f"code_{code.code}", (code.code, *code.labels.all, *code.spellings)) for code in definition.codes]
    made = cast(type[CodeList], _make_list(definition.name, members))
    for code in definition.codes:
        made.of(code.code).validity = Validity(first=code.valid_from, last=code.valid_to, successor=code.successor)
    return made


def _field(column: ColumnDefinition, lists: Mapping[str, type[CodeList]]) -> tuple[Any, Any]:
    """The annotation and the default of a field of the model."""
    codes = lists[column.codes] if column.codes else None
    value_type = codes or kind_named(column.kind).value_type
    bounds = {"ge": column.least, "le": column.most, "max_length": column.longest}
    stated: dict[str, Any] = {name: bound for name, bound in bounds.items() if bound is not None}
    item: Any = Annotated[value_type, Field(**stated)] if stated else value_type
    if column.required:
        return Annotated[item, column.element], ...
    default = codes.of(column.default) if codes and column.default is not None else column.default
    return Annotated[item if default is not None else item | None, column.element], default


def _survey(definition: SurveyDefinition, tables: tuple[Table, ...]) -> Survey:
    elements = next(table for table in tables if table.code == definition.table).elements
    questions, answers = elements[definition.question].codes, elements[definition.answer].codes
    assert questions
    assert answers
    return Survey(
        **{name: getattr(definition, name) for name in SurveyDefinition.model_fields if name != "questions"},
        questions=tuple(
            Question(code=questions.of(each.code), answers=tuple(map(answers.of, each.answers)), several=each.several)
            for each in definition.questions
        ),
    )


@cache
def definition_of(form: Form) -> FormDefinition:
    """The definition of a form, also of one that is declared in Python."""
    return FormDefinition(
        **{name: getattr(form, name) for name in _SHARED},
        lists=tuple(_lists(form)),
        tables=tuple(_table(form, table) for table in form.all_tables.values()),
        rules=tuple(rule for rule in form.rules if isinstance(rule, ExpressionRule)),
        indicators=form.own_indicators,
        survey=_survey_definition(form.survey) if form.survey else None,
    )


def _survey_definition(survey: Survey) -> SurveyDefinition:
    return SurveyDefinition(
        **{name: getattr(survey, name) for name in SurveyDefinition.model_fields if name != "questions"},
        questions=tuple(
            QuestionDefinition(code=each.code.value, answers=tuple(each.answers), several=each.several)
            for each in survey.questions
        ),
    )


def _lists(form: Form) -> Iterator[ListDefinition]:
    """The code lists of a form, each once."""
    elements = [element for table in form.all_tables.values() for element in table.elements.values()]
    lines = {table.elements[table.row_element].codes for table in form.tables if table.row_element}
    lists = {element.codes: None for element in elements if element.codes and element.codes not in lines}
    for codes in lists:
        yield ListDefinition(name=_list_name(codes), codes=tuple(map(_code, codes)))


def _code(code: CodeList) -> CodeDefinition:
    return CodeDefinition(
        code=code.value,
        labels=code.labels,
        spellings=code.spellings,
        valid_from=code.validity.first,
        valid_to=code.validity.last,
        successor=code.validity.successor,
    )


def _list_name(codes: type[CodeList]) -> str:
    """ActivityKind is the list activity_kind."""
    return _WORD_START.sub("_", codes.__name__).lower()


def _table(form: Form, table: Table) -> TableDefinition:
    once = (rule.elements for rule in form.rules if isinstance(rule, RowsOnce) and rule.table == table.code)
    line = table.elements[table.row_element].codes if table.row_element else None
    stated = {row.code: row for row in table.printed}
    return TableDefinition(
        code=table.code,
        sheet=table.sheet,
        grain=table.grain,
        required=table.required,
        reports=table.reports,
        once=None if line else next(once, None),
        rows=tuple(
            RowDefinition(
                code=code.value,
                labels=code.labels,
                spellings=code.spellings,
                part_of=stated[code].part_of,
                exact=stated[code].exact,
                not_asked=stated[code].not_asked,
            )
            for code in line or ()
        ),
        columns=tuple(_column(element) for name, element in table.elements.items() if name != table.row_element),
    )


def _column(element: DataElement) -> ColumnDefinition:
    default = element.default.value if isinstance(element.default, CodeList) else element.default
    return ColumnDefinition(
        name=element.name,
        kind=element.kind.name,
        element=element.element,
        codes=_list_name(element.codes) if element.codes else None,
        required=element.required,
        default=default,
        least=element.least,
        most=element.most,
        longest=element.max_length,
    )
