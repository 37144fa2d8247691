"""A small form to begin with."""

import tomllib
from importlib import resources

from schemas.basics.text import Text, fill
from schemas.declaration.definition import FormDefinition


def example_form(code: str) -> FormDefinition:
    """A form of a cover, one table of three columns and one indicator."""
    file = resources.files(__package__).joinpath("example.toml")
    about = tomllib.loads(file.read_text(encoding="utf-8"))
    return FormDefinition(code=code, **{**about, "title": fill(Text(**about["title"]), {"code": code})})
