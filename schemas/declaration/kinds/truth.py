"""Yes and no."""

from collections.abc import Sequence

from schemas.basics.cell import Cell
from schemas.basics.text import Text
from schemas.basics.texts import Texts
from schemas.declaration.element import DataElement
from schemas.declaration.kind import Kind, NamesOf, Refusal, UnitNames
from schemas.declaration.named_values import read_by_name, unknown_name
from schemas.language.name_key import key

TEXTS = Texts(__package__)

TRUTHS = {True: TEXTS["yes"], False: TEXTS["no"]}
"""How yes and no are written."""

_MORE_NAMES = {True: ("ия", "true", "истина", "ақиқат"), False: ("false", "ложь", "жалған")}
_TRUTH_OF_NAME = {key(name): truth for truth, names in TRUTHS.items() for name in (*names.all, *_MORE_NAMES[truth])}
# A text's key has lost these marks.
_TRUTH_OF_MARK = {"+": True, "✓": True, "✔": True, "☑": True, "-": False, "–": False, "—": False, "☐": False}


def truth_of(text: str) -> bool | None:
    """What a text answers to a question of yes or no. A number answers neither: 0 may count what the question denies.

    >>> truth_of("Иә"), truth_of("—"), truth_of("0")
    (True, False, None)
    """
    return _TRUTH_OF_MARK.get(text.strip(), _TRUTH_OF_NAME.get(key(text)))


def _choices(_element: DataElement, _units: UnitNames) -> Sequence[Text]:
    return tuple(TRUTHS.values())


def _refusal(element: DataElement, _value: object, cell: Cell, units: UnitNames) -> Refusal:
    return unknown_name(cell, _choices(element, units))


def _is_plainly(cell: Cell, _element: DataElement) -> bool:
    return type(cell) is bool or (type(cell) is str and truth_of(cell) is not None)


def _label(value: object, _element: DataElement, _unit_names: NamesOf) -> Text | None:
    return TRUTHS[value] if isinstance(value, bool) else None


KIND = Kind(
    name="truth",
    value_type=bool,
    reader=lambda _element, _units: read_by_name(truth_of),
    few_values=True,
    refusal=_refusal,
    is_plainly=_is_plainly,
    meaning=lambda text, _element: truth_of(text),
    sql_type="boolean",
    from_sql=lambda text: text == "true",
    choices=_choices,
    label=_label,
    width=10,
)
