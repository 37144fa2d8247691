"""The page shows what the warehouse has, for every unit and in every language, and nothing that it should not."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.basics.cell import a1
from schemas.basics.text import LANGUAGES, Language, Text, write
from schemas.records.period_report import PeriodReport
from svod.reports.html import page
from svod.reports.html.figures import ranges
from tests.builders.workbooks import RAID, UNITS, build, load
from tests.support.campaign import PERSONAL
from tests.support.pages import Node, enlarged, parsed
from tests.support.reports import published


@pytest.fixture(scope="module")
def html(campaign: PeriodReport) -> str:
    return page(campaign)


@pytest.fixture(scope="module")
def root(html: str) -> Node:
    return parsed(html)


def _section(root: Node, name: str) -> Node:
    return next(parent for parent in reversed(root.of(name).parents) if parent.tag in ("section", "details"))


def _table(root: Node, name: str) -> Node:
    return next(_section(root, name).all("table"))


def _row(table: Node, unit: str, language: Language = "en") -> list[str]:
    return next(row for row in table.rows(language) if row[0].startswith(unit))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_total_stands_with_its_coverage(campaign: PeriodReport, root: Node, language: Language) -> None:
    rows = _table(root, "figures").rows(language)[1:]
    for indicator, row in zip(campaign.form.own_indicators, rows, strict=True):
        total = campaign.totals.totals[indicator.code]
        given = sum(of_unit[indicator.code] is not None for of_unit in campaign.values.values())
        assert row[0].startswith(indicator.labels.in_(language))
        assert row[1].replace("\N{NO-BREAK SPACE}", " ") == ("–" if total is None else _plain(write(total, language)) + " p")
        assert row[2] == f"{given} / 15"
    sentence = _plain(campaign.standing.in_(language))
    for name in ("figures", "matrix", "table-activity", "survey"):
        assert sentence in _section(root, name).text(language)


def _plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_change_since_a_year_earlier_and_through_resubmissions(root: Node) -> None:
    assert _row(_table(root, "figures"), "Raids")[1:] == ["1,237 p", "5 / 15", "1,500", "–", "+1,227"]
    assert "Reported a year earlier: 1 / 15." in _section(root, "figures").text("en")
    assert ["Raids", "Akzhar district", "7", "1,234"] in _table(root, "resubmissions").rows("en")


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [
        (UNITS, UNITS, "+15units: 15"),
        (UNITS[:13], UNITS, "+13units: 13"),
        (UNITS[:10], UNITS[2:], "+8units: 8"),
        (UNITS[:7], UNITS, "–"),
    ],
)
def test_change_over_a_year_compares_the_units_that_reported_in_both(
    tmp_path: Path, before: Sequence[str], now: Sequence[str], change: str
) -> None:
    past = {"year": 2025, "period_start": date(2025, 6, 1), "period_end": date(2025, 6, 12), "submitted_on": date(2025, 6, 13)}
    rows = {2025: {**RAID, "held_on": date(2025, 6, 2), "activities": 10}, 2026: {**RAID, "activities": 11}}
    files = {f"2025-06-14/{unit}.xlsx": build(cover={**past, "unit": unit}, activity=[rows[2025]]) for unit in before}
    files |= {f"2026-06-14/{unit}.xlsx": build(cover={"unit": unit}, activity=[rows[2026]]) for unit in now}
    load(tmp_path, files)
    figures = _table(parsed(page(published(tmp_path))), "figures")
    total, earlier = 11 * len(now), 10 * len(before)
    assert _row(figures, "Raids")[1:] == [f"{total} p", f"{len(now)} / 15", str(earlier), change]


def test_who_reported_and_who_is_missing(root: Node) -> None:
    said = _section(root, "coverage").text("ru")
    assert "15Должны" not in said
    assert re.sub(r"\s+", " ", said).startswith("Представление отчётов Должны представить15 Представили5 из них: нулевых — 1")
    missing = next(one.text("ru") for one in _section(root, "coverage").all("p"))
    assert "Мамлютский район" in missing
    assert "Акжарский район" not in missing
    register = _table(root, "register")
    assert _row(register, "Akzhar")[1:5] == ["accepted, queries open", "10 June 2026", "2", "12 June 2026"]
    assert _row(register, "Zhambyl")[1] == "accepted, late"
    assert _row(register, "Esil")[1] == "accepted, nil"
    assert _row(register, "Mamlyut")[1:] == ["rejected", "12 June 2026", "–", "–", "–", "0", "1"]


def test_from_a_figure_to_units_returns_and_cells(campaign: PeriodReport, root: Node) -> None:
    table = _table(root, "of-raids")
    assert _row(table, "Akzhar") == ["Akzhar district", "1,234", "2", "ActivitiesF2, F4"]
    link = next(row for row in table.all("tr") if "Akzhar" in row.text("en"))
    (target,) = [one.attributes["href"] for one in link.all("a")]
    assert campaign.sources["akzhar"].sha256[:12] in root.of(target[1:]).text("en")
    assert _row(table, "Esil")[1:] == ["0", "1", ""]
    assert _row(table, "Mamlyut")[1:] == ["rejected"]


@given(st.sets(st.tuples(st.integers(0, 800), st.integers(0, 60))))
def test_ranges_hold_just_the_cells_they_are_made_of(places: set[tuple[int, int]]) -> None:
    cells = {a1(row, column) for column, row in places}
    held = set()
    for one in filter(None, ranges(cells).split(", ")):
        first, _, last = one.partition(":")
        letters = first.rstrip("0123456789")
        held |= {f"{letters}{row}" for row in range(int(first[len(letters) :]), int((last or first)[len(letters) :]) + 1)}
    assert held == cells


def test_zero_blank_and_missing_differ(root: Node) -> None:
    table = _table(root, "matrix")
    headings = [one.strip() for one in table.rows("en")[0]]
    at = headings.index("Facts of child labour found")
    shown = {unit: _row(table, unit)[at] for unit in ("Akzhar", "Akkaiyn", "Zhambyl", "Esil")}
    assert shown == {"Akzhar": "2", "Akkaiyn": "0", "Zhambyl": "–", "Esil": "0"}
    assert _row(table, "Taiynsha") == ["Taiynsha district", "missing"]


def test_survey_shares_have_their_base(root: Node) -> None:
    survey = _section(root, "survey")
    tables = list(survey.all("table"))
    assert tables[0].rows("en")[1:] == [["yes", "75", "30 p"], ["no", "25", "10 p"]]
    assert tables[1].rows("en")[1:] == [["Akzhar district", "2", "40", "30C2", "10C3"]]
    assert survey.text("en").count("People asked: 40") == 2
    assert ["market", "62.5", "25 p"] in tables[2].rows("en")


def test_charts_of_days_and_kinds(root: Node) -> None:
    section = _section(root, "table-activity")
    days, kinds = section.all("table")
    assert days.rows("en")[1:] == [["5 June 2026", "1,203"], ["6 June 2026", "35"]]
    assert kinds.rows("en")[1:3] == [["raid", "1,237"], ["seminar", "1"]]
    assert "1,203 (5 June 2026)" in section.text("en")
    bars = list(next(section.all("svg")).all("rect"))
    assert [bar.attributes["height"] for bar in bars] == ["100.0", "2.9"]


def test_map_has_every_unit_with_a_place(root: Node) -> None:
    tiles = [one for one in _section(root, "of-raids").all("li") if "style" in one.attributes]
    assert len({one.attributes["style"] for one in tiles}) == len(tiles) == 14
    shades = {one.text("ru"): one.attributes["class"] for one in tiles}
    assert (shades["Акжар1 234"], shades["Есиль0"], shades["Тайынша–"]) == ("level-5", "level-0", "level-none")


@pytest.mark.parametrize("name", ["campaign", "guarded_campaign"])
def test_nothing_that_a_clerk_typed(name: str, request: pytest.FixtureRequest) -> None:
    shown = page(request.getfixturevalue(name))
    assert [word for word in PERSONAL if word in shown] == []


def test_names_are_escaped(campaign: PeriodReport) -> None:
    odd = Text("<b>А</b>", '"Б"', "<script>alert(1)</script>")
    shown = page(replace(campaign, units=[replace(campaign.units[0], name=odd), *campaign.units[1:]]))
    assert "<b>А" not in shown
    assert shown.count("<script") == 1


def test_same_figures_same_bytes(campaign: PeriodReport, html: str) -> None:
    assert page(campaign) == html
    assert page(replace(campaign, queries=[])) == html


def test_small_counts_are_left_out_wherever_they_stand(guarded_campaign: PeriodReport) -> None:
    root = parsed(page(guarded_campaign))
    units = _table(root, "of-violations")
    # All four that state a figure: fewer than two groups of three. Their sum is small itself, so it is hidden too.
    assert [(_row(units, name)[1], _row(units, name)[3]) for name in ("Petropavl", "Akzhar", "Akkaiyn", "Esil")] == [
        ("•", "")
    ] * 4
    assert _row(_table(root, "figures"), "Facts")[1:3] == ["•", "4 / 15"]
    assert _row(_table(root, "figures"), "Facts")[5] == "–"
    assert "Facts of child labour found" not in _table(root, "resubmissions").text("en")
    assert "from 1 to 4" in next(root.all("footer")).text("en")
    tiles = {one.text("en"): one.attributes["class"] for one in _section(root, "of-violations").all("li")}
    assert tiles["Akzhar•"] == tiles["Petropavl•"] == "level-none"
    assert _row(_table(root, "figures"), "Raids")[1] == "1,237 p"


def test_small_count_that_was_corrected_stays_unknown(tmp_path: Path) -> None:
    for small in (None, 5):
        own = tmp_path / str(small)
        load(own, {"2026-06-10/a.xlsx": build(activity=[{**RAID, "violations": 2}])}, small=small)
        load(own, {"2026-06-11/a.xlsx": build(activity=[{**RAID, "violations": 0}])}, small=small)
    open_to_all, guarded = (parsed(page(published(tmp_path / str(small)))) for small in (None, 5))
    assert _row(_table(open_to_all, "figures"), "Facts")[3] == "−2"
    assert _table(open_to_all, "resubmissions").rows("en")[1] == ["Facts of child labour found", "Akzhar district", "2", "0"]
    assert _row(_table(guarded, "figures"), "Facts")[1:] == ["0 p", "1 / 15"]
    assert not list(_section(guarded, "resubmissions").all("table"))


def test_nothing_is_asked_of_a_network(html: str, root: Node) -> None:
    assert re.findall(r"(?i)https?:|//[a-z]|url\(|@import|srcset", html) == []
    for node in root.all():
        assert not {"src", "action", "data", "poster", "background"} & node.attributes.keys()
        assert node.attributes.get("href", "#").startswith("#")
        assert node.tag not in ("link", "iframe", "object", "embed", "base", "img")
        assert not any(name.startswith("on") for name in node.attributes)


def test_links_and_labels_lead_somewhere(root: Node) -> None:
    ids = [node.attributes["id"] for node in root.all() if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    for node in root.all():
        named = [node.attributes.get("href", "#")[1:], node.attributes.get("aria-labelledby"), node.attributes.get("for")]
        assert {name for name in named if name} <= set(ids)


def test_headings_in_order(root: Node) -> None:
    levels = [int(node.tag[1]) for node in root.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_chart_has_its_table(root: Node) -> None:
    drawn = list(root.all("svg"))
    assert drawn
    for svg in drawn:
        around = [one for one in svg.parents if one.tag in ("table", "figure")]
        assert svg.attributes["aria-hidden"] == "true"
        assert around[-1].tag == "table" or next(around[-1].all("table"))
    for tiles in (one for one in root.all("figure") if one.attributes["class"] == "map"):
        assert next(tiles.parents[-1].all("table"))


def test_every_table_has_headings(root: Node) -> None:
    for table in root.all("table"):
        assert all(one.attributes.get("scope") in ("col", "row") for one in table.all("th"))
        assert all(next(row.all()).tag == "th" for row in table.all("tr"))


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_contrast_of_the_colours(html: str, theme: int) -> None:
    colours = _themes(html)[theme]
    pairs = [(ink, ground) for ink in ("ink", "soft", "link", "warn") for ground in ("paper", "band", "warn-band")]
    pairs += [("ink", f"level-{level}") for level in range(4)] + [("dark-ink", f"level-{level}") for level in (4, 5)]
    low = {pair: ratio for pair in pairs if (ratio := _contrast(colours[pair[0]], colours[pair[1]])) < 4.5}
    assert low == {}
    assert _contrast(colours["bar"], colours["paper"]) >= 3


def _themes(html: str) -> list[dict[str, str]]:
    blocks = re.findall(r":root \{(.*?)\}", html, re.DOTALL)[:2]
    return [dict(re.findall(r"--([\w-]+): (#\w+)", block)) for block in blocks]


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_page_of_nobody(campaign: PeriodReport) -> None:
    """Nobody reported: figures are unknown, all units are missing, and the page still opens."""
    nobody = replace(
        campaign,
        units=[replace(one, status="missing", revision=None, received_at=None) for one in campaign.units],
        totals=campaign.totals.model_copy(update={"totals": dict.fromkeys(campaign.form.indicators), "shares": {}}),
        values={},
        shares={},
        sources={},
        addends={},
        revised=[],
        before={},
        rows={code: [] for code in campaign.rows},
        coverage_before=None,
        values_before={},
        newest=None,
    )
    root = parsed(page(nobody))
    assert _row(_table(root, "figures"), "Raids")[1:] == ["–", "0 / 15"]
    assert _row(_table(root, "of-raids"), "Esil")[1:] == ["missing"]


def test_final_figures_say_when_the_period_was_closed(campaign: PeriodReport) -> None:
    closed = campaign.totals.model_copy(update={"state": "final", "closed_at": campaign.sources["akzhar"].received_at})
    state = next(one for one in parsed(page(replace(campaign, totals=closed))).all("p") if one.attributes["class"] == "state")
    assert state.text("ru").startswith("Окончательные данные, период закрыт 12.06.2026. Представили отчёт: 5 из 15")


def test_two_hundred_units_fit_in_three_megabytes(campaign: PeriodReport) -> None:
    shown = page(enlarged(campaign))
    assert len(shown.encode()) < 3_000_000
