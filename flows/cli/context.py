"""What every command needs: the language of messages, the settings, the workspace, and ways to write messages."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from schemas.basics.exceptions import SvodError, WrongSetting
from schemas.basics.text import LANGUAGES, Language, Text

if TYPE_CHECKING:
    from flows.settings import Settings
    from svod.pipeline.asked import Asked
    from svod.pipeline.workspace import Workspace


@dataclass(frozen=True)
class Context:
    """The language and settings of one command. Settings are read when first needed: help needs none.

    `chosen` is the language that the user chose, `options` are the settings given on the command line; None means not given.
    """

    chosen: Language | None
    options: Mapping[str, object] = field(default_factory=dict)

    @cached_property
    def lang(self) -> Language:
        """The language of messages: what the user chose, else the first one of the place."""
        if self.chosen:
            return self.chosen
        from flows.workspace import language_of

        with suppress(SvodError, OSError):  # the command will meet it too
            return language_of(self.settings, self.at_hand)
        return LANGUAGES[0]

    def for_help(self) -> "Context":
        """The same for help, which opens no data folder."""
        return replace(self, chosen=self.chosen or LANGUAGES[0])

    @cached_property
    def settings(self) -> "Settings":
        """The user's settings. Raises WrongSetting."""
        from flows.settings import Settings

        return Settings.read(**self.options)

    @cached_property
    def workspace(self) -> "Workspace":
        """The data folder and everything that works on it. Raises UnknownName if the folder isn't a data folder."""
        from svod.pipeline.data_folder import require_data_folder

        require_data_folder(self.settings.data)
        return self.at_hand

    @cached_property
    def at_hand(self) -> "Workspace":
        """The workspace for commands that need no data folder. What was adopted in it holds if it is there."""
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


def before_parsing(words: Sequence[str]) -> Context:
    """The context of a command line before it is parsed, for help and usage errors.

    The language chosen is `--lang`, else SVOD_LANG, else `lang` in svod.toml, else the system's if that is Kazakh or Russian.
    """
    candidates = [_language_of_system(), os.environ.get("SVOD_LANG") or _language_in_file(), *_values("--lang", words)]
    languages = [language for name in candidates for language in LANGUAGES if language == name]
    data = [*_values("--data", words)]
    return Context(languages[-1] if languages else None, {"data": data[-1] if data else None})


def _values(name: str, words: Sequence[str]) -> Iterator[str]:
    """The values that an option has on a command line: --lang ru, --lang=ru."""
    for word, following in pairwise([*words, ""]):
        option, _, value = word.partition("=")
        if option == name:
            yield value or following


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
