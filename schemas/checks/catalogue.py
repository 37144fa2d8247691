"""The catalogue of checks."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib import resources
from typing import Any

from schemas.basics.text import Text
from schemas.checks.check import Check
from schemas.records.issue import Severity


class Catalogue(Mapping[str, Check]):
    """The checks by code, read from catalogue.toml when the first is needed: a return without issues needs none."""

    def __getitem__(self, code: str) -> Check:
        return self._checks[code]

    @cached_property
    def explain(self) -> Text:
        """How to explain a query, as its message says."""
        return Text(**_file()["explain"])

    def __iter__(self) -> Iterator[str]:
        return iter(self._checks)

    def __len__(self) -> int:
        return len(self._checks)

    @cached_property
    def _checks(self) -> dict[str, Check]:
        groups = _file()
        explain = groups.pop("explain")
        checks = ((f"{group}.{name}", check) for group, group_checks in groups.items() for name, check in group_checks.items())
        return {code: _check(code, explain, **check) for code, check in checks}


def _file() -> dict[str, Any]:
    file = resources.files(__package__).joinpath("catalogue.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _check(code: str, explain: dict[str, str], *, severity: Severity, title: dict[str, str], message: dict[str, str]) -> Check:
    """A check from the file's entry. How to explain a query is written once in the file, as `explain`."""
    messages = {language: text.replace("{explain}", explain[language]) for language, text in message.items()}
    return Check(code, severity, Text(**title), Text(**messages))


CHECKS = Catalogue()
