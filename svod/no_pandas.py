"""Keeping heavy imports out of processes that don't use them."""

import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec


class _NoPandas(MetaPathFinder):
    """Answers that pandas is not installed."""

    def find_spec(self, fullname: str, *_: object) -> ModuleSpec | None:
        if fullname == "pandas":
            raise ModuleNotFoundError(fullname)
        return None


def do_without_pandas() -> None:
    """For the rest of this process pandas can't be imported.

    duckdb at its first query with parameters, and pyarrow at its first array, import pandas wherever it is installed, to see
    whether they were handed a frame. That takes longer than checking a hundred returns.
    """
    if "pandas" not in sys.modules:
        sys.meta_path.insert(0, _NoPandas())
