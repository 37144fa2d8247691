"""The region drawn as tiles: the position of each unit, roughly as on a map, and its short name."""

import csv
from functools import cache
from importlib import resources
from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from schemas.basics.text import Text

_Place = Annotated[int, Field(ge=1)]


@dataclass(frozen=True, slots=True)
class Tile:
    """The position of a unit, counted from 1 at the top left. The name may contain soft hyphens because tiles are narrow."""

    unit: str
    column: _Place
    row: _Place
    name: Text


@cache
def tiles() -> dict[str, Tile]:
    """The tiles by unit, from the top left. Units without a tile are left out."""
    with resources.files("schemas.units").joinpath("tile.csv").open(encoding="utf-8") as file:
        rows = [
            Tile(
                unit=row["unit"],
                column=int(row["column"]),
                row=int(row["row"]),
                name=Text(row["name_kk"], row["name_ru"], row["name_en"]),
            )
            for row in csv.DictReader(file)
        ]
    return {tile.unit: tile for tile in sorted(rows, key=lambda tile: (tile.row, tile.column))}
