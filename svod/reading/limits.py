"""How much a workbook may hold before it is refused. Returns are far below; bombs and slips are far above."""

from dataclasses import dataclass

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is read: bytes packed and unpacked, parts of the package, cells of a sheet's used area."""

    packed: int = 64 * MIB
    unpacked: int = 512 * MIB
    parts: int = 5_000
    area: int = 4_000_000


LIMITS = Limits()
