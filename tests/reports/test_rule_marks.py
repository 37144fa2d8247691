"""A blank colours a cell while a rule about it doesn't hold."""

from io import BytesIO

from openpyxl import load_workbook

from schemas.declaration.form import Form
from schemas.declaration.period import Period
from schemas.forms.labour12.form import FORM
from svod.reports.xlsx.blank import blank_return
from tests.builders.accounts import rule, with_rules
from tests.builders.workbooks import REGISTER


def _marks(form: Form, period: Period) -> dict[str, str]:
    """The formulas of a Russian blank by the cells that they colour."""
    workbook = load_workbook(BytesIO(blank_return(form, REGISTER, "akzhar", period, "ru")))
    return {
        f"{sheet.title}!{cells.sqref}": rule.formula[0]
        for sheet in workbook
        for cells in sheet.conditional_formatting
        for rule in cells.rules
    }


def test_rules_of_rows_and_of_the_cover_are_formulas() -> None:
    filled_in = "COUNTA($A2:$P2)>0"
    assert _marks(FORM, Period(2026)) == {
        "Титул!B6": "AND(ISNUMBER($B$6),ISNUMBER($B$5),$B$6<$B$5)",
        "Титул!B8": 'AND(IF($B$7="","первичный",$B$7)="уточнённый",$B$8="")',
        "Мероприятия!C2:C201": f'AND({filled_in},AND(AND($B2<>"",$B2<>"рейд"),$C2=""))',
        "Мероприятия!G2:G201": f"AND({filled_in},AND(ISNUMBER($G2),$G2<((N($H2)+N($I2))+N($J2))))",
        "Мероприятия!M2:M201": f"AND({filled_in},AND(ISNUMBER($M2),ISNUMBER($N2),$M2<$N2))",
    }


def test_row_is_compared_with_the_cover_and_what_needs_other_rows_is_left_to_the_check() -> None:
    form = with_rules(rule("paid <= cover.spent", "spending"), rule("spent >= sum(spending.paid)", check="accounts.sum"))
    assert _marks(form, Period(2026, "quarter", 1)) == {
        "Расходы!D2:D201": "AND(COUNTA($A2:$I2)>0,AND(ISNUMBER($D2),ISNUMBER(Титул!$B$6),$D2>Титул!$B$6))"
    }


def test_printed_rows_are_compared_where_they_are_printed() -> None:
    form = with_rules(
        rule("t1[01,1] = t1[02,1] + t1[03,1]"),
        rule("spent >= t1[01,2]", check="accounts.spent"),
        rule('pupils >= schools or line = "03"', "t1", check="accounts.pupils"),
    )
    assert _marks(form, Period(2026, "quarter", 1)) == {
        "Люди!C3": "AND(ISNUMBER($C$3),$C$3<>(N($C$4)+N($C$5)))",
        "Титул!B6": "AND(ISNUMBER($B$6),ISNUMBER(Люди!$D$3),$B$6<Люди!$D$3)",
        "Люди!D3:D5": 'AND(AND(ISNUMBER($D3),ISNUMBER($C3),$D3<$C3),AND($A3<>"",$A3<>"село"))',
    }
