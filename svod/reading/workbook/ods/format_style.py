"""The number and date styles of an ods package, as the codes that Excel has for them: `#,##0" чел."`, `[>0]0;[<0]-0;"—"`."""

from collections.abc import Mapping

from svod.reading.workbook.xml import whole_number

_SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_STYLE, _NUMBER = f"{_SPACE}style:1.0 ", f"{_SPACE}datastyle:1.0 "
FORMAT_STYLES = {f"{_NUMBER}{kind}-style" for kind in ("number", "percentage", "currency", "date", "time", "boolean", "text")}

# The parts of a date or time, and other parts that need no attributes; minutes are told from months by the hour before them.
_PARTS = {
    f"{_NUMBER}{name}": code
    for name, code in {
        "day": "dd",
        "day-of-week": "dddd",
        "month": "mm",
        "year": "yyyy",
        "hours": "h",
        "minutes": "h",
        "seconds": "s",
        "text-content": "@",
        "scientific-number": "0.00E+00",
        "fraction": "# ?/?",
    }.items()
}
_EMBEDDED, _FILLING = f"{_NUMBER}embedded-text", f"{_NUMBER}fill-character"
_TEXTS = {f"{_NUMBER}text", f"{_NUMBER}currency-symbol", _EMBEDDED, _FILLING}
_MOST_DIGITS = 30
_TRUTH = '"✓"'


class FormatStyle:
    """One style, built up from its elements."""

    def __init__(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.name = attributes.get(f"{_STYLE}name", "")
        self._is_percentage = tag == f"{_NUMBER}percentage-style"
        self._code = ""
        self._sections: list[str] = []
        self._digits: Mapping[str, str] | None = None
        self._embedded: list[tuple[int, str]] = []
        self._text: str | None = None

    def start(self, tag: str, attributes: Mapping[str, str], codes: Mapping[str, str]) -> None:
        """Take in the start of an element; `codes` are those of the styles before this one."""
        if tag in _TEXTS:
            self._text = ""
            if tag == _EMBEDDED:
                self._embedded.append((_number(attributes, "position"), ""))
        elif tag == f"{_NUMBER}number":
            self._digits, self._embedded = dict(attributes), []
        elif tag == f"{_NUMBER}boolean":
            self._code += _TRUTH
        elif tag == f"{_STYLE}map":
            condition = attributes.get(f"{_STYLE}condition", "").replace("value()", "").replace("!=", "<>")
            self._sections.append(f"[{condition}]{codes.get(attributes.get(f'{_STYLE}apply-style-name', ''), '')}")
        else:
            self._code += _PARTS.get(tag, "")

    def end(self, tag: str) -> None:
        """Take in the end of an element."""
        if tag in _TEXTS:
            escaped = "".join(f"\\{char}" for char in self._text or "")
            if tag == _EMBEDDED:
                self._embedded[-1] = (self._embedded[-1][0], escaped)
            else:
                self._code += f"*{self._text[:1]}" if tag == _FILLING and self._text else escaped
            self._text = None
        elif tag == f"{_NUMBER}number" and self._digits is not None:
            self._code += _places(self._digits, self._embedded)
            self._digits = None

    def text(self, text: str) -> None:
        """Take in text; what is not shown beside a number is passed over."""
        if self._text is not None:
            self._text += text

    @property
    def code(self) -> str:
        """The code of the style."""
        return ";".join([*self._sections, self._code + "%" * self._is_percentage])


def _places(attributes: Mapping[str, str], embedded: list[tuple[int, str]]) -> str:
    """Return the places of a number's digits, with the texts between them, such as "-" after the first of two.

    Each thousand by which the number is divided is a comma after the last digit.
    """
    least, decimals = _number(attributes, "min-integer-digits", usual="1"), _number(attributes, "decimal-places")
    wide = max([least, 1, *(position + 1 for position, _ in embedded)])
    places = ["#"] * (wide - least) + ["0"] * least
    for position, text in embedded:
        places[wide - position - 1] += text
    thousands = (len(attributes.get(f"{_NUMBER}display-factor", "1")) - 1) // 3
    return "".join(places) + ("." + "0" * decimals if decimals else "") + "," * thousands


def _number(attributes: Mapping[str, str], name: str, usual: str = "0") -> int:
    """Return a number of digits; no format shows more than some."""
    return min(whole_number(attributes.get(f"{_NUMBER}{name}") or usual), _MOST_DIGITS)
