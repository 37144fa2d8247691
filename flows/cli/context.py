"""What every command knows: the language of messages, the settings, the data folder; and how it says things."""

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
    """What is in force for one command. Settings are read when they are first asked for: help needs none.

    `options` are the settings that the command line gives; None is not set.
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
        """The data folder and what works on it."""
        from flows.workspace import open_workspace

        return open_workspace(self.settings)

    def say(self, text: Text) -> str:
        """A text in the language of messages."""
        return text.in_(self.lang)

    def note(self, text: Text) -> None:
        """Write a remark to stderr, so that stdout holds the answer alone."""
        from flows.cli.output import note

        note(self.say(text))

    def asked(self, form: str | None, period: str | None, as_of: str | None = None) -> "Asked":
        """What a command is asked about, by its options. Raises UnknownName where the moment isn't ISO 8601."""
        from schemas.basics.clock import parse_moment
        from svod.pipeline.asked import Asked

        return Asked(self.note, form, period, None if as_of is None else parse_moment(as_of))


def language_of(words: Sequence[str]) -> Language:
    """Return the language that a command line asks for, before the line is parsed: help and usage errors are written in it.

    Without `--lang` it is SVOD_LANG, svod.toml, or the system's language if that is Kazakh or Russian, else Kazakh.
    """
    asked = [_language_of_system(), os.environ.get("SVOD_LANG") or _language_in_file()]
    for word, following in pairwise([*words, ""]):
        option, _, value = word.partition("=")
        if option == "--lang":
            asked.append(value or following)
    known = [language for name in asked for language in LANGUAGES if language == name]
    return known[-1] if known else "kk"


def _language_of_system() -> object:
    """Kazakh or Russian, if the locale says so, as "ru_RU.UTF-8": many machines here are set to English for want of Kazakh."""
    locale = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return language if (language := locale[:2]) in ("kk", "ru") else None


def _language_in_file() -> object:
    """The language that svod.toml sets. What is wrong with the file is told when settings are read."""
    from flows.settings_file import settings_in_file

    with suppress(WrongSetting, OSError):
        return settings_in_file().get("lang")
    return None
