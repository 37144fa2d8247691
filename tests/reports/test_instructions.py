"""A blank's first sheet tells the clerk what to do, and is no part of the return."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from schemas.basics.text import LANGUAGES, Language
from schemas.declaration.form import Form
from schemas.declaration.own_sheets import INSTRUCTIONS_SHEET
from schemas.declaration.period import Period
from schemas.forms.labour12.form import FORM
from schemas.records.submission import CheckedReturn
from svod.pipeline.check_return import check_return
from svod.reports.xlsx.blank import blank_return
from svod.reports.xlsx.instructions import Sending
from tests.builders.accounts import FORM as ACCOUNTS
from tests.builders.workbooks import REGISTER


def _said(
    form: Form,
    period: str,
    language: Language = "ru",
    send_to: str | None = None,
    languages: tuple[Language, ...] = ("kk", "ru"),
) -> list[tuple[str, ...]]:
    """The lines of the first sheet, each in every language shown."""
    sending = Sending(send_to=send_to, languages=languages)
    book = load_workbook(BytesIO(blank_return(form, REGISTER, "akzhar", Period.parse(period), language, sending)))
    first = book.worksheets[0]
    assert first.title == INSTRUCTIONS_SHEET
    assert first.max_column == len(languages)
    return [tuple(str(cell.value) for cell in row) for row in first.iter_rows() if row[0].value]


@pytest.mark.parametrize("languages", [("en", "ru", "kk"), ("ru",)])
def test_a_clerk_is_told_in_the_languages_of_the_place(languages: tuple[Language, ...]) -> None:
    said = _said(FORM, "2026", languages=languages)
    texts = {
        "kk": "2026 жылғы 16 маусымнан кешіктірмей тапсырылады.",
        "ru": "Не позднее 16 июня 2026 года.",
        "en": "Not later than 16 June 2026.",
    }
    assert tuple(texts[language] for language in languages) in said


def test_a_clerk_is_told_when_where_and_how() -> None:
    said = _said(FORM, "2026", send_to="svod@example.kz")
    assert said[2] == ("Ақжар ауданы. Науқан жылы: 2026", "Акжарский район. Год кампании: 2026")
    assert ("2026 жылғы 16 маусымнан кешіктірмей тапсырылады.", "Не позднее 16 июня 2026 года.") in said
    assert ("Толтырылған файл осында жіберіледі: svod@example.kz", "Заполненный файл направьте сюда: svod@example.kz") in said
    (explain,) = [pair for pair in said if "код" in pair[1]]
    assert all("«Пояснения»" in text for text in explain)
    quarterly = _said(ACCOUNTS, "2026-Q1", "kk")
    assert quarterly[2] == ("Ақжар ауданы. Жыл: 2026. Тоқсан: 1", "Акжарский район. Год: 2026. Квартал: 1")
    assert any("әдетте" in kk and "обычно" in ru for kk, ru in quarterly)
    assert not any("сұрату" in kk for kk, _ in quarterly)


def test_only_colours_that_the_blank_has_are_explained() -> None:
    def colours(form: Form, period: str) -> set[str]:
        book = load_workbook(BytesIO(blank_return(form, REGISTER, "akzhar", Period.parse(period))))
        return {row[0].fill.fgColor.rgb for row in book.worksheets[0].iter_rows() if row[0].fill.fill_type}

    required, optional, printed, broken = "FFF9D9A8", "FFDCE6F0", "FFE3E6E9", "FFF4B6B0"
    assert colours(FORM, "2026") >= {required, optional, broken}
    assert colours(ACCOUNTS, "2026-Q1") == {required, optional, printed}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("form", "period"), [(FORM, "2026"), (ACCOUNTS, "2026-Q1")])
def test_a_return_is_read_as_without_it(form: Form, period: str, language: Language) -> None:
    def judged(content: bytes) -> CheckedReturn:
        return check_return(content, "x.xlsx", {form.code: form}, REGISTER)

    content = blank_return(form, REGISTER, "akzhar", Period.parse(period), language, Sending(send_to="каб. 305"))
    book = load_workbook(BytesIO(content))
    book.remove(book.worksheets[0])
    without = BytesIO()
    book.save(without)
    with_it, alone = judged(content), judged(without.getvalue())
    assert (with_it.issues, with_it.indicators, with_it.row_counts, with_it.cells, with_it.unit) == (
        (alone.issues, alone.indicators, alone.row_counts, alone.cells, "akzhar")
    )
