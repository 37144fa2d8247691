"""Parses pages: their texts in the language that a reader chose. Also makes a report as large as they get."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from html.parser import HTMLParser
from random import Random

from schemas.basics.text import Language, Text
from schemas.declaration.form import Form
from schemas.records.period_report import Addend, PeriodReport, ReportedRow

_VOID = {"meta", "input"}


@dataclass(eq=False, repr=False)
class Node:
    """An element: its tag, attributes, content, and the elements around it from the outside in."""

    tag: str
    attributes: dict[str, str]
    parents: tuple["Node", ...] = ()
    inside: list["Node | str"] = field(default_factory=list)

    def all(self, *tags: str) -> Iterator["Node"]:
        """The elements with some tags inside it, at any depth, in order."""
        for one in self.inside:
            if isinstance(one, Node):
                if one.tag in tags or not tags:
                    yield one
                yield from one.all(*tags)

    def of(self, name: str) -> "Node":
        """The element with an id."""
        return next(one for one in self.all() if one.attributes.get("id") == name)

    def text(self, language: Language) -> str:
        """Its text in one language, with plain spaces."""
        return re.sub("[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]", " ", "".join(self._parts(language))).strip()

    def rows(self, language: Language) -> list[list[str]]:
        """The rows of a table as texts of cells."""
        return [[cell.text(language) for cell in row.inside if isinstance(cell, Node)] for row in self.all("tr")]

    def _parts(self, language: Language) -> Iterator[str]:
        other = self.attributes.get("lang", language) != language and self.attributes.get("class") != "own"
        if other or self.tag in ("script", "style") or self.attributes.get("class") == ("n" if language == "en" else "e"):
            return
        for one in self.inside:
            if isinstance(one, str):
                yield one
            else:
                yield from one._parts(language)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Node("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs}, tuple(self.open))
        # The lang attribute of the page itself matters only to screen readers.
        if tag == "html":
            node.attributes.pop("lang")
        self.open[-1].inside.append(node)
        if tag not in _VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def parsed(page: str) -> Node:
    """The elements of a page, each of which must be closed properly."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    (root,) = reader.open
    return root


def enlarged(small: PeriodReport, units: int = 200, rows: int = 100) -> PeriodReport:
    """A report of many units with many activities and all figures, made from a report that has those of one unit."""
    chance, form = Random(units), small.form
    template = small.units[3]
    statuses = [
        replace(template, unit=f"unit{n}", name=Text(f"Құрманғазы {n}-ауданы", f"Курмангазинский район № {n}", f"District {n}"))
        for n in range(units)
    ]
    reported = {one.unit: [_row(chance, form, one.unit, row) for row in range(2, rows + 2)] for one in statuses}
    addends = {(unit, code): _addends(form, code, of_unit) for unit, of_unit in reported.items() for code in form.indicators}
    values = {unit: {code: sum(one.value for one in addends[unit, code]) for code in form.indicators} for unit in reported}
    totals = {code: sum(of_unit[code] for of_unit in values.values()) for code in form.indicators}
    asked = next(iter(small.shares.values()))
    return replace(
        small,
        units=statuses,
        values=values,
        addends=addends,
        totals=small.totals.model_copy(update={"totals": totals}),
        shares=dict.fromkeys(reported, asked),
        sources=dict.fromkeys(reported, small.sources[template.unit]),
        revised=[],
        rows={**small.rows, "activity": [row for of_unit in reported.values() for row in of_unit]},
    )


def _row(chance: Random, form: Form, unit: str, row: int) -> ReportedRow:
    elements = form.all_tables["activity"].elements
    counts = {name: chance.randrange(1, 40) for name, element in elements.items() if element.kind.is_figure}
    codes = list(elements["kind"].codes or ())
    held_on = date(2026, 5, 15) + timedelta(days=chance.randrange(40))
    return ReportedRow(unit, "Іс-шаралар", row, {**counts, "kind": chance.choice(codes).value, "held_on": held_on})


def _addends(form: Form, code: str, rows: list[ReportedRow]) -> list[Addend]:
    indicator = form.indicators[code]
    if indicator.table != "activity":
        return [Addend("Сауалнама", "C2", 3)]
    column = chr(65 + list(form.all_tables["activity"].elements).index(indicator.element or "activities"))
    chosen = [row for row in rows if all(row.values[name] in values for name, values in indicator.where.items())]
    return [Addend("Іс-шаралар", f"{column}{row.row}", int(str(row.values[indicator.element or ""]))) for row in chosen]
