"""The engine: stages that know no form, no Prefect and no environment, and the pipeline that joins them.

Analysts import two functions from here: `svod.open` and `svod.check` (svod/api.py).
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from svod.api import Published, check, open  # noqa: A004  # svod.open

__all__ = ["Published", "check", "open"]


def __getattr__(name: str) -> Any:
    """What analysts import, when it is asked for: other imports of svod don't wait for it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from svod import api

    return getattr(api, name)
