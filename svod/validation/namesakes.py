"""Tells units of one name apart by the units above them that a return names beside it, or that its path names.

Names differ only below one parent: every district has a school №1. Units below one parent may have one name after each other:
a school №1 that was closed, and a new one. Which of them is meant is told by the period.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from schemas.declaration.form import Form
from schemas.declaration.named_values import as_text
from schemas.declaration.period import Period
from schemas.records.reading import LocatedTable, Reading
from schemas.units.path import SEPARATORS
from schemas.units.register import UnitRegister
from schemas.units.unit_names import MOST_WORDS, runs


def namesakes(reading: Reading, form: Form, register: UnitRegister) -> Sequence[str]:
    """The units that the name on the cover may mean. Part of it may name a unit above: "№1 мектеп, Абай ауданы"."""
    cover = reading.tables.get(form.cover.code)
    text = as_text(cover.columns.get(form.unit_element, ("",))[0]) if cover else None
    if not isinstance(text, str):
        return ()
    return register.candidates(text) or _below_one_named(text, register)


def _below_one_named(text: str, register: UnitRegister) -> Sequence[str]:
    words = [word for word in SEPARATORS.split(text) if word]
    for length in range(min(MOST_WORDS, len(words) - 1), 0, -1):
        for start, run in enumerate(runs(words, length)):
            if above := set(register.candidates_above(run)):
                rest = register.candidates(" ".join([*words[:start], *words[start + length :]]))
                if codes := [code for code in rest if not above.isdisjoint(register.above(code))]:
                    return codes
    return ()


def named_on_cover(reading: Reading, form: Form, register: UnitRegister) -> set[str]:
    """The units that the titles and the other texts of a cover name."""
    return {code for text in _texts_beside(reading.tables[form.cover.code], form) for code in register.named_in(text)}


def _texts_beside(cover: LocatedTable, form: Form) -> Iterator[str]:
    yield from (title.text for title in cover.titles)
    for name, (value,) in cover.columns.items():
        if name != form.unit_element and type(value) is str and not form.cover.elements[name].is_personal:
            yield value


def not_replaced(units: Sequence[str], period: str | None, register: UnitRegister) -> set[str]:
    """The units without those in place of which another one below the same parent owes the return of the period."""
    if period is None:
        return set(units)
    by_code, last_day = register.by_code, Period.parse(period).last_day
    owing = {unit for unit in units if by_code[unit].owes(last_day)}
    parents = {by_code[unit].parent for unit in owing}
    return owing | {unit for unit in units if by_code[unit].parent not in parents}


def one_meant(units: Sequence[str], register: UnitRegister, *named: Collection[str]) -> str | None:
    """The unit of which most units above, or it itself, are among those named first; if that leaves several, named next.

    Of the schools №1 of two districts, where the region and one district are named, it is the one of that district. None if
    several are meant alike.
    """

    def said(unit: str) -> list[int]:
        return [len({unit, *register.above(unit)}.intersection(codes)) for codes in named]

    meant = [unit for unit in units if said(unit) == max(map(said, units))]
    return meant[0] if len(meant) == 1 else None


def with_unit(reading: Reading, form: Form, unit: str) -> Reading:
    """The reading with a unit's code in place of its name."""
    cover = reading.tables[form.cover.code]
    told = replace(cover, columns={**cover.columns, form.unit_element: (unit,)})
    return replace(reading, tables={**reading.tables, form.cover.code: told})
