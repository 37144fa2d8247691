"""An accepted spelling of a name."""

from dataclasses import dataclass
from typing import Literal, get_args

NameKind = Literal["heading", "sheet", "unit", "code"]


NAME_KINDS: tuple[NameKind, ...] = get_args(NameKind)


@dataclass(frozen=True, slots=True)
class Spelling:
    """Another way in which clerks write the name of a heading, a sheet, a unit or a code.

    `target` is a heading as `table.element`, a sheet as its table, a code as `table.element.code`, a unit as its code. `form`
    is None for units.
    """

    kind: NameKind
    form: str | None
    target: str
    text: str
