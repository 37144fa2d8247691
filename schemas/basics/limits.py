"""Limits beyond which a workbook is refused. Returns are far below them, zip bombs and blunders far above."""

from pydantic import BaseModel, ConfigDict, Field

MIB = 1 << 20

WALL_CLOCK = 10
"""By the wall clock a file may take this many times its seconds of processor time, for a reader that waits."""


class Limits(BaseModel):
    """The largest workbook that is read, and what reading it may cost."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    max_packed: int = Field(default=64, ge=1, description="MiB of a file")
    max_unpacked: int = Field(default=256, ge=1, description="MiB of a file unpacked")
    max_ratio: int = Field(
        default=300, ge=1, description="times that a part of the file may grow when unpacked, beyond its first MiB"
    )
    max_parts: int = Field(default=5_000, ge=1, description="parts of a file")
    max_sheets: int = Field(default=250, ge=1, description="sheets of a workbook")
    max_rows: int = Field(default=200_000, ge=1, description="rows of a sheet, to the last one used")
    max_columns: int = Field(default=2_000, ge=1, description="columns of a sheet, to the last one used")
    max_cells: int = Field(default=2_000_000, ge=1, description="cells of a sheet's used area: its rows times its columns")
    max_shared: int = Field(default=1_000_000, ge=1, description="shared strings of a workbook")
    max_depth: int = Field(default=100, ge=1, description="nested elements of XML")
    max_seconds: float = Field(default=4, gt=0, description="seconds of processor time to read and check one file")
    max_memory: int = Field(default=256, ge=1, description="MiB of memory to read and check one file")


LIMITS = Limits()
