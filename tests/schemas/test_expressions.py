"""Expressions of rules: written as text, bound to a form, told as a sentence."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.basics.text import LANGUAGES
from schemas.checks.catalogue import CHECKS
from schemas.declaration.rule import ExpressionRule
from schemas.expressions.bind import bind
from schemas.expressions.parse import NotAnExpression, parse
from schemas.expressions.rules import problems_of, tree_of
from schemas.expressions.sentence import sentence
from schemas.expressions.tree import (
    Aggregate,
    And,
    Arithmetic,
    Call,
    Cell,
    Comparison,
    Figure,
    Name,
    Negative,
    Not,
    Number,
    Or,
    TextValue,
    Tree,
    compiled,
    read_compiled,
)
from schemas.expressions.written import written
from schemas.forms.labour12.form import FORM as LABOUR12
from tests.builders.accounts import FORM, rule, with_rules
from tests.forms.visits12 import FORM as VISITS

OTHERS = {form.code: form for form in (FORM, VISITS, LABOUR12)}

_NAMES = st.sampled_from(["a", "pupils", "t1", "of_all", "Іс", "note", "iff"])
_LEAVES = st.one_of(
    st.decimals(0, 10**9, places=2).map(Number),
    st.integers(0, 99).map(lambda number: Number(Decimal(number))),
    st.text("аб c»“.", max_size=4).map(TextValue),
    st.builds(Name, st.just("") | _NAMES, _NAMES),
    st.builds(
        Cell, _NAMES, st.sampled_from(["01", "01.1", "1.2.3", "2а", "01-b", "III.1", ""]), st.sampled_from(["3", "гр", "*"])
    ),
    st.builds(Figure, _NAMES, st.sampled_from(["previous", "last_year"])),
    st.builds(Figure, _NAMES, form=st.just("form2")),
)


def _inner(parts: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    relations, signs = st.sampled_from(["=", "<>", "<", "<=", ">", ">="]), st.sampled_from(["+", "-", "*", "/"])
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Negative, parts),
        st.builds(Arithmetic, signs, parts, parts),
        st.builds(Comparison, relations, parts, parts),
        st.builds(And, parts, parts),
        st.builds(Or, parts, parts),
        st.builds(Not, parts),
        st.builds(Call, st.sampled_from(["sum", "min", "max"]), several),
        st.builds(lambda part: Call("abs", (part,)), parts),
        st.builds(lambda one, other, more: Call("if", (one, other, more)), parts, parts, parts),
        st.builds(Aggregate, st.sampled_from(["sum", "count", "min", "max"]), parts, st.none() | parts),
    )


TREES = st.recursive(_LEAVES, _inner, max_leaves=12)


@given(TREES)
def test_what_is_written_of_a_tree_is_parsed_as_the_same_tree(tree: Tree) -> None:
    assert parse(written(tree)) == tree
    assert read_compiled(compiled(tree)) == tree


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("A>=b;", None),
        ("IF(a>1; 2; 3) ≥ SUM(b; c)", "if(a > 1, 2, 3) >= sum(b, c)"),
        ("not a = 1 OR b ≠ -2×c", "not a = 1 or b <> -2 * c"),
        ("SUM(list.a WHERE kind = «рейд») = previous(b) − other(“form2”).b", None),
        ("t1[01,3] = t1[ 02 ; 3 ]", "t1[01,3] = t1[02,3]"),
        ('t1["01-b",pupils] = t1["02",3]', "t1[“01-b”,pupils] = t1[02,3]"),
        ("a and b or c", "a and b or c"),
        ("x.where > x.sum", "x.where > x.sum"),
    ],
)
def test_reads_what_a_person_who_knows_excel_writes(text: str, same: str | None) -> None:
    if text.endswith(";"):
        with pytest.raises(NotAnExpression):
            parse(text)
    else:
        assert parse(text) == parse(same or text)


@pytest.mark.parametrize(
    ("text", "position", "said"),
    [
        ("a >=", 4, "isn't finished. Expected: a number or the code of an element"),
        ("a > > b", 4, "Character 5: “>” can't stand here"),
        ("summ(a) > 1", 0, "no function “summ”"),
        ("a = 'x'", 4, "Character 5"),
        ("(a = 1", 6, "a closing bracket"),
        ("if(a > 1, 2) = 1", 0, "doesn't take 2 values"),
        ("abs(a where b) = 1", 0, "no condition after “where”"),
        ("", 0, "isn't finished"),
        ("-" * 1500 + "a", 0, "too long or too deep"),
        ("a" * 3000, 0, "too long or too deep"),
    ],
)
def test_says_where_a_text_is_no_expression_and_what_is_expected(text: str, position: int, said: str) -> None:
    with pytest.raises(NotAnExpression) as caught:
        parse(text)
    assert (caught.value.position, said in caught.value.message.en) == (position, True)
    assert len(set(caught.value.message.all)) == len(LANGUAGES)


PROBLEMS: list[tuple[Any, str, str | None]] = [
    (rule("pupilz >= 1", "t1"), "no element “pupilz”", "pupils"),
    (rule("spending.payd >= 1", "spending"), "no element “payd”", "paid"),
    (rule("spendings.paid >= 1"), "no table “spendings”", "spending"),
    (rule("paid >= 1", "spendin"), "no table “spendin”", "spending"),
    (rule("planned >= 1"), "is on another sheet (spending.planned)", None),
    (rule("spent >= spending.planned"), "“Spending” has many rows", None),
    (rule("paid_on + 1 > 1", "spending"), "has to be a number, and is a date", None),
    (rule("note / 2 > 1", "spending"), "has to be a number, and is a text", None),
    (rule("paid_on >= paid", "spending"), "a date can't be compared with a number", None),
    (rule('kind >= "food"', "spending"), "only numbers and dates are more or less", None),
    (rule('kind = "fod"', "spending"), "no code “fod”", "food"),
    (rule('kind = "питание"', "spending"), "no code “питание”", "food"),
    (rule("paid + 1", "spending"), "a rule has to be a comparison", None),
    (rule("sum(line) = 1"), "has to be a number, and is a code", None),
    (rule("sum(t1.pupils where paid > 1) = 1"), "no element “paid”", None),
    (rule("sum(t1.pupils + spending.paid) = 1"), "several tables: t1, spending", None),
    (rule("sum(sum(paid) where paid > 1) = 1", "spending"), "within each other", None),
    (rule("sum(spent) = 1"), "no element “spent”", None),
    (rule("t2[01,1] = 1"), "no table “t2” with printed rows", None),
    (rule("t1[04,1] = 1"), "has no row “04”", None),
    (rule("t1[01,9] = 1"), "has no column “9”", None),
    (rule("previous(payd) = 1"), "no indicator “payd”", "paid"),
    (rule('other("visit12").visits = 1'), "no form “visit12”", "visits12"),
    (rule('other("labour12").raids = 1'), "has other periods", None),
    (rule("if(audited, 1, audited) = 1"), "both results", None),
    (rule("blank(paid + 1)", "spending"), "only tells of an element", None),
    (rule("round(paid, 12) = 1", "spending"), "0 to 9 digits", None),
    (rule("paid >= 1 and", "spending"), "isn't finished", None),
    (rule("paid >= 1", "spending", at="payd"), "neither this table nor the cover", None),
    (
        rule("paid >= 1", "spending", check="row.parts_exceed_hole"),
        "no check “row.parts_exceed_hole”",
        "row.parts_exceed_whole",
    ),
    (rule("paid >= 1", "spending", check="accounts.Own"), "only small Latin letters", None),
    (rule("paid >= 1", "spending", valid_from="2026"), "other periods", None),
    (rule("paid >= 1", "spending", valid_from="soon"), "is not a period", None),
    (rule("planned >= previous(paid)", "spending"), "not the values of rows", None),
    (rule("t1[09,*] = t1[02,*]"), "no row “09”", None),
    (rule("t2[01,*] = t1[02,*]"), "t2", None),
    (rule("paid >= previous(paid)", check="control.mismatch"), "needs a code of the form's own", None),
]


@pytest.mark.parametrize(("written_rule", "said", "suggestion"), PROBLEMS)
def test_tells_each_mistake_once_and_what_may_be_meant(written_rule: Any, said: str, suggestion: str | None) -> None:
    (problem,) = problems_of(written_rule, FORM, OTHERS, CHECKS)
    assert (said in problem.message.en, problem.suggestion) == (True, suggestion)
    assert len(set(problem.message.all)) == len(LANGUAGES)


@pytest.mark.parametrize(
    ("text", "table", "told"),
    [
        (
            "t1[01,2] = t1[02,2] + t1[03,2]",
            "",
            "Должно выполняться равенство: стр. 01, гр. 2 = стр. 02, гр. 2 + стр. 03, гр. 2",
        ),
        ("spent <= sum(paid)", "spending", "«Израсходовано» должно быть не больше, чем сумма «Оплачено» (лист «Расходы»)"),
        (
            'if(kind = "food", paid, 0) <= (planned + 1) * 2',
            "spending",
            "(«Оплачено», если «Вид» — «питание», иначе 0) должно быть не больше, чем («План» + 1) × 2",
        ),
        ("not (blank(paid) and owed > 5)", "spending", "Если «Оплачено» не заполнено, то «Долг» должно быть не больше, чем 5"),
        ("not audited or spent > 0", "", "Если «Проверено» — «да», то «Израсходовано» должно быть больше, чем 0"),
        ("paid <= 2 * previous(paid)", "", "«Оплата» должно быть не больше, чем 2 × «Оплата» за прошлый период"),
        (
            "count(spending where paid > 0) >= 1",
            "",
            "Число строк (лист «Расходы», где «Оплачено» > 0) должно быть не меньше, чем 1",
        ),
        (
            'paid >= other("visits12").visits',
            "",
            "«Оплата» должно быть не меньше, чем «Посещения» в форме «Квартальный отчёт о посещениях»",
        ),
        (
            "blank(note) and abs(paid - owed) < 1.5",
            "spending",
            "«Примечание» нужно оставить пустым, и |«Оплачено» − «Долг»| должно быть меньше, чем 1,5",
        ),
    ],
)
def test_tells_a_rule_as_a_sentence(text: str, table: str, told: str) -> None:
    tree, problems = bind(parse(text), FORM, table, OTHERS)
    assert problems == []
    said = sentence(tree, FORM, OTHERS)
    assert said.ru == told
    assert len(set(said.all)) == len(LANGUAGES)


def test_two_rules_need_two_codes() -> None:
    twice = with_rules(rule("planned >= paid", "spending"), rule("planned >= owed", "spending"))
    assert [
        problem.message.en
        for each in twice.rules
        if isinstance(each, ExpressionRule)
        for problem in problems_of(each, twice, {}, CHECKS)
    ] == ["Two rules have the code “accounts.own”: each needs one of its own"] * 2


def test_rules_of_the_programs_own_forms_have_no_mistake_and_need_no_parser() -> None:
    for form in (LABOUR12, VISITS):
        for each in form.rules:
            if isinstance(each, ExpressionRule):
                assert problems_of(each, form, OTHERS, CHECKS) == []
                assert form is VISITS or tree_of(replace(each, expression="")) == parse(each.expression)
