"""The number of cases with which a property is tried."""

from hypothesis import settings


def examples(count: int) -> settings:
    """Try this many cases, the same in every run; in `make search` as many others as it asks for."""
    profile = settings()
    return settings(max_examples=count if profile.derandomize else profile.max_examples)
