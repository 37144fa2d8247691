"""How many cases a property is tried with."""

from hypothesis import settings


def examples(count: int) -> settings:
    """Try so many in every run, the same ones each time; in `make search` as many as that asks for."""
    profile = settings()
    return settings(max_examples=count if profile.derandomize else profile.max_examples)
