"""What every command knows: the folders, the language, the settings; and how it says things."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.basics.text import LANGUAGES, Language, Text

if TYPE_CHECKING:
    from flows.cli.options import Asked
    from flows.settings import Settings
    from schemas.declaration.form import Form
    from svod.pipeline.data_folder import Folders


@dataclass(frozen=True, slots=True)
class Context:
    """The settings in force for one command."""

    settings: "Settings"

    @property
    def folders(self) -> "Folders":
        """Where everything lies."""
        from svod.pipeline.data_folder import Folders

        return Folders(self.settings.data, self.settings.limits)

    @property
    def lang(self) -> Language:
        """The language of messages."""
        return self.settings.lang

    def say(self, text: Text) -> str:
        """A text in the language of messages."""
        return text.in_(self.lang)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the only one to write, after waiting for a run that is on its way."""
        from flows.cli.output import note
        from svod.warehouse.lock import WAITING, writer_lock

        with writer_lock(self.folders.lock, self.settings.lock_wait, lambda: note(self.say(WAITING))):
            yield

    def asked(self, asked: "Asked") -> tuple["Form", str]:
        """The form and period that a command is about, as the published snapshot knows them."""
        from svod.warehouse.reader import Snapshot

        with Snapshot(self.folders.snapshot) as snapshot:
            return asked.named(snapshot)

    def overridden(self, data: Path | None, lang: Language | None) -> "Context":
        """The context with the options that a user gave."""
        given = {name: value for name, value in (("data", data), ("lang", lang)) if value is not None}
        return replace(self, settings=self.settings.model_copy(update=given))


def help_in(kk: str, ru: str, en: str) -> str:
    """A help text in the language that the command line or the environment asks for, before either is parsed."""
    return Text(kk, ru, en).in_(_early_language())


def _early_language() -> Language:
    words = iter(sys.argv[1:])
    asked = os.environ.get("SVOD_LANG", "kk")
    for word in words:
        if word == "--lang":
            asked = next(words, asked)
        elif word.startswith("--lang="):
            asked = word.removeprefix("--lang=")
    return next((language for language in LANGUAGES if language == asked), "kk")
