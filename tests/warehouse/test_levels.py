"""Totals and coverage at every level of a register are what plain Python adds up over trees of units."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import assume, given
from hypothesis import strategies as st

from schemas.basics.text import Text
from schemas.declaration.filled_return import FilledReturn, FilledTable
from schemas.units.register import UnitRegister
from schemas.units.reporting_unit import ReportingUnit, Returns
from svod.pipeline.known_names import Known
from svod.reports.xlsx.form_workbook import write_return
from tests.builders.workbooks import load, query
from tests.support.examples import examples
from tests.support.spending import FORM

Payment = tuple[int, int | None, int | None]
"""What was planned and spent, and how much was heated, in percent."""


@dataclass(frozen=True)
class Region:
    """A register, and the payments in the returns of June 2026 by unit."""

    register: UnitRegister
    sent: Mapping[str, Sequence[Payment]]


def _unit(number: int, above: int | None, returns: Returns, last: date | None = None) -> ReportingUnit:
    name = Text(f"№{number} мектеп", f"школа №{number}", f"school {number}")
    parent = None if above is None else f"u{above}"
    return ReportingUnit(
        unit=f"u{number}", level="school", parent=parent, order=number, names=name, returns=returns, valid_to=last
    )


@st.composite
def regions(draw: st.DrawFn) -> Region:
    """One to three trees of units, some of which closed before June, and what was sent."""
    count = draw(st.integers(2, 12))
    above = [draw(st.none() | st.integers(0, number - 1)) if number > 1 else None for number in range(count)]
    units = []
    for number in range(count):
        returns: Returns = draw(st.sampled_from(["none", "own", "summed"] if number in above else ["own", "summed"]))
        last = draw(st.sampled_from([None, None, None, date(2026, 5, 31)])) if number not in above else None
        units.append(_unit(number, above[number], returns, last))
    register = UnitRegister(units)
    amounts, shares = st.integers(1, 900), st.none() | st.integers(0, 100)
    payment = st.tuples(amounts, st.none() | st.integers(0, 900), shares)
    owing = [unit.unit for unit in units if unit.owes(date(2026, 6, 30))]
    sent = {unit: draw(st.lists(payment, min_size=1, max_size=2)) for unit in owing if draw(st.integers(0, 3))}
    assume(sent)
    return Region(register, sent)


def _content(register: UnitRegister, unit: str, payments: Sequence[Payment]) -> bytes:
    names = ("planned", "spent", "heated")
    rows: list[dict[str, object]] = [
        {"paid_for": "2026-06", "purpose": "wages"} | dict(zip(names, one, strict=True)) for one in payments
    ]
    tables = {
        "cover": FilledTable(rows=({"unit": unit, "year": 2026, "month": 6},)),
        "expense": FilledTable(rows=tuple(rows)),
    }
    return write_return(FORM, register, FilledReturn("kk", tables, file=""))


def _at_or_below(register: UnitRegister, unit: ReportingUnit) -> Iterator[ReportingUnit]:
    """The units that owe a return for June, from one downwards, whose returns count: a sum only if no unit below owes one."""
    below = [one for child in register.below.get(unit.unit, ()) for one in _at_or_below(register, child)]
    if unit.owes(date(2026, 6, 30)) and not (unit.returns == "summed" and below):
        yield unit
    yield from below


def _quotient(pairs: Sequence[tuple[int, int]]) -> Decimal | None:
    """The first of each pair divided by the second, over all pairs, with one decimal."""
    part, whole = (sum(numbers) for numbers in zip(*pairs, strict=True)) if pairs else (0, 0)
    return (Decimal(part) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP) if whole else None


def _expected(returns: Sequence[Sequence[Payment]]) -> dict[str, Decimal | int | None]:
    """The totals of some returns."""
    payments = [payment for one in returns for payment in one]
    spent = [spent for _, spent, _ in payments if spent is not None]
    of_return = [
        ([spent for _, spent, _ in one if spent is not None], sum(planned for planned, _, _ in one)) for one in returns
    ]
    return {
        "planned": sum(planned for planned, _, _ in payments) if returns else None,
        "spent": sum(spent) if spent else None,
        "payments": len(payments) if returns else None,
        "highest": max(spent, default=None),
        "lowest": min(spent, default=None),
        "heated": _quotient([(heated * planned, planned) for planned, _, heated in payments if heated is not None]),
        "done": _quotient([(100 * sum(spent), planned) for spent, planned in of_return if spent]),
    }


@examples(6)
@given(regions())
def test_each_level_is_what_the_returns_below_come_to(region: Region) -> None:
    files = {f"2026-07-01/{unit}.xlsx": _content(region.register, unit, rows) for unit, rows in region.sent.items()}
    with TemporaryDirectory() as folder:
        root = Path(folder)
        load(root, files, Known({FORM.code: FORM}, region.register))
        figures = "select region, indicator, value, expected, reported from"
        found = query(root, f"{figures} svod.regional_total")
        assert set(query(root, f"{figures} total_as_of('spending', '2026-06', now())")) == set(found)
        over_year = query(root, "select region, indicator, value from svod.total_over where indicator = 'planned'")
    totals = {(region, indicator): value for region, indicator, value, _, _ in found}
    coverage: dict[str, tuple[int, int]] = {}
    for unit in region.register.units:
        owing = list(_at_or_below(region.register, unit))
        if owing and region.register.has_total(unit.unit):
            returns = [region.sent[one.unit] for one in owing if one.unit in region.sent]
            coverage[unit.unit] = len(owing), len(returns)
            expected = _expected(returns)
            assert {name: totals[unit.unit, name] for name in expected} == expected, unit
    assert {region: (owing, reported) for region, _, _, owing, reported in found} == coverage
    assert {row[:2]: row[2] for row in over_year} == {key: value for key, value in totals.items() if key[1] == "planned"}
