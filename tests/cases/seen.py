"""Cases of what a cell shows against what it holds: formats, merged cells, footnote marks, days pasted as counts."""

from datetime import date
from typing import Any

from openpyxl import Workbook

from tests.cases.case import Case, covered, raid, typed
from tests.cases.cells import shown

OTHERWISE = ("cell.shown_otherwise Іс-шаралар!G2",)
NO_NUMBER = ("cell.not_a_number Іс-шаралар!G2",)
ASKED = ("cell.ambiguous Іс-шаралар!G2",)


def on_cover(row: int, value: Any, number_format: str = "General") -> dict[str, Any]:
    """One raid, with one value on the cover in a format."""

    def edit(workbook: Workbook) -> None:
        cell = workbook["Титул"].cell(row, 2)
        cell.value, cell.number_format = value, number_format

    return {"edit": edit}


FORMATS = (
    Case("noughts that are only shown", shown("G2", 4, '0"000"'), OTHERWISE),
    Case("noughts beside any number", shown("G2", 4, 'General"00"'), OTHERWISE),
    Case("noughts that fill the cell", shown("G2", 4, "0*0"), OTHERWISE),
    Case("number that doesn't show", shown("G2", 4, ";;;"), OTHERWISE),
    Case("word instead of a number", shown("G2", 4, '"көп"'), OTHERWISE),
    Case("word from a hundred on", shown("G2", 150, '[<100]0;"көп"'), OTHERWISE),
    Case("number below a hundred in such a format", shown("G2", 4, '[<100]0;"көп"')),
    Case("truth that is only shown", shown("G2", 4, '"TRUE";"TRUE";"FALSE"'), OTHERWISE),
    Case("thousands in one letter", shown("G2", 4, '0" к"'), OTHERWISE),
    Case("thousands in one Latin letter", shown("G2", 4, "0 k"), OTHERWISE),
    Case("thousands among many words", shown("G2", 4, '0" мың қатысушы адам саны"'), NO_NUMBER),
    Case("hundreds in a word", shown("G2", 4, '0" жүз"'), OTHERWISE),
    Case("thousandth parts", shown("G2", 4, '0"‰"'), OTHERWISE),
    Case("minus that is only shown", shown("G2", 4, "-0"), OTHERWISE),
    Case("decimal comma that is only shown", shown("G2", 12, '0","0'), OTHERWISE),
    Case("two numbers of one", shown("G2", 123, "0-00"), OTHERWISE),
    Case("tens and units apart", shown("G2", 12, "0\\ 0"), OTHERWISE),
    Case("round number of a longer one", shown("G2", 12345, "0.0E+00"), OTHERWISE),
    Case("number as long as its exponent shows", shown("G2", 1200, "0.0E+00")),
    Case("more than a number", shown("G2", 4, '">"0'), ASKED),
    Case("number in brackets", shown("G2", 4, "(0)"), ASKED),
    Case("unknown word beside a number", shown("G2", 4, '0" топ"'), ASKED),
    Case("word where no number must stand", shown("O2", 5, '"жоқ"'), ("cell.shown_otherwise Іс-шаралар!O2",)),
    *(
        Case(f"number as it is in {code}", shown("G2", 4, code))
        for code in (
            *(
                '0" чел."',
                "0 чел.",
                '0"."',
                '"№ "0',
                '#,##0" ₸"',
                "# ##0",
                "00000",
                "0.00",
                "# ?/?",
                "@",
                "**0",
                "[Red]General",
            ),
            *("#,##0_);(#,##0)", '_-* #,##0.00_-;\\-* #,##0.00_-;_-* "-"??_-;_-@_-', "[Red][<=-25]General", "0;;", '#,##0"р."'),
        )
    ),
    *(Case(f"zero in {code}", shown("O2", 0, code)) for code in ("0;-0;;@", '0;-0;"—"', '0;-0;"жоқ"', '[=0]"";0', "#")),
    Case("zero in a word", shown("O2", 0, '0;-0;"иә"'), ("cell.shown_otherwise Іс-шаралар!O2",)),
    Case("day that doesn't show", shown("A2", 46178, ";;;"), ("cell.shown_otherwise Іс-шаралар!A2",)),
    Case("code that doesn't show", shown("B2", 5, '"рейд"'), ("cell.shown_otherwise Іс-шаралар!B2",)),
    Case("year with its word", on_cover(4, 2026, '0" жыл"')),
    Case("phone in parts", on_cover(14, 500000, "00-00-00")),
    Case("number in thousands on the cover", on_cover(10, 12, '0"000"'), ("cell.shown_otherwise Титул!B10",)),
)

MONTHS_ALONE = (
    Case("month alone", shown("A2", date(2026, 6, 1), "mmmm yyyy"), ("cell.shown_otherwise Іс-шаралар!A2",)),
    Case("month alone in Excel's own format", shown("A2", date(2026, 6, 1), "mmm-yy"), ("cell.shown_otherwise Іс-шаралар!A2",)),
    Case("year alone", shown("A2", date(2026, 6, 1), "yyyy"), ("cell.shown_otherwise Іс-шаралар!A2",)),
    Case("month in a locale", shown("A2", date(2026, 6, 1), "[$-419]mmmm\\ yyyy;@"), ("cell.shown_otherwise Іс-шаралар!A2",)),
    Case("month of a day", shown("A2", date(2026, 6, 5), "mm.yyyy"), ("cell.ambiguous Іс-шаралар!A2",)),
    Case("weekday of a day", shown("A2", date(2026, 6, 5), "dddd"), ("cell.ambiguous Іс-шаралар!A2",)),
    Case("day and month", shown("A2", date(2026, 6, 1), "d mmm")),
    Case("weekday, day and month", shown("A2", date(2026, 6, 1), "dddd, d mmmm yyyy")),
    Case("month on the cover", on_cover(16, date(2026, 6, 1), "mmmm yyyy"), ("cell.shown_otherwise Титул!B16",)),
    Case("month where the period begins", on_cover(5, date(2026, 6, 1), "mm/yyyy"), ("cell.shown_otherwise Титул!B5",)),
)

PASTED = (
    Case("day pasted as a count", typed("G2", 46178), ASKED),
    Case("day pasted as a text", raid(participants="46 178"), ASKED),
    Case("day of another period as a count", typed("G2", 46200)),
    Case("day pasted on the cover", covered(survey_respondents=46178), ("cell.ambiguous Титул!B10",)),
)

TWO_NUMBERS = (
    *(
        Case(f"two numbers with U+{ord(between):04X} between", raid(participants=f"12{between}300"), NO_NUMBER)
        for between in "\n\t\N{EM SPACE}\N{LINE SEPARATOR}\N{IDEOGRAPHIC SPACE}"
    ),
    Case("two numbers of people", raid(participants="5\n120 адам"), NO_NUMBER),
    Case("two days", raid(held_on="05.06.2026\n06.06.2026"), ("cell.not_a_date Іс-шаралар!A2",)),
    Case("number with a line break after it", raid(participants="12\n")),
)

SEEN = (*FORMATS, *MONTHS_ALONE, *PASTED, *TWO_NUMBERS)
