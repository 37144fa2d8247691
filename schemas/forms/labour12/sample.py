"""Fifteen sample returns of the campaign year 2026, one for each unit, as clerks would fill them in.

All names are invented, and so is the way the region's totals are split over units and rows. `INVENTED` says so in every sample
return. The figures are in `sample_data` and `sample_units`.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from schemas.declaration.filled_return import FilledReturn, FilledTable
from schemas.forms.labour12.codes import ActivityKind, MediaKind, ReturnType
from schemas.forms.labour12.sample_data import (
    APPROVED_BY,
    ARTICLE,
    BROADCASTS,
    INVENTED,
    PHONE,
    PREPARED_BY,
    PROGRAMME,
    RAID_PARTNERS,
    RAID_SITES,
    RAID_TITLE,
    SURVEY,
    SURVEYED,
    Common,
    Two,
)
from schemas.forms.labour12.sample_units import UNITS, Event, UnitSample

__all__ = ["INVENTED", "YEAR", "sample_returns"]

YEAR = 2026

_Row = dict[str, object]


def sample_returns() -> tuple[FilledReturn, ...]:
    """The sample returns in the official order of the units."""
    return tuple(_return(sample) for sample in UNITS)


def _return(sample: UnitSample) -> FilledReturn:
    tables = {
        "cover": FilledTable(rows=(_cover(sample),)),
        "activity": FilledTable(
            rows=_activities(sample),
            order=tuple(sample.order.split()) if sample.order else None,
            totals_label=sample.totals_label,
            title=sample.title,
        ),
        "survey_answer": FilledTable(rows=tuple(_answers(sample))),
        "media_item": FilledTable(rows=tuple(_media(sample))),
        "explanation": FilledTable(),
    }
    sheets = {"cover", "activity", *sample.sheets.split()}
    kept = {code: table for code, table in tables.items() if code in sheets}
    return FilledReturn(language=sample.language, tables=kept, file=sample.file)


def _cover(sample: UnitSample) -> _Row:
    raids, people, rows = sample.raids
    return {
        "unit": sample.written or sample.unit,
        "year": YEAR,
        "period_start": _day(sample.start),
        "period_end": _day(sample.end),
        "return_type": ReturnType.initial if rows % 2 else None,
        "nil_return": None if rows % 3 else False,
        "survey_respondents": SURVEYED if _surveys(sample) else None,
        "raids_control": raids if sample.controls else None,
        "raid_participants_control": people if sample.controls else None,
        "prepared_by": _in(PREPARED_BY, sample),
        "phone": PHONE,
        "approved_by": _in(APPROVED_BY, sample) if sample.controls else None,
        "submitted_on": date.fromisoformat(sample.file.partition("/")[0]),
    }


def _activities(sample: UnitSample) -> tuple[_Row, ...]:
    common = [_common(PROGRAMME[name], sample) for name in sample.programme.split()]
    events = [_event(event) for event in sample.events]
    rows = sorted([*_raids(sample), *common, *events], key=lambda row: str(row["held_on"]))
    rows[0]["note"] = _in(INVENTED, sample)
    return tuple(_as_typed(row, sample) for row in rows)


def _raids(sample: UnitSample) -> Iterator[_Row]:
    raids, people, rows = sample.raids
    first, last = _day(sample.start), _day(sample.end)
    for index, held_count in enumerate((*_shares(raids - 1, rows - 1), 1)):
        place, site = sample.places[index % len(sample.places)], _in(RAID_SITES[index % len(RAID_SITES)], sample)
        yield {
            "held_on": first + (last - first) * index // rows,
            "kind": ActivityKind.raid,
            "title": _in(RAID_TITLE, sample) if index % 3 == 0 else None,
            "venue": f"{place}: {site}",
            "partners": _in(RAID_PARTNERS, sample) if index % 2 == 0 else None,
            "activities": held_count if index < rows - 1 else None,
            "participants": held_count + _even(people - raids, rows)[index],
            "violations": 0,
        }


def _common(common: Common, sample: UnitSample) -> _Row:
    times = sample.schools if common.times == "schools" else common.times
    parts = {"pupils": common.pupils, "parents": common.parents, "teachers": common.teachers}
    return {
        "held_on": _day(common.day) + timedelta(days=sample.schools % 2),
        "kind": common.kind,
        "title": _in(common.title, sample),
        "venue": _in(common.venue, sample),
        "activities": times if times > 1 else None,
        "participants": common.participants * times + sample.schools % 5,
        "institutions": times if common.times == "schools" and common.kind == ActivityKind.class_hour else None,
        "violations": 0,
        **{name: None if part is None else part * times for name, part in parts.items()},
    }


def _event(event: Event) -> _Row:
    row = event._asdict()
    more = row.pop("more")
    return {**row, **(more or {}), "held_on": _day(row.pop("day"))}


def _as_typed(row: _Row, sample: UnitSample) -> _Row:
    """The row as the clerk types it: some clerks type dates or numbers as text."""
    typed = dict(row)
    if sample.dates_as_text:
        typed["held_on"] = f"{row['held_on']:%d.%m.%Y}"
    if sample.thousands is not None:
        typed["participants"] = f"{row['participants']:,}".replace(",", sample.thousands)
    return typed


def _answers(sample: UnitSample) -> Iterator[_Row]:
    if _surveys(sample):
        for question, answers in SURVEY.items():
            for answer, respondents in answers.items():
                yield {"question": question, "answer": answer, "respondents": respondents}


def _media(sample: UnitSample) -> Iterator[_Row]:
    newspapers = [(MediaKind.newspaper, paper, ARTICLE) for paper in sample.papers]
    broadcasts = [(kind, _in(outlet, sample), title) for kind, outlet, title in BROADCASTS[: sample.broadcasts]]
    for index, (kind, outlet, title) in enumerate([*newspapers, *broadcasts]):
        yield {
            "published_on": _day("06-02") + timedelta(days=2 * index),
            "outlet": outlet,
            "kind": kind,
            "title": _in(title, sample),
            "url": f"https://{sample.unit}.example.org/{YEAR}/{index}" if kind is MediaKind.web else None,
        }


def _surveys(sample: UnitSample) -> bool:
    return sample.unit == "department"


def _day(text: str) -> date:
    return date.fromisoformat(f"{YEAR}-{text}")


def _in(text: Two, sample: UnitSample) -> str:
    return text.kk if sample.language == "kk" else text.ru


def _shares(total: int, parts: int) -> list[int]:
    """Split the total into unequal parts; the first part takes the remainder."""
    weights = [3 + part * 2 % 5 for part in range(parts)]
    shares = [total * weight // sum(weights) for weight in weights]
    return [total - sum(shares[1:]), *shares[1:]]


def _even(total: int, parts: int) -> list[int]:
    return [total // parts + (part < total % parts) for part in range(parts)]
