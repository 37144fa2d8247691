"""Random valid returns: the values that are meant, and the workbook as a clerk may have typed it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from schemas.basics.text import LANGUAGES, Language
from schemas.forms.labour12.codes import ActivityKind, MediaKind
from schemas.forms.labour12.form import FORM
from tests.builders.workbooks import UNITS, Values, build

PARTS = ("pupils", "parents", "teachers")
QUESTIONS = {question.code.value: question for question in (FORM.survey.questions if FORM.survey else ())}
COLUMNS = tuple(FORM.all_tables["activity"].elements)

_DAYS = st.integers(0, 28).map(lambda number: date(2026, 5, 15) + timedelta(days=number))
# Numbers from here on are days of the campaign, as programs count days.
_FIRST_DAY, _AFTER = 46157, 46186
_COUNTS = st.integers(0, 3) | st.integers(0, _FIRST_DAY - 1) | st.integers(_AFTER, 50_000)
_WORDS = st.text("абвгдеәіңғүұқөһ ABC123.,-«»=+@#", min_size=1, max_size=20).filter(lambda text: bool(text.strip()))


@dataclass(frozen=True)
class Sent:
    """One unit's return: the rows that are meant, and the workbook's bytes."""

    unit: str
    rows: list[Values]
    media: int
    asked: int | None
    answers: dict[str, dict[str, int]]
    content: bytes


def returns(most: int) -> st.SearchStrategy[list[Sent]]:
    """Returns of different units."""
    return st.lists(sent(), min_size=1, max_size=most, unique_by=lambda one: one.unit)


@st.composite
def sent(draw: st.DrawFn) -> Sent:
    unit = draw(st.sampled_from(UNITS))
    language = draw(st.sampled_from(LANGUAGES))
    rows = draw(st.lists(activity(), max_size=6))
    media = draw(st.lists(_media(), max_size=3))
    asked = draw(st.none() | st.integers(1, 400))
    answers = draw(_survey(asked)) if asked else {}
    cover: Values = {"unit": unit, "survey_respondents": asked, "nil_return": not (rows or media or answers)}
    shape: Values = {
        "order": tuple(draw(st.permutations(COLUMNS))),
        "totals_label": draw(st.sampled_from([None, "Барлығы", "Итого"])),
    }
    content = build(
        cover=cover,
        language=language,
        layout={"activity": shape},
        activity=[draw(_typed(row, language)) for row in rows],
        media_item=media,
        survey_answer=_answer_rows(answers),
    )
    return Sent(unit, rows, len(media), asked, answers, content)


def _answer_rows(answers: dict[str, dict[str, int]]) -> list[Values]:
    return [
        {"question": question, "answer": answer, "respondents": count}
        for question, counts in answers.items()
        for answer, count in counts.items()
    ]


@st.composite
def activity(draw: st.DrawFn) -> Values:
    """One row of activities as it is meant."""
    kind = draw(st.sampled_from([ActivityKind.raid, *ActivityKind]))
    people = draw(_COUNTS)
    received = draw(st.none() | _COUNTS)
    return {
        "held_on": draw(_DAYS),
        "kind": kind,
        "title": draw(_WORDS if kind != ActivityKind.raid else st.none() | _WORDS),
        "activities": draw(st.none() | st.integers(1, 40)),
        "participants": people,
        **{part: draw(st.none() | st.integers(0, people // len(PARTS))) for part in PARTS},
        "institutions": draw(st.none() | _COUNTS),
        "materials": draw(st.none() | _COUNTS),
        "questions_received": received,
        "questions_answered": draw(st.none() | st.integers(0, received)) if received is not None else None,
        "violations": draw(st.none() | st.integers(0, 3)),
    }


@st.composite
def _media(draw: st.DrawFn) -> Values:
    return {
        "published_on": draw(_DAYS),
        "outlet": draw(_WORDS),
        "kind": draw(st.sampled_from(MediaKind)),
        "title": draw(_WORDS),
    }


@st.composite
def _survey(draw: st.DrawFn, asked: int) -> dict[str, dict[str, int]]:
    """Some of the questions with some of their answers; those with one answer add up to the people asked."""
    survey = {}
    for code in draw(st.lists(st.sampled_from(sorted(QUESTIONS)), unique=True)):
        choices = [answer.value for answer in QUESTIONS[code].answers]
        given = draw(st.lists(st.sampled_from(choices), min_size=1, unique=True))
        if QUESTIONS[code].several:
            survey[code] = {answer: draw(st.integers(0, asked)) for answer in given}
        else:
            cuts = sorted(draw(st.lists(st.integers(0, asked), min_size=len(given) - 1, max_size=len(given) - 1)))
            counts = [end - start for start, end in zip([0, *cuts], [*cuts, asked], strict=True)]
            survey[code] = dict(zip(given, counts, strict=True))
    return survey


@st.composite
def _typed(draw: st.DrawFn, row: Values, language: Language) -> Values:
    """The row as a clerk types it: numbers and dates also as text, the kind in any language."""
    return {name: draw(st.sampled_from(_ways(value, language))) for name, value in row.items()}


def _ways(value: Any, language: Language) -> list[object]:
    match value:
        case ActivityKind():
            return [value, value.labels.in_(language).upper(), value.labels.en]
        case date():
            return [value, f"{value:%d.%m.%Y}", f"{value:%d.%m.%Y} г.", value.isoformat()]
        case int():
            spaced = f"{value:,}"
            return [
                value,
                float(value),
                str(value),
                *(spaced.replace(",", space) for space in " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"),
            ]
        case None:
            return [None, "", " "]
    return [value]
