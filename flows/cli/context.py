"""What every command knows: the folders, the language, the settings; and how it says things."""

import os
import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from flows.settings_file import settings_in_file
from schemas.basics.exceptions import WrongSetting
from schemas.basics.text import LANGUAGES, Language, Text, fill

if TYPE_CHECKING:
    from flows.cli.options import Asked
    from flows.settings import Settings
    from schemas.declaration.form import Form
    from svod.pipeline.data_folder import Folders
    from svod.pipeline.workspace import Workspace
    from svod.warehouse.reader import Snapshot

_RECEIVED_LAST = Text(
    "Нысан – {form}: соңғы келген есеп осы нысанда. Басқасын --form арқылы көрсетіңіз: {others}.",
    "Форма — {form}: её отчёт пришёл последним. Другую укажите через --form: {others}.",
    "The form is {form}: its return came last. Name another with --form: {others}.",
)


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

    @property
    def workspace(self) -> "Workspace":
        """Everything that a run works with."""
        from flows.workspace import open_workspace

        return open_workspace(self.settings)

    def asked_to_read(self, asked: "Asked", snapshot: "Snapshot") -> tuple["Form", str]:
        """The form and period that a command shows. Of several forms the one received last is taken, with a note."""
        return replace(asked, form=asked.form or self._received_last(snapshot)).named(snapshot)

    def _received_last(self, snapshot: "Snapshot") -> str | None:
        """The form of the latest receipt, where several are known and something was received."""
        from flows.cli.output import note
        from schemas.forms import forms

        latest = snapshot.latest_form(forms()) if len(forms()) > 1 else None
        if latest is not None:
            others = sorted(forms().keys() - {latest})
            note(self.say(fill(_RECEIVED_LAST, {"form": latest, "others": others})))
        return latest

    def asked_to_decide(self, asked: "Asked") -> tuple["Form", str]:
        """The form and period that a decision is about: of several forms the one named."""
        from svod.warehouse.reader import Snapshot

        with Snapshot(self.folders.snapshot) as snapshot:
            return asked.named(snapshot)


def help_in(kk: str, ru: str, en: str) -> str:
    """A help text in the language that the command line or the environment asks for, before either is parsed."""
    return Text(kk, ru, en).in_(_early_language())


def _early_language() -> Language:
    words = iter(sys.argv[1:])
    asked = os.environ.get("SVOD_LANG") or _language_in_file()
    for word in words:
        if word == "--lang":
            asked = next(words, asked)
        elif word.startswith("--lang="):
            asked = word.removeprefix("--lang=")
    return next((language for language in LANGUAGES if language == asked), "kk")


def _language_in_file() -> Any:
    """The language that svod.toml sets. What is wrong with the file is told when settings are read."""
    with suppress(WrongSetting, OSError):
        return settings_in_file().get("lang")
    return None
