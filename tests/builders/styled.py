"""A cell whose number format adds to its value, for the builders of all formats."""

from dataclasses import dataclass

SIGNS = {'0" %"': " %", "0\\ \\%": " %", '#,##0 "пайыз"': " пайыз", '0" процент"': " процент", '0" мың";-0;0': " мың"}
"""Number formats that only add a sign, and the sign."""

THOUSANDS = {"0,": ("4", "", 1), '0.000,,"млн"': ("0.004", "млн", 2), "#,##0, тыс": ("4", " тыс", 1)}
"""Number formats that show thousands or millions: how 4000 is shown, with what sign, how often it is divided by 1000."""

ORDINARY = ('0;-0" %"', '_-* #,##0.00_-;\\-* #,##0.00_-;_-* "-"??_-', '0" адам"', "0_%", "#,##0")
"""Number formats that show the number itself."""

OTHERWISE = {'0"000"': "000", '0" к"': " к", '0" (2026)"': " (2026)"}
"""Number formats that show another number, and what they add to the one that is stored."""

CODES = ("General", "0.0%", *SIGNS, *THOUSANDS, *ORDINARY, *OTHERWISE, "mmmm yyyy")


@dataclass(frozen=True, slots=True)
class Styled:
    """A value in a number format, struck out or not."""

    value: str | float
    code: str = "General"
    struck: bool = False

    @property
    def style(self) -> int:
        """The number of a style: one for each format, then one for each format struck out."""
        return CODES.index(self.code) + len(CODES) * self.struck


@dataclass(frozen=True, slots=True)
class PartlyStruck:
    """A text that is struck out from a character on."""

    text: str
    start: int
