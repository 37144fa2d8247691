"""Figures: exact numbers, without a point if they are whole."""

import json
import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

Number = int | Decimal
"""A figure: an int if it is whole, else a Decimal without zeros at its end. It is never a binary float."""

MOST_DECIMALS = 6
"""The most decimals that a figure has."""

# json.dumps writes no Decimal: its digits become a text behind this character, which nobody types, and then lose their quotes.
_MARK = "\ufdd0"
_MARKED = re.compile(rf'"{_MARK}(-?\d+(?:\.\d+)?)"')


def trimmed(number: Number) -> Number:
    """The number as a figure.

    >>> trimmed(Decimal("57.000000")), trimmed(Decimal("0.300000"))
    (57, Decimal('0.3'))
    """
    if isinstance(number, int):
        return number
    return int(number) if number == number.to_integral_value() else Decimal(digits(number))


def digits(number: Number) -> str:
    """The digits of a number, without zeros at its end or an exponent.

    >>> digits(1164), digits(Decimal("12.50")), digits(Decimal("1E-6"))
    ('1164', '12.5', '0.000001')
    """
    text = f"{number:f}" if isinstance(number, Decimal) else str(number)
    return text.rstrip("0").rstrip(".") if "." in text else text


def quotient(part: Number, whole: Number, decimals: int) -> Number:
    """The part divided by the whole, with so many decimals; halves are rounded away from zero.

    >>> quotient(1, 8, 2), quotient(Decimal("-2.5"), 1, 0), quotient(200, 3, 1)
    (Decimal('0.13'), -3, Decimal('66.7'))
    """
    exact = abs(Fraction(part) / Fraction(whole)) * 10**decimals
    rounded = Decimal(int(exact + Fraction(1, 2))).scaleb(-decimals)
    return trimmed(rounded if (part < 0) is (whole < 0) else -rounded)


def exact_json(value: object, *, indent: int | None = None, default: Callable[[Any], Any] | None = None) -> str:
    """A JSON document in which every Decimal is a number with all its digits.

    >>> exact_json({"total": Decimal("0.30"), "count": 3})
    '{"total": 0.3, "count": 3}'
    """

    def written(other: Any) -> Any:
        if isinstance(other, Decimal):
            return f"{_MARK}{digits(other)}"
        if default is None:
            raise TypeError(f"{other!r} has no place in JSON")
        return default(other)

    return _MARKED.sub(r"\1", json.dumps(value, ensure_ascii=False, indent=indent, default=written))
