"""Cases of what a cell shows against what it holds: formats, merged cells, footnote marks, days pasted as counts."""

from tests.cases.case import Case, raid

NO_NUMBER = ("cell.not_a_number Іс-шаралар!G2",)


TWO_NUMBERS = (
    *(
        Case(f"two numbers with U+{ord(between):04X} between", raid(participants=f"12{between}300"), NO_NUMBER)
        for between in "\n\t\N{EM SPACE}\N{LINE SEPARATOR}\N{IDEOGRAPHIC SPACE}"
    ),
    Case("two numbers of people", raid(participants="5\n120 адам"), NO_NUMBER),
    Case("two days", raid(held_on="05.06.2026\n06.06.2026"), ("cell.not_a_date Іс-шаралар!A2",)),
    Case("number with a line break after it", raid(participants="12\n")),
)

SEEN = (*TWO_NUMBERS,)
