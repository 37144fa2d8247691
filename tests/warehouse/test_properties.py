"""Over random returns: published figures are what plain Python adds up, in whatever order and however often returns come."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cache
from math import floor
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from schemas.basics.text import LANGUAGES
from schemas.forms.labour12.form import FORM
from tests.builders.random_returns import PARTS, QUESTIONS, Sent, returns
from tests.builders.workbooks import RAID, Values, build, check, is_settled, load, query, totals, workspace
from tests.cases.case import findings
from tests.support.examples import examples

CONTESTS = ("poster_contest", "drawing_contest", "essay_contest")
SENDERS = ("akzhar", "esil", "petropavl")
PEOPLE = (1, 20, 300)
FIGURES = ("svod.regional_total", "(select * exclude (revision) from svod.indicator_value)")


def _sum(values: Iterable[object]) -> int | None:
    """The sum of the known values: 0 if there are no values, None if all are blank."""
    listed = list(values)
    known = [value for value in listed if isinstance(value, int)]
    return sum(known) if known or not listed else None


def _expected(sent: Sent) -> dict[str, int | None]:
    """The figures of a return."""
    rows: list[Values] = [{**row, "activities": row["activities"] or 1} for row in sent.rows]
    raids = [row for row in rows if row["kind"] == "raid"]
    contests = [row for row in rows if row["kind"] in CONTESTS]
    plain = ("activities", "participants", *PARTS, "materials", "questions_received", "questions_answered", "violations")
    return {
        "raids": _sum(row["activities"] for row in raids),
        "raid_participants": _sum(row["participants"] for row in raids),
        **{name: _sum(row[name] for row in rows) for name in plain},
        "contest_institutions": _sum(row["institutions"] for row in contests),
        "media_items": sent.media,
        "survey_respondents": sent.asked,
    }


def _whole_percents(counts: Mapping[str, int], base: int) -> dict[str, float]:
    """Percentages that add up to 100: rounded down, then the largest fractions up, the first of equal ones first."""
    exact = {answer: Fraction(100 * count, base) for answer, count in counts.items()}
    percents = {answer: floor(share) for answer, share in exact.items()}
    by_fraction = sorted(exact, key=lambda answer: floor(exact[answer]) - exact[answer])
    for answer in by_fraction[: 100 - sum(percents.values())]:
        percents[answer] += 1
    return {answer: float(percent) for answer, percent in percents.items()}


def _tenths(counts: Mapping[str, int], base: int) -> dict[str, float]:
    """Percentages with one decimal, halves rounded up."""
    return {answer: floor(Fraction(1000 * count, base) + Fraction(1, 2)) / 10 for answer, count in counts.items()}


def _shares(sent: list[Sent]) -> list[tuple[str, str, int, int, float]]:
    """The shares of several returns, pooled over those that asked the question."""
    shares: list[tuple[str, str, int, int, float]] = []
    for code, question in QUESTIONS.items():
        asking = [one for one in sent if code in one.answers]
        base = sum(one.asked or 0 for one in asking)
        answers = [answer.value for answer in question.answers] if asking else []
        counts = {answer: sum(one.answers[code].get(answer, 0) for one in asking) for answer in answers}
        percents = (_tenths if question.several else _whole_percents)(counts, base) if asking else {}
        shares.extend((code, answer, counts[answer], base, percents[answer]) for answer in answers)
    return sorted(shares)


@examples(5)
@given(returns(4))
def test_totals_are_plain_sums(sent: list[Sent]) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        load(root, {f"2026-06-14/{one.unit}.xlsx": one.content for one in sent})
        each = {one.unit: _expected(one) for one in sent}
        published = totals(root)
        names = list(next(iter(each.values())))
        regional = {name: [figures[name] for figures in each.values()] for name in names}
        assert {name: published[name] for name in names} == {name: _sum(values) for name, values in regional.items()}
        rows = query(root, "select unit, indicator, value from svod.indicator_value")
        assert {row for row in rows if row[1] in names} == {
            (u, name, v) for u, figures in each.items() for name, v in figures.items()
        }
        share = "select question, answer, respondents, base, percent from svod.survey_share where"
        assert query(root, f"{share} region = 'sko' order by all") == _shares(sent)
        for one in sent:
            assert query(root, f"{share} unit = '{one.unit}' order by all") == _shares([one])


@examples(25)
@given(returns(1))
def test_right_returns_are_accepted_and_every_cell_accounted_for(sent: list[Sent]) -> None:
    checked = check(sent[0].content)
    assert [line for line in findings(checked) if not line.startswith(("row.duplicate", "total_row.mismatch"))] == []
    assert (checked.status, checked.unit, checked.period) == ("accepted", sent[0].unit, "2026")
    assert checked.cells is not None
    assert checked.cells.read == checked.cells.loaded + checked.cells.ignored


@cache
def _content(unit: str, choice: int) -> bytes:
    """A unit's return with one raid; the choice gives its participants. From the fourth on it is rejected."""
    if choice == len(PEOPLE) + 1:
        return b"not a book"
    people = PEOPLE[choice] if choice < len(PEOPLE) else "көп"
    return build(cover={"unit": unit}, activity=[{**RAID, "participants": people}])


@st.composite
def _deliveries(draw: st.DrawFn) -> list[dict[str, tuple[str, int]]]:
    """Runs with their new files: paths, and whose return is there, and which choice."""
    receipts = draw(
        st.dictionaries(st.tuples(st.integers(1, 28), st.sampled_from(SENDERS)), st.integers(0, 4), min_size=1, max_size=10)
    )
    runs: list[dict[str, tuple[str, int]]] = [{}]
    for day, unit in draw(st.permutations(sorted(receipts))):
        if draw(st.booleans()) and len(runs) < 4:
            runs.append({})
        runs[-1][f"2026-06-{day:02}/{unit}.xlsx"] = (unit, receipts[day, unit])
    return runs


def _bytes(files: Mapping[str, tuple[str, int]]) -> dict[str, bytes]:
    return {file: _content(*content) for file, content in files.items()}


def _current_people(files: Mapping[str, tuple[str, int]]) -> int | None:
    """The participants in the latest accepted return of each unit. A path begins with its day."""
    current = {unit: PEOPLE[choice] for _, (unit, choice) in sorted(files.items()) if choice < len(PEOPLE)}
    return sum(current.values()) if current else None


def _published(root: Path) -> dict[str, list[str]]:
    """All rows of all published relations."""
    with workspace(root).warehouse.reader() as snapshot:
        names = snapshot.query("select schema_name || '.' || view_name from duckdb_views() where not internal").rows
        return {name: sorted(map(repr, snapshot.query(f"from {name}").rows)) for (name,) in names}


@examples(3)
@given(_deliveries())
def test_figures_do_not_depend_on_when_returns_came(runs: list[dict[str, tuple[str, int]]]) -> None:
    everything = {file: content for run in runs for file, content in run.items()}
    with TemporaryDirectory() as first, TemporaryDirectory() as second:
        piecemeal, at_once = Path(first), Path(second)
        for run in runs:
            load(piecemeal, _bytes(run))
        load(at_once, _bytes(everything))
        for figures in FIGURES:
            assert query(piecemeal, f"from {figures} order by all") == query(at_once, f"from {figures} order by all")
        total = query(piecemeal, "select value from svod.regional_total where indicator = 'raid_participants'")
        known = any(choice <= len(PEOPLE) for _, choice in everything.values())
        assert total == ([(_current_people(everything),)] if known else [])
        before = _published(piecemeal)
        assert is_settled(load(piecemeal))
        assert _published(piecemeal) == before


def test_every_code_in_every_language_is_read_as_itself() -> None:
    for language in LANGUAGES:
        answers = [
            {"question": question.code.labels.in_(language), "answer": answer.labels.in_(language), "respondents": 2}
            for question in (FORM.survey.questions if FORM.survey else ())
            for answer in question.answers
            if question.several
        ]
        checked = check(build(language=language, cover={"survey_respondents": 9}, survey_answer=answers))
        assert checked.row_counts["survey_answer"] == len(answers)
        assert [issue.code for issue in checked.issues] == []
