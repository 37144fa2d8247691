"""One more accepted spelling of a name that clerks write."""

from dataclasses import dataclass
from typing import Literal, get_args

NameKind = Literal["heading", "sheet", "unit", "code"]


NAME_KINDS: tuple[NameKind, ...] = get_args(NameKind)


@dataclass(frozen=True, slots=True)
class Spelling:
    """One more way in which clerks write a name: of a heading or sheet of a form, a unit, a code.

    `target` is a heading as `table.element`, a sheet as its table, a unit or code as its code; `form` is None for units.
    """

    kind: NameKind
    form: str | None
    target: str
    text: str
