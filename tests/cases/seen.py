"""Cases of what a cell shows against what it holds: formats, merged cells, footnote marks, days pasted as counts."""

from tests.cases.case import Case, covered, raid, typed

NO_NUMBER = ("cell.not_a_number Іс-шаралар!G2",)
ASKED = ("cell.ambiguous Іс-шаралар!G2",)


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

SEEN = (*PASTED, *TWO_NUMBERS)
