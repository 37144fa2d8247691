"""The written report says what the warehouse has, in correct Kazakh and Russian for every number, and nothing else."""

import dataclasses
import re
from collections import Counter
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.table import Table
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from schemas.basics.place import PLACE, Letterhead
from schemas.basics.text import Language, write
from schemas.forms.labour12.codes import ActivityKind, SurveyQuestion
from schemas.forms.labour12.form import FORM
from schemas.forms.labour12.sample_data import INVENTED
from schemas.records.period_report import PeriodReport
from svod.reports.docx.document import written_report
from svod.reports.docx.pdf import as_pdfs
from svod.reports.docx.template import narrate, narrate_template
from svod.reports.docx.template_values import Day, Figure
from svod.warehouse.reader import Snapshot
from tests.builders.workbooks import RAID, UNITS, Values, build, load, workspace
from tests.support.examples import examples
from tests.support.reports import published, report_lines, report_of, report_text

LANGUAGES: tuple[Language, ...] = ("kk", "ru")
CAMPAIGN = {"kk": "«Бала еңбегін қанауға қарсы 12 күн»", "ru": "«12 дней борьбы против эксплуатации детского труда»"}
NUMBER = re.compile(r"\d+(?:\N{NO-BREAK SPACE}\d{3})*(?:,\d+)?")


@pytest.fixture(scope="module")
def region(sample: Path) -> PeriodReport:
    """The report of the whole sample."""
    return published(sample / "data")


def _event(kind: str, **values: object) -> Values:
    return {"held_on": date(2026, 6, 5), "kind": kind, "title": "Тақырып", "participants": 1, **values}


def _of_department(*activities: Values, **cover: object) -> bytes:
    return build(cover={"unit": "department", **cover}, activity=activities)


def _of_years(root: Path, *activities: list[Values]) -> list[PeriodReport]:
    """The reports of years, in each of which the department has some activities. One load serves them all."""
    sent, years = {}, [str(2000 + number) for number in range(len(activities))]
    for year, rows in zip(years, activities, strict=True):
        first, last = date(int(year), 5, 15), date(int(year), 6, 12)
        days = {"year": int(year), "period_start": first, "period_end": last, "submitted_on": last}
        sent[f"{year}.xlsx"] = _of_department(*({**row, "held_on": first} for row in rows), **days)
    load(root, sent)
    return [published(root, period=year) for year in years]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_in_the_text_is_a_bound_one(region: PeriodReport, language: Language) -> None:
    lines = report_lines(region, language)
    told = Counter(number for line in lines for number in NUMBER.findall(line.replace(CAMPAIGN[language], "")))
    narrative = narrate(region, language)
    assert narrative
    assert told == Counter(number for written in narrative.written for number in NUMBER.findall(written.text))
    assert {"1\N{NO-BREAK SPACE}074", "1\N{NO-BREAK SPACE}164", "500", "42", "200", "86", "31", "7,5"} <= told.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_bound_number_is_in_the_warehouse(
    held: dict[tuple[str, ...], Any], region: PeriodReport, language: Language
) -> None:
    narrative = narrate(region, language)
    assert narrative
    for written in narrative.written:
        match written.source:
            case "sum", element, *rows:
                value = sum(held["rows", *row.split("/"), element] for row in rows)
            case "count", *rows:
                value = sum(("rows", *row.split("/"), "row") in held for row in set(rows))
            case source if isinstance(written.value, Figure | Day):
                value = held[source]
            case _:
                continue
        assert value == (written.value.date if isinstance(written.value, Day) else written.value), written


@pytest.fixture(scope="module")
def held(sample: Path) -> dict[tuple[str, ...], Any]:
    """What the snapshot has of the sample, by source, read by this test's own queries."""
    queries = {
        "totals": "select indicator, value from main.regional_total",
        "units": "select unit, indicator, value from main.indicator_value",
        "survey": "select question, answer, 'percent', percent from main.survey_share where region is not null",
        "as_of": "select max(received_at)::date from main.submission where status = 'accepted'",
        "due": "select distinct due_date from main.completeness",
    }
    with workspace(sample / "data").warehouse.reader() as snapshot:
        values = {(kind, *row[:-1]): row[-1] for kind, sql in queries.items() for row in snapshot.rows(sql)}
        coverage = snapshot.query("select distinct expected, reported, missing from main.regional_total")
        values |= {("coverage", column): value for column, value in zip(coverage.columns, coverage.rows[0], strict=True)}
        for table in ("activity", "media_item"):
            found = snapshot.query(f"select * from labour12.{table}")
            for row in found.rows:
                cells = dict(zip(found.columns, row, strict=True))
                place = ("rows", table, cells["unit"], cells["sheet"], str(cells["row"]))
                values |= {(*place, column): value for column, value in cells.items()}
    return values


def _one(snapshot: Snapshot, sql: str) -> Any:
    ((value,),) = snapshot.rows(sql)
    return value


def test_sums_and_counts_take_the_rows_that_they_name(sample: Path, region: PeriodReport) -> None:
    text = report_text(region, "ru")
    with workspace(sample / "data").warehouse.reader() as snapshot:
        contests = "select sum(activities) from labour12.activity where kind like '%contest'"
        assert f"Всего по области проведено {_one(snapshot, contests)} конкурсов" in text
        of_districts = "from labour12.activity where unit <> 'department' and kind <> 'raid'"
        events, people = (
            write(_one(snapshot, f"select sum({element}) {of_districts}"), "ru") for element in ("activities", "participants")
        )
        told = f"проведено {events} мероприятия, в них приняли участие {people} человек"
        assert told.replace("\N{NO-BREAK SPACE}", " ") in text


def test_kazakh_and_russian_say_the_same(region: PeriodReport) -> None:
    kazakh, russian = (narrate(region, language) for language in LANGUAGES)
    assert kazakh
    assert russian
    assert {written.source for written in kazakh.written} == {written.source for written in russian.written}


_COUNT = st.sampled_from([None, 0, 1, 2, 5, 11, 21, 1164, 10**6])
_SOME_UNITS = st.frozensets(st.sampled_from(UNITS))


def test_any_figures_can_be_told(region: PeriodReport) -> None:
    # The report is no argument of what hypothesis calls: it would write it out each time.
    @examples(10)
    @given(
        _SOME_UNITS,
        _SOME_UNITS,
        st.frozensets(st.sampled_from([*map(str, ActivityKind), *map(str, SurveyQuestion)])),
        st.fixed_dictionaries(dict.fromkeys(FORM.indicators, _COUNT)),
    )
    def tell(absent: frozenset[str], late: frozenset[str], named: frozenset[str], figures: dict[str, int | None]) -> None:
        report = _without(region, absent, late)
        rows = {**report.rows, "activity": [row for row in report.rows["activity"] if row.values["kind"] in named]}
        values = {unit: {**known, "violations": figures["violations"]} for unit, known in report.values.items()}
        # Figures of units or rows in the text must add up to the total beside them.
        figures["media_items"] = len(rows["media_item"])
        figures["survey_respondents"] = 0 if "department" in absent else 200
        figures["violations"] = figures["violations"] if values else None
        shares = {question: answers for question, answers in region.totals.shares.items() if question in named}
        totals = report.totals.model_copy(update={"totals": figures, "shares": shares})
        for language in LANGUAGES:
            _tells_what_it_binds(dataclasses.replace(report, rows=rows, values=values, totals=totals), language)

    tell()


def _tells_what_it_binds(report: PeriodReport, language: Language) -> None:
    narrative = narrate(report, language)
    assert narrative
    text = "\n".join("\n".join(block.cells) for block in narrative.blocks).replace(CAMPAIGN[language], "«»")
    assert Counter(NUMBER.findall(text)) == Counter(
        one for written in narrative.written for one in NUMBER.findall(written.text)
    )
    amiss = re.search(r".*(?:  |None| [.,;:]|,\.|\.\.|: \.).*", text.replace("\N{NO-BREAK SPACE}", " "))
    assert not amiss, amiss[0]


def _without(region: PeriodReport, absent: frozenset[str], late: frozenset[str]) -> PeriodReport:
    """The region's report without some units' returns."""
    units = [
        dataclasses.replace(unit, revision=None, rejected=len(late) % 2)
        if unit.unit in absent
        else dataclasses.replace(unit, on_time=unit.unit not in late)
        for unit in region.units
    ]
    counts = {"reported": len(units) - len(absent), "missing": len(absent)}
    coverage = region.totals.coverage.model_copy(update=counts)
    return dataclasses.replace(
        region,
        units=units,
        totals=region.totals.model_copy(update={"coverage": coverage}),
        values={unit: values for unit, values in region.values.items() if unit not in absent},
        rows={table: [row for row in rows if row.unit not in absent] for table, rows in region.rows.items()},
    )


def test_templates_hold_no_numbers() -> None:
    assert FORM.report
    for language, template in FORM.report.items():
        words = re.sub(r"\{[{%#].*?[}%#]\}", "", template, flags=re.DOTALL)
        assert not re.search(r"\d", words.replace("\n", " ").replace(CAMPAIGN[language], ""))


@pytest.mark.parametrize("language", LANGUAGES)
def test_same_figures_are_the_same_bytes(sample: Path, region: PeriodReport, language: Language) -> None:
    content = written_report(published(sample / "data"), language, Letterhead())
    assert content == written_report(region, language, Letterhead())
    assert content
    with ZipFile(BytesIO(content)) as package:
        assert {member.date_time[0] for member in package.infolist()} == {1980}


@pytest.mark.parametrize("language", LANGUAGES)
def test_report_of_the_sample_says_that_it_is_invented(region: PeriodReport, language: Language) -> None:
    text = report_text(region, language)
    assert all(said in text for said in INVENTED)


def _notice(report: PeriodReport, language: Language) -> str:
    """The notice at the top of the text, in italics."""
    content = written_report(report, language, Letterhead())
    assert content
    return next(one.text for one in Document(BytesIO(content)).paragraphs if one.runs and one.runs[0].italic)


def _letter(report: PeriodReport, language: Language, letterhead: Letterhead) -> list[str]:
    """The paragraphs and cells of the letter from top to bottom."""
    content = written_report(report, language, letterhead)
    assert content
    lines = []
    for part in Document(BytesIO(content)).iter_inner_content():
        lines += [cell.text for row in part.rows for cell in row.cells] if isinstance(part, Table) else [part.text]
    return lines


def test_letter_says_to_whom_it_goes_and_who_signs_it(region: PeriodReport) -> None:
    said = Letterhead(
        addressee_kk="Комитетке",
        addressee_ru="Комитету",
        signer_office_kk="Департамент басшысы",
        signer_office_ru="Руководитель департамента",
        signer="А. Үлгі",
        prepared_by="Б. Үлгі",
        prepared_by_phone="8 (0000) 00-00-00",
    )
    lines = _letter(region, "kk", said)
    assert lines[0] == "Комитетке"
    signed = lines.index("Департамент басшысы")
    assert lines[signed + 2] == "А. Үлгі"
    assert lines[signed + 3 : signed + 6] == ["", "(қолы)", ""]
    assert lines[signed + 6].startswith("Күні: ___")
    assert lines[signed + 7] == "Орындаушы: Б. Үлгі\nТелефоны: 8 (0000) 00-00-00"
    assert lines[signed + 8].startswith("Қосымша.")
    russian = _letter(region, "ru", said)
    assert russian[0] == "Комитету"
    assert "Руководитель департамента" in russian
    assert "Исполнитель: Б. Үлгі\nТелефон: 8 (0000) 00-00-00" in russian


def test_what_is_not_set_of_a_letter_is_a_line_to_fill_in(region: PeriodReport) -> None:
    lines = _letter(region, "ru", Letterhead())
    assert lines[1] == "(кому)"
    captions = lines.index("(должность)")
    assert lines[captions : captions + 3] == ["(должность)", "(подпись)", "(инициалы, фамилия)"]
    assert [set(line) for line in (lines[0], *lines[captions - 3 : captions])] == [{"_"}] * 4
    assert "Исполнитель: ____" in lines[captions + 4]


def test_no_report_in_other_languages(region: PeriodReport) -> None:
    assert written_report(region, "en", Letterhead()) is None


def test_a_changed_return_changes_the_text(tmp_path: Path) -> None:
    before = report_text(report_of(tmp_path, build(activity=[{**RAID, "activities": 5, "participants": 11}])), "ru")
    load(tmp_path, {"2026-06-12/again.xlsx": build(activity=[{**RAID, "activities": 21, "participants": 31, "violations": 2}])})
    after = report_text(published(tmp_path), "ru")
    assert "В области проведено 5 рейдов, в них приняли участие 11 человек." in before
    assert "В области проведён 21 рейд, в них принял участие 31 человек." in after
    assert "Выявлено 2 факта использования детского труда: Акжарский район — 2." in after
    assert "по состоянию на 10 июня 2026 года" in before
    assert "по состоянию на 12 июня 2026 года" in after


def test_one_is_said_as_one(tmp_path: Path) -> None:
    report = report_of(tmp_path, build(activity=[{**RAID, "participants": 1, "violations": 0}]))
    assert "Облыста 1 рейд өткізілді, оған 1 адам қатысты. Бала еңбегін пайдалану фактілері анықталған жоқ." in report_text(
        report, "kk"
    )
    russian = report_text(report, "ru")
    assert "В области проведён 1 рейд, в нём принял участие 1 человек." in russian
    assert "Показатели приведены по 1 организации, представившей отчёт." in russian
    assert "Отчёт представила 1 из 15 организаций." in russian


def test_zero_and_unknown_have_their_own_sentences(tmp_path: Path) -> None:
    report = report_of(tmp_path, _of_department(_event("семинар")))
    kazakh, russian = (report_text(report, language) for language in LANGUAGES)
    assert (
        "Түскен есептер бойынша рейдтер өткізілген жоқ. Бала еңбегін пайдалану фактілері туралы мәлімет берілмеген." in kazakh
    )
    assert (
        "По поступившим отчётам рейды не проводились. Сведений о фактах использования детского труда не представлено."
        in russian
    )
    assert "Түскен есептерде сауалнама жүргізілгені көрсетілмеген." in kazakh
    assert "Конкурсы в поступивших отчётах не указаны." in russian


QUESTIONS = (
    (None, None, "Түскен сұрақтардың саны есепте көрсетілмеген.", "Число поступивших вопросов в отчёте не указано."),
    (0, 0, "Сұрақ түскен жоқ.", "Вопросов не поступило."),
    (1, 1, "1 сұрақ түсіп, оған жауап берілді.", "Поступил 1 вопрос, на него дан ответ."),
    (42, 42, "Барлығы 42 сұрақ түсіп, бәріне жауап берілді.", "Поступило 42 вопроса, на все даны ответы."),
    (25, 16, "Барлығы 25 сұрақ түсіп, 16-сына жауап берілді.", "Поступило 25 вопросов, ответы даны на 16."),
    (5, 0, "Барлығы 5 сұрақ түсті, әзірге жауап берілген жоқ.", "Поступило 5 вопросов, ответов пока не дано."),
)


def test_questions_to_the_conference(tmp_path: Path) -> None:
    events = [
        _event("интернет-конференция", questions_received=received, questions_answered=answered)
        for received, answered, _, _ in QUESTIONS
    ]
    for report, (_, _, kazakh, russian) in zip(_of_years(tmp_path, *([one] for one in events)), QUESTIONS, strict=True):
        assert kazakh in report_text(report, "kk")
        assert russian in report_text(report, "ru")


def test_missing_and_rejected_units_are_named(tmp_path: Path) -> None:
    refused = build(cover={"unit": "petropavl", "raids_control": 9})
    others = [unit for unit in UNITS if unit not in ("petropavl", "musrepov", "esil")]
    report = report_of(tmp_path, refused, *(build(cover={"unit": unit}) for unit in others))
    kazakh, russian = (report_text(report, language) for language in LANGUAGES)
    assert "15 ұйымның 12-сінен түскен мәліметтер негізінде" in kazakh
    assert "Ғабит Мүсірепов атындағы ауданнан және Есіл ауданынан есеп түскен жоқ." in kazakh
    assert "Петропавл қаласының есебінде қате болғандықтан, ол қабылданған жоқ (жіберілген файл саны – 1)." in kazakh
    assert "по данным 12 из 15 организаций; по 3 организациям данных нет" in russian
    assert "Не поступили отчёты от района имени Габита Мусрепова и Есильского района." in russian
    assert "Отчёт города Петропавловска не принят из-за ошибок (прислан 1 файл)." in russian


def test_a_return_that_was_set_aside_is_not_missing(tmp_path: Path) -> None:
    report = report_of(tmp_path, build(), build(cover={"unit": "esil"}))
    units = [dataclasses.replace(unit, revision=None) if unit.unit == "esil" else unit for unit in report.units]
    text = report_text(dataclasses.replace(report, units=units), "ru")
    assert "Отчёт Есильского района в показатели не вошёл: он отозван или поступил после закрытия периода." in text
    assert "Есильского района и" not in text


def test_nothing_accepted(tmp_path: Path) -> None:
    report = report_of(tmp_path, build(cover={"raids_control": 9}))
    assert "15 ұйымның бірде-бірінен есеп қабылданған жоқ" in report_text(report, "kk")
    assert "Предварительные данные. Отчётный период не закрыт, принятых отчётов пока нет." in report_text(report, "ru")


def test_final_figures_say_when_the_period_was_closed(region: PeriodReport) -> None:
    closed = {"state": "final", "closed_at": PLACE.parse_moment("2026-07-01T00:30")}
    final = dataclasses.replace(region, totals=region.totals.model_copy(update=closed))
    assert _notice(final, "kk") == "Түпкілікті деректер. Есепті кезең 2026 жылғы 1 шілдеде жабылды."
    assert _notice(final, "ru") == "Окончательные данные. Отчётный период закрыт 1 июля 2026 года."
    assert _notice(region, "ru").startswith("Предварительные данные по состоянию на 16 июня 2026 года.")


def test_shares_say_how_many_were_asked(tmp_path: Path) -> None:
    def asked(question: str, answer: str, respondents: int) -> Values:
        return {"question": question, "answer": answer, "respondents": respondents}

    report = report_of(
        tmp_path,
        build(
            cover={"survey_respondents": 3},
            survey_answer=[asked("attitude", "against", 1), asked("attitude", "not_against", 2)],
        ),
        build(cover={"unit": "esil", "survey_respondents": 5}, survey_answer=[asked("sectors", "cafes", 4)]),
        build(cover={"unit": "zhambyl", "survey_respondents": 0}, survey_answer=[asked("knows_term", "yes", 0)]),
    )
    kazakh, russian = (report_text(report, language) for language in LANGUAGES)
    assert "сауалнамаға 8 ересек адам қатысты" in kazakh
    assert "(бұл сұрақ 3 адамға қойылды) мынадай: қарсы емес – 67 %, қарсы – 33 %." in kazakh
    assert "(число опрошенных по этому вопросу — 5): «кафе» — 80 %." in russian
    assert "Организаторы анкетирования — Акжарский район и Есильский район." in russian
    assert "понятен" not in russian


def test_examples_name_the_largest_of_units_not_named_yet(tmp_path: Path) -> None:
    report = report_of(
        tmp_path,
        build(
            cover={"unit": "akzhar"},
            activity=[_event("семинар", title="А", participants=50), _event("сынып сағаты", participants=9)],
        ),
        build(
            cover={"unit": "esil"},
            activity=[_event("семинар", title="Б", participants=50), _event("сынып сағаты", participants=3)],
        ),
    )
    text = report_text(report, "ru")
    assert "в Акжарском районе проведён семинар на тему «А» с участием 50 человек;" in text
    assert "в Есильском районе проведён классный час на тему «Тақырып» с участием 3 человек." in text
    assert "«Б»" not in text


def test_what_clerks_write_stays_words(tmp_path: Path) -> None:
    title = "# А | <b>&amp;\n* {{ totals }}\x07"
    report = report_of(tmp_path, _of_department(_event("семинар", title=title, venue="> залы | 2", partners="|| x")))
    lines = report_lines(report, "kk")
    told = "«# А | <b>&amp; * {{ totals }}» тақырыбында семинар өткізілді, оған 1 адам қатысты."
    assert f"2026 жылғы 5 маусымда {told} Өткізілген орны: > залы | 2. Серіктестер: || x." in lines
    assert len(lines) == len(report_lines(report_of(tmp_path / "plain", _of_department(_event("семинар"))), "kk"))


TITLES = {
    "Мой труд": "«Мой труд»",
    "«Мой труд»": "«Мой труд»",
    '"Мой труд"': "«Мой труд»",
    "Игра «Азбука права»": "«Игра „Азбука права“»",
    "«Труд» и «Право»": "«„Труд“ и „Право“»",
}


def test_titles_stand_in_one_pair_of_quotes(tmp_path: Path) -> None:
    told_twice = [[_event("семинар", title=title), _event("өзге", title=title)] for title in TITLES]
    for report, told in zip(_of_years(tmp_path, *told_twice), TITLES.values(), strict=True):
        for language in LANGUAGES:
            assert report_text(report, language).count(told) == 2


def test_place_that_ends_with_a_stop_gets_no_second_one(tmp_path: Path) -> None:
    text = report_text(report_of(tmp_path, _of_department(_event("семинар", venue="Бейбітшілік көш.", partners="ЖШС"))), "kk")
    assert "Өткізілген орны: Бейбітшілік көш. Серіктестер: ЖШС.\n" in text


def test_a_year_earlier_is_told_with_its_coverage(campaign: PeriodReport) -> None:
    earlier = "За тот же период прошлого года (отчиталась 1 из 15 организаций): рейды — 1 500, участники рейдов — 4, "
    assert earlier in report_text(campaign, "ru")
    assert "(есеп тапсыруға тиіс 15 ұйымның 1-і тапсырған): рейдтер – 1 500," in report_text(campaign, "kk")


@pytest.mark.parametrize(
    "template",
    [
        "{{ 5 }}",
        "{{ units | length }}",
        "{{ totals.raids + 1 }}",
        "{{ totals.raids ~ '' }}",
        "{{ [due] | join }}",
        "{{ nowhere }}",
    ],
)
def test_a_number_from_nowhere_is_refused(region: PeriodReport, template: str) -> None:
    with pytest.raises((TypeError, UndefinedError)):
        narrate_template(template, region, "kk")


def test_no_pdf_without_libreoffice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert as_pdfs([b""]) == []
