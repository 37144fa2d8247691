"""What every command needs: the language of messages, the settings, the workspace, and ways to write messages."""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from schemas.basics.exceptions import WrongSetting
from schemas.basics.text import LANGUAGES, Language, Text

if TYPE_CHECKING:
    from flows.settings import Settings
    from svod.pipeline.asked import Asked
    from svod.pipeline.workspace import Workspace


@dataclass(frozen=True)
class Context:
    """The language and settings of one command. Settings are read when first needed: help needs none.

    `options` are the settings given on the command line; None means not given.
    """

    lang: Language
    options: Mapping[str, object] = field(default_factory=dict)

    @cached_property
    def settings(self) -> "Settings":
        """The user's settings. Raises WrongSetting."""
        from flows.settings import Settings

        return Settings.read(**self.options)

    @cached_property
    def workspace(self) -> "Workspace":
        """The data folder and everything that works on it."""
        from flows.workspace import open_workspace

        return open_workspace(self.settings)

    def say(self, text: Text) -> str:
        """A text in the language of messages."""
        return text.in_(self.lang)

    def note(self, text: Text) -> None:
        """Write a remark to stderr: stdout has only the answer."""
        from flows.cli.output import note

        note(self.say(text))

    def asked(self, form: str | None, period: str | None, as_of: str | None = None, unit: str | None = None) -> "Asked":
        """What the user asked about, from a command's options. Raises UnknownName if the moment isn't ISO 8601."""
        from svod.pipeline.asked import Asked

        moment = None if as_of is None else self.workspace.place.parse_moment(as_of)
        return Asked(self.note, form, period, moment, unit)


def language_of(words: Sequence[str]) -> Language:
    """Return the language of a command line before it is parsed, for help and usage errors.

    It is `--lang`, else SVOD_LANG, else `lang` in svod.toml, else the system's language if that is Kazakh or Russian, else
    Kazakh.
    """
    candidates = [_language_of_system(), os.environ.get("SVOD_LANG") or _language_in_file()]
    for word, following in pairwise([*words, ""]):
        option, _, value = word.partition("=")
        if option == "--lang":
            candidates.append(value or following)
    languages = [language for name in candidates for language in LANGUAGES if language == name]
    return languages[-1] if languages else "kk"


def _language_of_system() -> object:
    """Kazakh or Russian if the locale says so ("ru_RU.UTF-8"). Many machines here are English only for want of Kazakh."""
    locale = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return language if (language := locale[:2]) in ("kk", "ru") else None


def _language_in_file() -> object:
    """The language set in svod.toml. Errors in the file are reported when the settings are read."""
    from flows.settings_file import settings_in_file

    with suppress(WrongSetting, OSError):
        return settings_in_file().get("lang")
    return None
