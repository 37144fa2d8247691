"""Keeps pandas from being imported where it isn't used."""

import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec


class _NoPandas(MetaPathFinder):
    """Finds pandas not to be installed."""

    def find_spec(self, fullname: str, *_: object) -> ModuleSpec | None:
        if fullname == "pandas":
            raise ModuleNotFoundError(fullname)
        return None


def do_without_pandas() -> None:
    """Prevent pandas from being imported in this process.

    duckdb at its first query with parameters and pyarrow at its first array import pandas if it is installed, to see whether
    they were given a DataFrame. That takes longer than checking a hundred returns.
    """
    if "pandas" not in sys.modules:
        sys.meta_path.insert(0, _NoPandas())
