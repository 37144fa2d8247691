"""A form's wide relation, for analysts: `labour12.total` has a row for each unit and period, a column for each indicator."""

from collections.abc import Iterator, Mapping

from schemas.basics.text import joined
from schemas.basics.texts import Texts
from schemas.declaration.form import Form
from schemas.declaration.indicator import Indicator
from svod.warehouse.schema.form_tables import commented, literal, quoted

TEXTS = Texts(__package__)

TOTAL = "total"
KEY = ("unit", "period")

_OWN = TEXTS.group("wide")
"""The columns that say whose figures they are, with their meanings."""


def total_columns(form: Form) -> Mapping[str, Indicator]:
    """The column of each indicator, also of those of earlier versions of the form.

    A column has the indicator's code, and "_" after it as long as another column has that name: `period` becomes `period_`.
    """
    indicators = {
        code: indicator for version in reversed(list(form.versions)) for code, indicator in version.indicators.items()
    }
    named: dict[str, Indicator] = {}
    taken = set(_OWN)
    for code, indicator in indicators.items():
        column = code
        while column.lower() in taken:
            column += "_"
        taken.add(column.lower())
        named[column] = indicator
    return named


def wide_total(form: Form) -> Iterator[str]:
    """The statements that create the view with its comments. A unit that is a region too is there as the region."""
    view, of_form = f"{quoted(form.code)}.{TOTAL}", f"form = {literal(form.code)}"
    named = total_columns(form)
    figures = (f"figures[{literal(indicator.code)}] as {quoted(column)}" for column, indicator in named.items())
    selected = ", ".join(["unit", "period", "level", *figures])
    # A map of a unit's figures is made once. An aggregate for each column would take a second to plan for 300 columns.
    yield (
        f"create view {view} as with regional as (select region as unit, period, indicator, value from main.regional_total "
        f"where {of_form} and reported > 0), own as (select unit, period, indicator, value from main.indicator_value "
        f"anti join regional using (unit, period) where {of_form}), unit_figures as (select unit, period, "
        "map(list(indicator), list(value)) as figures from (from own union all from regional) group by unit, period) "
        f"select {selected} from unit_figures join main.reporting_unit using (unit)"
    )
    yield f"comment on view {view} is {literal(commented(TEXTS['wide_total']))}"
    meanings = {column: joined(indicator.labels, indicator.meaning, by=": ") for column, indicator in named.items()}
    for column, meaning in {**_OWN, **meanings}.items():
        yield f"comment on column {view}.{quoted(column)} is {literal(commented(meaning))}"
