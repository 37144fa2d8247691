"""What gives a sensitive figure away: other sums of the same element, and figures that a rule ties to it."""

from typing import Any

import pytest

from schemas.basics.text import Text
from schemas.declaration.form import Form
from schemas.declaration.indicator import Indicator
from schemas.declaration.rule import ExpressionRule
from schemas.expressions.sensitive import sensitive_elements, sensitive_indicators
from tests.builders.accounts import rule, with_rules


def _indicator(code: str, table: str, element: str | None, **others: Any) -> Indicator:
    label = Text(code, code, code)
    return Indicator(code=code, labels=label, meaning=label, table=table, element=element, **others)


def _counting(*indicators: Indicator, rules: tuple[ExpressionRule, ...] = ()) -> Form:
    form = with_rules(*rules)
    return Form(**{name: getattr(form, name) for name in Form.model_fields} | {"own_indicators": indicators})


OWED = _indicator("owed", "spending", "owed", sensitive=True)
PUPILS = _indicator("pupils", "t1", "pupils", where={"line": ("02", "03")}, sensitive=True)


@pytest.mark.parametrize(
    ("tying", "left_out"),
    [
        ((), {"spending": ["owed"]}),
        ((rule("planned >= paid", "spending"),), {"spending": ["owed"]}),
        ((rule("planned = paid + owed", "spending"),), {"spending": ["owed", "planned", "paid"]}),
        # planned = paid and paid = owed, in whatever order the rules stand
        ((rule("planned = paid", "spending"), rule("paid = owed", "spending")), {"spending": ["owed", "paid", "planned"]}),
        ((rule('spent = sum(spending.owed where kind = "food")'),), {"spending": ["owed"], "cover": ["spent"]}),
        # an indicator stands for what it adds up, also that of the previous return
        ((rule("spent >= previous(owed)"),), {"spending": ["owed"], "cover": ["spent"]}),
        # by its number, column 1 of the printed rows is `schools`
        ((rule("t1[02,1] = sum(spending.owed)"),), {"spending": ["owed"], "t1": ["schools"]}),
        ((rule("owed = 0 or not blank(paid_on)", "spending"),), {"spending": ["owed"]}),
    ],
)
def test_figures_that_rules_tie_to_a_sensitive_one_are_left_out(
    tying: tuple[ExpressionRule, ...], left_out: dict[str, list[str]]
) -> None:
    assert sensitive_elements(_counting(OWED, rules=tying), [OWED]) == left_out


def test_cells_of_a_fixed_table_are_sensitive_with_what_adds_them_up() -> None:
    (together,) = sensitive_indicators(_counting(PUPILS, OWED.model_copy(update={"sensitive": False})))
    assert [one.code for one in together.indicators] == ["pupils", "t1_01_2", "t1_02_2", "t1_03_2"]
    assert set(together.parts) == {
        frozenset({"t1_01_2"}),
        frozenset({"pupils", "t1_02_2"}),
        frozenset({"pupils", "t1_03_2"}),
    }


@pytest.mark.parametrize(
    "other",
    [
        _indicator("most", "spending", "owed", aggregation="max"),
        _indicator("share", "spending", None, aggregation="ratio", part="debts", whole="paid"),
    ],
)
def test_what_a_sensitive_figure_adds_up_has_no_other_aggregation(other: Indicator) -> None:
    sums = _indicator("debts", "spending", "owed"), _indicator("paid", "spending", "paid")
    assert _counting(*sums, other)
    with pytest.raises(ValueError, match="what is sensitive can only be added up"):
        _counting(OWED, *sums, other)
