"""A count or day is read in every spelling with one meaning; no other text becomes a figure without a message."""

import re
from datetime import date, datetime, time

from hypothesis import given
from hypothesis import strategies as st

from tests.builders.workbooks import RAID, build, check
from tests.cases.case import findings
from tests.cases.cells import MONTHS
from tests.support.examples import examples

SPACES = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{FIGURE SPACE}"
WEEKDAYS = (
    ("дүйсенбі", "понедельник", "Monday"),
    ("сейсенбі", "вторник", "Tuesday"),
    ("сәрсенбі", "среда", "Wednesday"),
    ("бейсенбі", "четверг", "Thursday"),
    ("жұма", "пятница", "Friday"),
    ("сенбі", "суббота", "Saturday"),
    ("жексенбі", "воскресенье", "Sunday"),
)


@st.composite
def _counts(draw: st.DrawFn) -> tuple[int, object]:
    """A count and a way to write it."""
    count = draw(st.integers(0, 1_000_000))
    grouped = f"{count:,}"
    spaced = grouped.replace(",", draw(st.sampled_from(f"{SPACES}'’")))
    written = draw(st.sampled_from([str(count), spaced, f"{count:05}"])) + draw(st.sampled_from(["", ",0", ".00"]))
    around = draw(st.sampled_from(["{}", " {} ", "'{}", "+{}", "\N{ZERO WIDTH SPACE}{}\N{NO-BREAK SPACE}"]))
    return count, draw(st.sampled_from([count, float(count), around.format(written), f"{grouped}.00"]))


@examples(25)
@given(st.lists(_counts(), min_size=1, max_size=12))
def test_counts_read_back(counts: list[tuple[int, object]]) -> None:
    checked = check(
        build(activity=[{**RAID, "participants": written, "note": str(at)} for at, (_, written) in enumerate(counts)])
    )
    assert [line for line in findings(checked) if not line.startswith("row.duplicate")] == []
    assert checked.tables["activity"].columns["participants"] == [count for count, _ in counts]


def _ways(day: date) -> list[object]:
    """A day in the ways people write it."""
    kk, ru, en = MONTHS[day.month - 1]
    weekday = WEEKDAYS[day.weekday()]
    ways: list[object] = [
        day,
        datetime.combine(day, time(9, 30)),
        f"{day:%d.%m.%Y}",
        f"{day:%d.%m.%Y} ж.",
        f"{day:%d.%m.%Y} г. ({weekday[1]})",
        f"{day.day}.{day.month}.{day.year}г",
        f"{day:%d-%m-%Y}",
        f"{day:%Y-%m-%d}",
        f"{day:%Y/%m/%d}",
        f"{day:%Y%m%d}",
        f"{day:%Y-%m-%dT%H:%M:%S}",
        f"{day:%d.%m.%Y} 14:05",
        f"{day.year} жылғы {day.day} {kk}",
        f"{day.day} {kk} {day.year} ж.",
        f"{day.year} жылдың {day.day} {kk}ында ({weekday[0]})",
        f"{weekday[0]}, {day.day} {kk.upper()} {day.year} жыл",
        f"«{day.day:02}» {ru} {day.year} г.",
        f"{day.day} {ru} {day.year} года",
        f"{day.day}-{ru}-{day.year}",
        f"{en} {day.day}, {day.year}",
        f"{weekday[2]}, {day.day} {en[:3]} {day.year}",
    ]
    if day.year < 2100:
        ways += [f"{day:%d.%m.%y}", f"{day.day} {ru} {day:%y} г."]
    return ways


@examples(50)
@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)), st.data())
def test_days_read_back(day: date, data: st.DataObject) -> None:
    written = data.draw(st.sampled_from(_ways(day)))
    checked = check(build(cover={"submitted_on": written}))
    assert (written, findings(checked)) == (written, [])
    assert checked.tables["cover"].columns["submitted_on"] == [day]


_SCRAPS = st.sampled_from(
    [*"0123456789", *"1234567890", *SPACES, *".,'-–−+%/()xОоlе½²", "000", "000", " жоқ", " адам", "е3", " г.", "млн", "нет"]
)


def _may_say(text: str) -> set[int]:
    """The whole numbers that a text in digits may mean: all its digits, or those before a fraction of zeros."""
    if re.search(r"[^\W\d_]|[%/()½²]|\d\s*[-–−]|\d[\s'.,]{2,}\d", text):
        return set()
    whole = re.sub(r"[.,]0+\s*'?\s*$", "", text)
    return {int("".join(re.findall(r"\d", part))) for part in (text, whole) if re.search(r"\d", part)}


@examples(30)
@given(st.lists(st.lists(_SCRAPS, min_size=1, max_size=9).map("".join), min_size=1, max_size=12))
def test_no_text_becomes_a_count_in_silence(texts: list[str]) -> None:
    checked = check(build(activity=[{**RAID, "participants": text, "note": str(at)} for at, text in enumerate(texts)]))
    told = {issue.cell for issue in checked.issues}
    counts = checked.tables["activity"].columns["participants"]
    for row, text, count in zip(checked.tables["activity"].rows, texts, counts, strict=True):
        if f"G{row}" not in told:
            year = re.fullmatch(r"\s*'*\s*((?:19|20)\d\d)[\s-]*г\.?\s*'*\s*", text)
            assert count in ({int(year[1])} if year else _may_say(text)), text


@examples(25)
@given(st.lists(st.sampled_from([*"0123456789", *" .-/,:", "2026", "июня", "маусым", "г.", "may"]), min_size=1, max_size=8))
def test_no_text_becomes_a_day_that_it_does_not_name(scraps: list[str]) -> None:
    text = "".join(scraps)
    checked = check(build(cover={"submitted_on": text}))
    day = checked.tables["cover"].columns["submitted_on"][0]
    if isinstance(day, date) and not text.strip().isdecimal():
        numbers = [int(number) for number in re.findall(r"\d+", re.sub(r"\d{1,2}:\d\d.*$", "", text))]
        named = [number for word, number in (("may", 5), ("июня", 6), ("маусым", 6)) if word in text]
        assert day.day in numbers
        assert {day.year, day.year - 2000} & set(numbers)
        assert day.month in (named or numbers)
        assert len(numbers) + len(named) == 3
