"""Totals of a republic: 200,000 schools of 200 districts of 20 regions, in processor seconds."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import duckdb

from bench.measure import Measure
from schemas.basics.place import PLACE
from schemas.basics.text import Text
from schemas.forms import forms
from schemas.units.register import UnitRegister
from schemas.units.reporting_unit import ReportingUnit, Returns
from svod.warehouse.schema.reference import Reference
from svod.warehouse.schema.statements import statement_in

SCHOOLS, DISTRICTS, REGIONS, INDICATORS = 200_000, 200, 20, 37
_TURNS = 5
_FILLED = (
    # duckdb can't know of what a list is that is empty everywhere
    'alter table core.reporting_unit alter column days_compared type struct("first" date, "last" date)[]',
    "create table core.period as select 'labour12' as form, '2026' as period, date '2026-12-31' as last_day",
    """
    create table now.current_workbook as
    select (row_number() over ())::integer as workbook, 'labour12' as form, '2026' as period, unit
    from core.reporting_unit
    where owes_return
    """,
    """
    create table core.indicator_value as
    select
        workbook, 'indicator_' || number as indicator, (workbook * number % 50)::decimal(38, 6) as value,
        null::decimal(38, 12) as part, null::decimal(38, 6) as whole
    from now.current_workbook
    cross join (select unnest(range($indicators)) as number)
    """,
)
_ONE_LEVEL = """
    select form, period, parent as region, indicator, sum(value) as value
    from now.current_workbook
    join core.indicator_value using (workbook)
    join core.reporting_unit using (unit)
    group by all
"""


def measures(_temporary: Path) -> Iterator[Measure]:
    """The rows of the table."""
    reference = Reference(forms(), _republic(), PLACE).tables()
    with duckdb.connect(config={"threads": 2}) as connection:
        connection.execute("create schema core; create schema now")
        connection.execute(statement_in("functions/region_on"))
        for name in ("reporting_unit", "unit_above"):
            connection.register("incoming", reference[name])
            connection.execute(f"create table core.{name} as from incoming")
        for statement in _FILLED:
            connection.execute(statement, {"indicators": INDICATORS} if "$indicators" in statement else None)
        all_levels = statement_in("inner/unit_total").replace(
            "core.current_workbook(moment, form_asked, period_asked)", "now.current_workbook"
        )
        for name, sums, target in (("four levels", all_levels, 1.0), ("one level alone", _ONE_LEVEL, None)):
            seconds = [
                _processor_seconds(partial(connection.execute, f"create or replace table sums as {sums}"))
                for _ in range(_TURNS)
            ]
            yield Measure(
                f"sums of 200,000 units with 37 indicators, {name}",
                min(seconds),
                "s",
                target,
                spread=(min(seconds), max(seconds)),
            )


def _processor_seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _republic() -> UnitRegister:
    districts = [(f"d{number}", f"r{number % REGIONS}", "district") for number in range(DISTRICTS)]
    schools = [(f"s{number}", f"d{number % DISTRICTS}", "school") for number in range(SCHOOLS)]
    regions = [(f"r{number}", "kz", "region") for number in range(REGIONS)]
    listed = [("kz", None, "republic"), *regions, *districts, *schools]
    return UnitRegister(_unit(order, *unit) for order, unit in enumerate(listed))


def _unit(order: int, code: str, parent: str | None, level: str) -> ReportingUnit:
    returns: Returns = "own" if level == "school" else "none"
    return ReportingUnit(unit=code, parent=parent, level=level, order=order, names=Text(code, code, code), returns=returns)
