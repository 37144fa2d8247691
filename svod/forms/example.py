"""A small form to begin with."""

import tomllib
from importlib import resources

from schemas.declaration.definition import FormDefinition


def example_form(code: str) -> FormDefinition:
    """A form of a cover, one table of three columns and one indicator."""
    file = resources.files(__package__).joinpath("example.toml")
    return FormDefinition(code=code, **tomllib.loads(file.read_text(encoding="utf-8")))
