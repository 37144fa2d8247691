"""Messages, labels and headings outside the code: one file of texts for each package, with the languages side by side."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

from schemas.basics.text import LANGUAGES, Text, fill

FILE = "texts.toml"


class Texts(Mapping[str, Text]):
    """The texts of a package by name, read from its texts.toml when the first is needed.

    A text is a table with a line for each language. Tables may be grouped; the name then begins with the group and a dot:

        [locked]                       # texts["locked"]
        kk = "Басқа өңдеу жүріп жатыр."
        ru = "Идёт другая обработка."
        en = "Another run is writing."

        [status.late]                  # texts["status.late"], texts.group("status")["late"]
        kk = "кешіккен"
        ru = "с опозданием"
        en = "late"
    """

    def __init__(self, package: str) -> None:
        self._package = package

    def __getitem__(self, name: str) -> Text:
        return self._texts[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def fill(self, name: str, /, **values: object) -> Text:
        """The text with its placeholders filled in, each value as the language writes it."""
        return fill(self[name], values)

    def group(self, name: str) -> Mapping[str, Text]:
        """The texts of a group by the rest of their name, in the file's order. It is read when the first is needed."""
        return _Group(self, f"{name}.")

    @property
    def _texts(self) -> Mapping[str, Text]:
        return _read(self._package)


class _Group(Mapping[str, Text]):
    """The texts of a package whose names have a prefix."""

    def __init__(self, texts: Texts, prefix: str) -> None:
        self._texts = texts
        self._prefix = prefix

    def __getitem__(self, name: str) -> Text:
        return self._texts[self._prefix + name]

    def __iter__(self) -> Iterator[str]:
        return (name.removeprefix(self._prefix) for name in self._texts if name.startswith(self._prefix))

    def __len__(self) -> int:
        return sum(1 for _ in self)


@cache
def _read(package: str) -> Mapping[str, Text]:
    """The texts of a package by full name. Cached, because several modules of the package use them."""
    file = resources.files(package).joinpath(FILE)
    return dict(_flat("", tomllib.loads(file.read_text(encoding="utf-8"))))


def _flat(prefix: str, table: Mapping[str, object]) -> Iterator[tuple[str, Text]]:
    """The texts in a table of the file and in its groups, by full name."""
    for name, entry in table.items():
        if not isinstance(entry, dict):
            raise TypeError(f"{prefix}{name} is neither a text nor a group of texts")
        if entry.keys() == set(LANGUAGES):
            yield prefix + name, Text(**entry)
        else:
            yield from _flat(f"{prefix}{name}.", entry)
