"""Cases of what a cell shows against what it holds: formats, merged cells, footnote marks, days pasted as counts."""

from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from tests.builders.workbooks import RAID
from tests.cases.case import Case, covered, raid, typed
from tests.cases.cells import shown

OTHERWISE = ("cell.shown_otherwise Іс-шаралар!G2",)
NO_NUMBER = ("cell.not_a_number Іс-шаралар!G2",)
ASKED = ("cell.ambiguous Іс-шаралар!G2",)
UPPER, LOWER, STRUCK = InlineFont(vertAlign="superscript"), InlineFont(vertAlign="subscript"), InlineFont(strike=True)


def on_cover(row: int, value: Any, number_format: str = "General") -> dict[str, Any]:
    """One raid, with one value on the cover in a format."""

    def edit(workbook: Workbook) -> None:
        cell = workbook["Титул"].cell(row, 2)
        cell.value, cell.number_format = value, number_format

    return {"edit": edit}


def rich(address: str, *runs: tuple[str, InlineFont | None], sheet: str = "Іс-шаралар") -> dict[str, Any]:
    """One raid, with a text of several runs in one cell."""

    def edit(workbook: Workbook) -> None:
        workbook[sheet][address] = CellRichText(*(TextBlock(font, text) if font else text for text, font in runs))

    return {"edit": edit}


def merged(cells: str, rows: int = 2, sheet: str = "Іс-шаралар", **values: object) -> dict[str, Any]:
    """Raids whose cells are merged after they are filled in, and some values put on the sheet beneath them."""

    def edit(workbook: Workbook) -> None:
        worksheet = workbook[sheet]
        for address, value in values.items():
            worksheet[address].value = value
        # `merge_cells` would empty the cells beneath; Excel writes what another program left there.
        worksheet.merged_cells.add(cells)

    activity = [{**RAID, "note": str(number)} for number in range(rows)]
    return {"activity": activity, "edit": edit}


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

SCRIPTS = (
    Case("footnote mark", rich("G2", ("12", None), ("1", UPPER)), ("cell.rich_text Іс-шаралар!G2 → 12",)),
    Case("footnote mark below the line", rich("G2", ("12", None), ("1", LOWER)), ("cell.rich_text Іс-шаралар!G2 → 12",)),
    Case("number struck out before another", rich("G2", ("40", STRUCK), (" 12", None)), ("cell.rich_text Іс-шаралар!G2 → 12",)),
    Case("all of a number struck out", rich("G2", ("12", STRUCK)), ("cell.rich_text Іс-шаралар!G2",)),
    Case(
        "footnote mark of a day", rich("A2", ("1", UPPER), ("5.06.2026", None)), ("cell.rich_text Іс-шаралар!A2 → 5.06.2026",)
    ),
    Case("footnote mark of a kind", rich("B2", ("рейд", None), ("1", UPPER)), ("cell.rich_text Іс-шаралар!B2 → рейд",)),
    Case(
        "footnote mark on the cover",
        rich("B4", ("2026", None), ("1", UPPER), sheet="Титул"),
        ("cell.rich_text Титул!B4 → 2026",),
    ),
    Case("raised end of an ordinal", rich("A2", ("5", None), ("-ші", UPPER), (" маусым 2026 ж.", None))),
    Case("footnote mark of a word", rich("G2", ("көп", None), ("1", UPPER)), ("cell.rich_text Іс-шаралар!G2",)),
    Case("footnote mark typed as a character", raid(participants="12¹"), ("cell.not_a_number Іс-шаралар!G2 → 12",)),
    Case("footnote mark in free words", rich("P2", ("40 м", None), ("2", UPPER))),
    Case("number half in bold", rich("G2", ("1", None), ("2", InlineFont(b=True)))),
    Case("space above the line", rich("G2", ("12", None), (" ", UPPER))),
)

MERGED = (
    Case("number over the parts", merged("H2:J2", H2=3), ("cell.merged Іс-шаралар!H2",)),
    Case("number as text over the parts", merged("H2:J2", H2="3"), ("cell.merged Іс-шаралар!H2",)),
    Case("number in words over counts", merged("K2:N2", K2="жоқ"), ("cell.not_a_number Іс-шаралар!K2 → 0",)),
    Case("number over a text and a count", merged("E2:F2", E2=3), ("cell.merged Іс-шаралар!E2",)),
    Case(
        "number over two rows and two columns",
        merged("K2:L3", K2=3),
        ("cell.merged Іс-шаралар!K2", "cell.required Іс-шаралар!K3"),
    ),
    Case("text over two texts", merged("C2:D2", C2="Базар")),
    Case("number beneath merged cells", merged("G2:G3"), ("cell.covered Іс-шаралар!G3",)),
    Case("number beneath blank merged cells", merged("O2:O3", O3=2), ("cell.covered Іс-шаралар!O3",)),
    Case("two numbers beneath one merge", merged("H2:J2", H2=1, I2=1, J2=1), ("cell.merged Іс-шаралар!H2",)),
    Case("another day beneath merged cells", merged("A2:A3", A3=date(2026, 6, 6)), ("cell.covered Іс-шаралар!A3",)),
    Case("the same day beneath merged cells", merged("A2:A3")),
    Case("number beneath the title of its column", merged("G1:G2"), ("cell.covered Іс-шаралар!G2",)),
    Case("words beneath merged cells", merged("P2:P3")),
    Case("number over two labels of the cover", merged("B10:B11", sheet="Титул", B10=3), ("cell.merged Титул!B10",)),
    Case("number beneath a label of the cover", merged("A10:B10", sheet="Титул", B10=3), ("cell.covered Титул!B10",)),
    Case(
        "words over two labels of the cover",
        merged("B15:B16", sheet="Титул", B15="Сынақова С.", B16=None),
        ("cell.required Титул!B16",),
    ),
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

SEEN = (*FORMATS, *MONTHS_ALONE, *SCRIPTS, *MERGED, *PASTED, *TWO_NUMBERS)
